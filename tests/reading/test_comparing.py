import datetime as dt
from urllib.parse import quote

import pytest
from django.utils import translation

from profiles.desk.verbs import publishing
from profiles.published.models import Body
from profiles.reading.bodies import SILENT, Crowd, Stand
from profiles.reading.comparing import choices
from profiles.reading.counting import Total
from profiles.reading.reading import Reading
from profiles.site.tags.lists import at_least
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 5, 1)


@pytest.fixture
def directory(publisher):
    """India and Kuwait, members; IOM, an observer, with its own profile."""
    factories.word(Body, "iom", entity_slug="iom", label_en="IOM")
    factories.word(Body, "colombo", label_en="Colombo Process", member_states=12)
    india = factories.entity("india", start="2008-01-21")
    kuwait = factories.entity("kuwait", type="receiving", start="2008")
    iom = factories.organization("iom", start="2008")
    india.areas.add(factories.area("gender"), factories.area("fair-recruitment"))
    kuwait.areas.add(factories.area("fair-recruitment"))
    factories.role_term(kuwait, "chair", "2014-11-27", end="2017-01-24")
    factories.role_term(india, "chair", "2026-02-01")
    factories.affiliation(india, "iom", "member", "2008-06-18", source_title="IOM India")
    factories.affiliation(india, "colombo", "member", "2003")
    factories.affiliation(india, "colombo", "chair", "2024")
    factories.affiliation(kuwait, "iom", "observer")
    factories.affiliation(kuwait, "colombo", "none")
    factories.responsible_entity(kuwait, "Public Authority for Manpower")
    for entity in (india, kuwait, iom):
        factories.published(entity, by=publisher)


# ── Compare ────────


def comparison(client, query="?m=india&m=kuwait"):
    return client.get(f"/compare/{query}").context["comparison"]


def test_profiles_stand_side_by_side_in_the_order_asked(directory, client):
    found = comparison(client, "?m=kuwait&m=iom&m=india")
    assert [profile["slug"] for profile in found.profiles] == ["kuwait", "iom", "india"]


def test_lines_say_whether_they_differ(directory, client):
    found = comparison(client)
    assert (found.type.differs, found.join.differs, found.kind.differs) == (True, True, False)
    assert {line.word["code"]: line.differs for line in found.areas} == {"fair-recruitment": False, "gender": True}
    assert {line.word["code"]: line.differs for line in found.bodies} == {"colombo": True, "iom": True}
    assert {line.word["code"]: line.differs for line in found.roles} == {"chair": True}
    assert found.differing == 6


def test_shared_themes_come_first(directory, client):
    assert [line.word["code"] for line in comparison(client).areas] == ["fair-recruitment", "gender"]


def test_a_difference_is_said_in_words_too(directory, client):
    html = client.get("/compare/?m=india&m=kuwait").content.decode()
    # Six lines, and the sentence that explains the mark.
    assert html.count('<span aria-hidden="true">≠</span> differs') == 7
    assert "Lines that differ: 6 of 8" in html


def test_the_profile_of_a_body_does_not_differ_from_its_members(directory, client):
    line = next(line for line in comparison(client, "?m=india&m=iom").bodies if line.word["code"] == "iom")
    assert [cell.itself for cell in line.cells] == [False, True]
    assert not line.differs
    assert "this body itself" in client.get("/compare/?m=india&m=iom").content.decode()


def test_none_and_nothing_stated_are_kept_apart(directory, client):
    html = client.get("/compare/?m=kuwait&m=iom").content.decode()
    assert "<strong>None</strong>" in html
    assert "nothing stated" in html


def test_a_past_day_is_compared_as_of_that_day(directory, client):
    response = client.get("/compare/?m=india&m=kuwait&on=2015")
    held = [[term.held for term in cell.terms] for cell in response.context["comparison"].roles[0].cells]
    assert held == [["no"], ["certain"]]
    assert 'href="/members/india/?on=2015-12-31"' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "slots"),
    [
        ("", ["", "", "", ""]),
        ("?m=", ["", "", "", ""]),
        ("?m=india", ["india", "", "", ""]),
        ("?m=india&m=india&m=+india+", ["india", "", "", ""]),
    ],
)
def test_fewer_than_two_give_a_form_to_choose(directory, client, query, slots):
    response = client.get(f"/compare/{query}")
    assert (response.status_code, response.context["comparison"]) == (200, None)
    assert response.context["slots"] == slots
    assert response.content.decode().count("<select") == 4


