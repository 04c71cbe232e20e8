from urllib.parse import quote

import pytest

from profiles.desk.verbs import publishing
from tests import factories
from tests.answers import counts

pytestmark = pytest.mark.django_db


def test_what_differs_is_shown_and_what_is_the_same_unfolds(affiliates, client):
    differs, same = client.get("/compare/?m=india&m=kuwait").content.decode().split("<summary>3 points are the same")
    assert (differs.count('scope="rowgroup"'), same.count('scope="rowgroup"')) == (6, 3)
    assert "Member type" in differs
    assert "Member or observer since" in same


def test_two_alike_differ_in_nothing(client, publisher):
    for slug in ("nepal", "oman"):
        factories.published(factories.entity(slug, start="2008"), by=publisher)
    assert "Nothing, as far as it is stated." in client.get("/compare/?m=nepal&m=oman").content.decode()


def test_none_and_nothing_stated_are_kept_apart(affiliates, client):
    html = client.get("/compare/?m=kuwait&m=iom").content.decode()
    assert "Neither member nor observer<span" in html
    assert "nothing stated" in html


@pytest.mark.parametrize(
    ("query", "slots"),
    [
        ("", ["", "", "", ""]),
        ("?m=", ["", "", "", ""]),
        ("?m=india", ["india", "", "", ""]),
        ("?m=india&m=india&m=+india+", ["india", "", "", ""]),
    ],
)
def test_fewer_than_two_give_a_form_to_choose(affiliates, client, query, slots):
    response = client.get(f"/compare/{query}")
    assert (response.status_code, response.context["comparison"]) == (200, None)
    assert response.context["slots"] == slots
    assert response.content.decode().count("<select") == 4


def test_the_form_groups_names_by_member_type_in_the_reader_s_language(affiliates, client):
    html = client.get("/ar/compare/").content.decode()
    assert '<optgroup label="فئة sending">' in html
    assert '<option value="india">اسم india</option>' in html


def test_too_many_profiles_for_a_list_are_asked_for_by_address(affiliates, client, monkeypatch):
    monkeypatch.setattr("profiles.site.views.comparison.NAMED", 2)
    html = client.get("/compare/?m=india").content.decode()
    assert "<select" not in html
    assert '<input type="text" id="m-1" name="m" value="india"' in html


@pytest.mark.parametrize("language", ["", "/ar"])
@pytest.mark.parametrize(
    "query",
    [
        "?m=india&m=nothing",
        "?m=nothing",
        "?m=" + quote("\0"),
        "?m=%ff%fe&m=india",
        "?m=" + "x" * 5000,
        "?m=<script>alert(1)</script>",
        "?m=india'--",
        "?" + "&".join(f"m=x{number}" for number in range(900)),
        "?m=a&m=b&m=c&m=d&m=e",
        "?m=india&m=iom&on=32",
        "?m=india&m=iom&on=2999",
    ],
)
def test_what_cannot_be_compared_is_400_with_a_reason(affiliates, client, query, language):
    response = client.get(f"{language}/compare/{query}")
    assert response.status_code == 400
    assert response.context["reason"]
    assert "<script>" not in response.content.decode()


def test_more_than_four_are_refused_in_words(affiliates, client):
    html = client.get("/compare/?m=a&m=b&m=c&m=d&m=e").content.decode()
    assert "At most 4 profiles can be compared at a time." in html


def test_a_withdrawn_profile_is_named_as_such(affiliates, client, publisher):
    entity = factories.published(factories.entity("gone"), by=publisher)
    publishing.withdraw(entity, by=publisher, reason=("Merged.", "دُمج."))
    response = client.get("/compare/?m=india&m=gone")
    assert response.status_code == 400
    assert response.context["reason"] == "The profile “gone” has been withdrawn."
    assert "gone" not in client.get("/compare/").content.decode()


def test_a_draft_answers_exactly_as_a_slug_that_does_not_exist(affiliates, client):
    factories.entity("draft")
    unknown, draft = (client.get(f"/compare/?m=india&m={slug}") for slug in ("nothing", "draft"))
    assert draft.status_code == unknown.status_code == 400
    assert draft.content.replace(b"draft", b"nothing") == unknown.content
    assert "draft" not in client.get("/compare/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    for index in range(number + 1):
        entity = factories.entity(f"state-number-{index}")
        factories.affiliation(entity, f"body-{index}")
        factories.affiliation(entity, "iom")
        entity.areas.add(factories.area(f"area-{index}"))
        factories.published(entity, by=publisher)
    client.get("/")
    query = "&".join(f"m=state-number-{index}" for index in range(number + 1))
    for address, queries in (
        (f"/compare/?{query}", 3),
        ("/compare/", 2),
        ("/cross-membership/", 2),
        # And three each for the documents and the programmes, which are read once for as long as they say the same: to
        # read them, to ask again what they are made of, and whether something was written meanwhile.
        ("/areas/", 8),
    ):
        with django_assert_num_queries(queries):
            client.get(address)


def test_the_profile_leads_to_the_comparison_and_back(affiliates, client):
    assert 'href="/compare/?m=india"' in client.get("/members/india/").content.decode()
    assert 'href="/compare/?m=india&amp;on=2015-12-31"' in client.get("/members/india/?on=2015").content.decode()
    assert 'href="/compare/?' not in client.get("/members/india/versions/1/").content.decode()
    assert 'href="/members/india/"' in client.get("/compare/?m=india&m=iom").content.decode()


def test_too_many_members_to_be_shown_are_counted_all_the_same(affiliates, client, monkeypatch):
    monkeypatch.setattr("profiles.site.views.comparison.NAMED", 1)
    response = client.get("/cross-membership/")
    assert counts(response)["iom"] == {"member": 1, "observer": 1}
    assert 'class="flags"' not in response.content.decode()


@pytest.mark.parametrize("address", ["/cross-membership/", "/ar/cross-membership/"])
@pytest.mark.parametrize(("on", "status"), [("2012", 200), ("x", 400), ("%00", 400), ("2999", 400), ("", 200)])
def test_a_day_that_cannot_be_is_400(affiliates, client, address, on, status):
    assert client.get(f"{address}?on={on}").status_code == status


def test_an_empty_directory_says_so(client, db):
    html = client.get("/cross-membership/").content.decode()
    assert "The directory states nothing of the members in other bodies on that day." in html
    assert client.get("/areas/").status_code == client.get("/compare/").status_code == 200