def test_the_form_groups_names_by_member_type_in_the_reader_s_language(directory, client):
    html = client.get("/ar/compare/").content.decode()
    assert '<optgroup label="فئة sending">' in html
    assert '<option value="india">اسم india</option>' in html


def test_a_name_in_the_other_language_alone_says_so(directory):
    with translation.override("ar"):
        found = choices([(1, "oman", "Oman", "")], {1: "sending"}, Reading.now())
    assert [(label, [(row.slug, row.name, row.language) for row in rows]) for label, rows in found] == [
        ("Sending entities", [("oman", "Oman", "en")])
    ]


def test_too_many_profiles_for_a_list_are_asked_for_by_address(directory, client, monkeypatch):
    monkeypatch.setattr("profiles.site.views.comparison.TABLED", 2)
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
def test_what_cannot_be_compared_is_400_with_a_reason(directory, client, query, language):
    response = client.get(f"{language}/compare/{query}")
    assert response.status_code == 400
    assert response.context["reason"]
    assert "<script>" not in response.content.decode()


def test_more_than_four_are_refused_in_words(directory, client):
    html = client.get("/compare/?m=a&m=b&m=c&m=d&m=e").content.decode()
    assert "At most 4 profiles can be compared at a time." in html


def test_a_withdrawn_profile_is_named_as_such(directory, client, publisher):
    entity = factories.published(factories.entity("gone"), by=publisher)
    publishing.withdraw(entity, by=publisher, reason=("Merged.", "دُمج."))
    response = client.get("/compare/?m=india&m=gone")
    assert response.status_code == 400
    assert response.context["reason"] == "The profile “gone” has been withdrawn."
    assert "gone" not in client.get("/compare/").content.decode()


def test_a_draft_answers_exactly_as_a_slug_that_does_not_exist(directory, client):
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
        (f"/compare/?{query}", 4),
        ("/compare/", 3),
        ("/cross-membership/", 3),
        ("/areas/", 2),
    ):
        with django_assert_num_queries(queries):
            client.get(address)


def test_the_profile_leads_to_the_comparison_and_back(directory, client):
    assert 'href="/compare/?m=india"' in client.get("/members/india/").content.decode()
    assert 'href="/compare/?m=india&amp;on=2015-12-31"' in client.get("/members/india/?on=2015").content.decode()
    assert 'href="/compare/?' not in client.get("/members/india/versions/1/").content.decode()
    assert 'href="/members/india/"' in client.get("/compare/?m=india&m=iom").content.decode()


# ── Cross-membership ────────


@pytest.mark.parametrize(
    ("statuses", "category", "sign"),
    [
        ([], "silent", "·"),
        ([("member", "certain")], "member", "M"),
        ([("chair", "certain"), ("member", "certain")], "member", "M C"),
        ([("observer", "no"), ("member", "certain")], "member", "M"),
        ([("chair", "certain")], "other", "C"),
        ([("none", "certain")], "none", "–"),
        ([("observer", "possible")], "unsure", "O?"),
        ([("member", "possible"), ("observer", "certain")], "observer", "O"),
        ([("not_stated", "possible")], "unsure", "?"),
        ([("not_stated", "certain")], "unsure", "?"),
        ([("member", "no")], "outside", "(M)"),
    ],
)
def test_each_member_stands_in_one_category(statuses, category, sign):
    stand = Stand(tuple(statuses))
    assert (stand.category, stand.mark.sign) == (category, sign)


def test_totals_say_how_many_more_there_may_be():
    rows = [
        (1, "standing", "member", "", "certain"),
        (2, "standing", "member", "", "possible"),
        (3, "standing", "member", "", "possible"),
        (3, "standing", "member", "", "certain"),
        (4, "standing", "member", "", "no"),
        (1, "body", "iom", "member", "certain"),
        (2, "body", "iom", "member", "certain"),
        (3, "body", "iom", "member", "possible"),
        (4, "body", "iom", "member", "certain"),
    ]
    crowd = Crowd.of(DAY, rows)
    found = crowd.in_body(Body(code="iom"))
    assert crowd.total == Total(2, 3)
    assert found.count("member") == Total(1, 3)
    assert found.count("unsure") == Total(1, 1)
    assert crowd.stand(1, "ilo") == SILENT
    assert not crowd.in_body(Body(code="ilo")).is_known


def counts(response):
    return {
        found.body.code: {group.category: group.total.certain for group in named}
        for found, named in response.context["bodies"]
    }


def test_members_are_counted_in_each_body_and_the_lists_are_behind(directory, client):
    response = client.get("/cross-membership/")
    assert counts(response) == {
        "iom": {"member": 1, "observer": 1},
        "colombo": {"member": 1, "observer": 0, "none": 1},
    }
    html = response.content.decode()
    assert "Of the 2 member states of the Abu Dhabi Dialogue, 1 are members of the IOM" in html
    assert "Of the 12 member states of the Colombo Process, 1 are members of the Abu Dhabi Dialogue" in html
    assert 'id="body-iom"' in html
    assert "18 June 2008" in html
    assert "IOM India" in html
    assert 'href="/members/iom/"' in html
    assert 'href="/members/?body=iom"' in html


def test_the_count_agrees_with_the_one_on_the_body_s_own_profile(directory, client):
    overlap = client.get("/members/iom/").context["overlaps"][0]
    assert (overlap.member, overlap.observer) == (1, 1)


def test_the_day_decides_who_is_in(directory, client):
    response = client.get("/cross-membership/?on=2008-06-17")
    assert counts(response)["iom"] == {"member": 0, "observer": 0, "outside": 1, "unsure": 0}
    assert "the Abu Dhabi Dialogue (at least 1) stand" in response.content.decode()
    assert "perhaps a member of the Dialogue" in response.content.decode()
    assert counts(client.get("/cross-membership/?on=1990")) == {}


def test_a_draft_and_an_observer_are_not_counted(directory, client, publisher):
    before = counts(client.get("/cross-membership/"))
    factories.affiliation(factories.entity("draft"), "iom")
    oecd = factories.organization("oecd")
    factories.affiliation(oecd, "iom")
    factories.published(oecd, by=publisher)
    assert counts(client.get("/cross-membership/")) == before


def test_the_table_has_a_mark_and_words_in_each_cell(directory, client):
    matrix = client.get("/cross-membership/").context["matrix"]
    rows = [row for _group, rows in matrix.groups for row in rows]
    lines = [(profile["slug"], [mark.sign for mark in marks], total) for profile, marks, total in rows]
    columns = [column.code for column in matrix.columns]
    assert columns == ["colombo", "iom"]
    assert lines == [("india", ["M C", "M"], 2), ("kuwait", ["–", "O"], 0)]
    html = client.get("/cross-membership/").content.decode()
    assert '<span aria-hidden="true">M C</span><span class="hidden">Member, Chair</span>' in html


def test_too_many_members_for_a_table_are_counted_all_the_same(directory, client, monkeypatch):
    monkeypatch.setattr("profiles.site.views.comparison.TABLED", 1)
    response = client.get("/cross-membership/")
    assert counts(response)["iom"] == {"member": 1, "observer": 1}
    assert "<table" not in response.content.decode()


@pytest.mark.parametrize("address", ["/cross-membership/", "/ar/cross-membership/"])
@pytest.mark.parametrize(("on", "status"), [("2012", 200), ("x", 400), ("%00", 400), ("2999", 400), ("", 200)])
def test_a_day_that_cannot_be_is_400(directory, client, address, on, status):
    assert client.get(f"{address}?on={on}").status_code == status


def test_an_empty_directory_says_so(client, db):
    html = client.get("/cross-membership/").content.decode()
    assert "The directory states nothing of the members in other bodies on that day." in html
    assert client.get("/areas/").status_code == client.get("/compare/").status_code == 200


@pytest.mark.parametrize(
    ("total", "words"), [(Total(5, 5), "5"), (Total(5, 7), "at least 5"), (Total(0, 3), "up to 3"), (Total(), "0")]
)
def test_a_total_says_what_is_certain(total, words):
    assert at_least(total) == words


# ── Themes and members ────────


def test_themes_and_members_meet_in_a_table(directory, client):
    response = client.get("/areas/")
    matrix = response.context["matrix"]
    assert {column.code: column.totals for column in matrix.columns} == {
        "fair-recruitment": [Total(2, 2)],
        "gender": [Total(1, 1)],
    }
    assert [(row["slug"], total) for _group, rows in matrix.groups for row, _marks, total in rows] == [
        ("india", 2),
        ("kuwait", 1),
    ]
    assert [row["slug"] for row in response.context["without_area"]] == ["iom"]
    assert 'role="region" aria-labelledby="matrix" tabindex="0"' in response.content.decode()


def test_too_many_profiles_for_a_table_leave_the_list_of_themes(directory, client, monkeypatch):
    monkeypatch.setattr("profiles.site.views.themes.TABLED", 2)
    response = client.get("/areas/")
    assert response.status_code == 200
    assert "<table" not in response.content.decode()
