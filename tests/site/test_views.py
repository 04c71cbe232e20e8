import datetime as dt
import gzip
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from profiles.desk.verbs import publishing, vocabulary
from profiles.published.models import Body, Meeting, Page, Publication
from profiles.reading import pages
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_texts(db):
    for code in ("home", "about", "contact", "licence", "accessibility"):
        Page.objects.create(
            code=code,
            label_en=f"{code} title",
            label_ar=f"عنوان {code}",
            body_en="<p>Text.</p>",
            body_ar="<p>نص.</p>",
        )


def names(response):
    """The listed profiles, in order."""
    return [row.content["name"]["en"] for group in response.context["groups"] for row in group.rows]


# ── Profile ────────


def test_a_profile_shows_the_facts_of_the_source_site(client, publisher):
    entity = factories.organization("iom", name_en="International Organization for Migration", type=None)
    factories.membership(entity, "observer", "2008-01-01")
    factories.responsible_entity(entity, "Regional office", acronym="RO", text_en="<p>Long text.</p>")
    factories.published(entity)
    html = client.get("/members/iom/").content.decode()
    for words in (
        "Join Date",
        "01 Jan. 2008",
        "Member Type",
        "Observer",
        "Responsible Entities",
        "Regional office",
        "<p>Long text.</p>",
    ):
        assert words in html


def test_a_profile_in_arabic_is_arabic_and_right_to_left(client, publisher):
    factories.published(factories.entity("nepal", name_ar="نيبال", start="2008-01-01"))
    html = client.get("/ar/members/nepal/").content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "<h1>نيبال" in html
    assert "01 يناير 2008" in html


def test_text_in_one_language_alone_is_shown_in_it_and_marked(client, publisher):
    entity = factories.entity("nepal", summary_ar="", body_en="<p>English text.</p>")
    factories.published(entity)
    html = client.get("/ar/members/nepal/").content.decode()
    assert '<span lang="en" dir="ltr">A summary.</span>' in html
    assert '<div lang="en" dir="ltr" class="prose"><p>English text.</p></div>' in html


def test_a_changed_label_shows_on_live_pages_and_not_in_old_versions(client, publisher):
    entity = factories.entity("nepal")
    area = factories.area()
    entity.areas.add(area)
    factories.published(entity, by=publisher)
    area.label_en = "Renamed theme"
    vocabulary.change(area, by=publisher)
    assert b"Renamed theme" in client.get("/members/nepal/").content
    assert b"Renamed theme" not in client.get("/members/nepal/versions/1/").content


def test_an_old_version_says_so_and_stays_readable(client, publisher):
    entity = factories.published(factories.entity("nepal"), by=publisher)
    entity.summary_en = "Second summary."
    entity.save()
    publishing.publish(entity, by=publisher)
    old = client.get("/members/nepal/versions/1/")
    assert "This is version 1" in old.content.decode()
    assert "A summary." in old.content.decode()
    assert old["X-Robots-Tag"] == "noindex"
    assert client.get("/members/nepal/versions/3/").status_code == 404


def test_a_confirmation_shows_until_the_fact_changes(client, publisher):
    entity = factories.published(factories.entity("nepal"), by=publisher)
    uid = str(entity.memberships.get().uid)
    publishing.confirm(entity, by=publisher, facts=[uid], day=dt.date(2026, 3, 4))
    assert "04 Mar. 2026" in client.get("/members/nepal/").content.decode()
    entity.memberships.update(start="2009")
    publishing.publish(entity, by=publisher)
    assert "04 Mar. 2026" not in client.get("/members/nepal/").content.decode()


def neighbours(response):
    slugs = dict(Publication.objects.values_list("pk", "slug"))
    return [(slugs[pk], number) for pk, number in response.context["neighbours"].shared.items()]


def test_a_profile_ends_with_those_of_its_member_type_most_shared_themes_first(client, publisher):
    areas = {code: factories.area(code) for code in ("a", "b", "c")}
    for slug, type_, themes in (
        ("nepal", "sending", "ab"),
        ("alpha", "sending", ""),
        ("beta", "sending", "ac"),
        ("gamma", "sending", "abc"),
        ("kuwait", "receiving", "ab"),
    ):
        entity = factories.entity(slug, type=type_)
        entity.areas.set([areas[code] for code in themes])
        factories.published(entity, by=publisher)
    response = client.get("/members/nepal/")
    assert neighbours(response) == [("gamma", 2), ("beta", 1), ("alpha", 0)]
    assert response.context["neighbours"].query == "type=sending"
    assert names(client.get("/members/?type=sending&sort=name")) == ["Alpha", "Beta", "Gamma", "Nepal"]


def test_the_neighbours_of_a_former_member_are_on_its_themes_and_alone_it_has_none(client, publisher):
    for slug in ("iom", "ilo", "kuwait"):
        entity = factories.organization(slug)
        if slug == "iom":
            entity.memberships.update(end="2010")
        if slug != "kuwait":
            entity.areas.add(factories.area())
        factories.published(entity, by=publisher)
        if slug == "iom":
            assert client.get("/members/iom/").context["neighbours"] is None
    response = client.get("/members/iom/")
    assert neighbours(response) == [("ilo", 1)]
    assert response.context["neighbours"].query == "area=fair-recruitment"


def test_at_most_eight_neighbours_as_of_the_day(client, publisher):
    for index in range(10):
        factories.published(factories.entity(f"state-{index}", start="2008" if index else "2020"), by=publisher)
    assert len(neighbours(client.get("/members/state-0/"))) == 8
    response = client.get("/members/state-1/?on=2015-05-05")
    assert "state-0" not in dict(neighbours(response))
    assert response.context["neighbours"].query == "type=sending&on=2015-05-05"


def test_the_successor_of_a_withdrawn_profile_is_linked(client, publisher):
    factories.published(factories.entity("new-name", name_en="New name"), by=publisher)
    entity = factories.published(factories.entity("old-name"), by=publisher)
    publishing.withdraw(entity, by=publisher, reason=("Renamed.", "أعيدت تسميته."), successor="new-name")
    response = client.get("/ar/members/old-name/")
    assert response.status_code == 410
    assert "أعيدت تسميته." in response.content.decode()
    assert 'href="/ar/members/new-name/"' in response.content.decode()


def test_membership_in_a_body_is_counted_from_the_published_affiliations(client, publisher):
    factories.word(Body, "iom", entity_slug="iom", label_en="IOM")
    factories.published(factories.organization("iom", name_en="IOM"), by=publisher)
    for status in ("member", "member", "observer", "none"):
        entity = factories.entity()
        factories.affiliation(entity, "iom", status)
        factories.published(entity, by=publisher)
    draft = factories.entity()
    factories.affiliation(draft, "iom", "member")
    html = client.get("/members/iom/").content.decode()
    assert "Of the 4 member states of the Abu Dhabi Dialogue, 2 are members of IOM and 1 are observers" in html


# ── Directory ────────


@pytest.fixture
def directory(publisher):
    india = factories.entity("india", start="2008")
    kuwait = factories.entity("kuwait", type="receiving", start="2009")
    iom = factories.organization("iom", start="2007", acronym="IOM")
    yemen = factories.entity("yemen", type=None)
    factories.membership(yemen, "receiving", "2008", end="2012")
    factories.role_term(kuwait, "chair", "2014-11-27", end="2017-01-24")
    factories.role_term(india, "chair", "2026-02-01")
    india.areas.add(factories.area("gender"))
    kuwait.areas.add(factories.area("gender"), factories.area("fair-recruitment"))
    factories.responsible_entity(kuwait, "Public Authority for Manpower", acronym="PAM")
    for entity in (india, kuwait, iom, yemen):
        factories.published(entity, by=publisher)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["India", "Kuwait", "Iom", "Yemen"]),
        ("?sort=name", ["India", "Iom", "Kuwait", "Yemen"]),
        ("?sort=joined", ["Iom", "India", "Yemen", "Kuwait"]),
        ("?type=observer", ["Iom"]),
        ("?type=observer&type=sending", ["India", "Iom"]),
        ("?standing=member", ["India", "Kuwait"]),
        ("?standing=former", ["Yemen"]),
        ("?area=gender", ["India", "Kuwait"]),
        ("?area=gender&area=fair-recruitment&type=receiving", ["Kuwait"]),
        ("?role=chair", ["India"]),
        ("?q=pam", ["Kuwait"]),
        ("?q=manpower", ["Kuwait"]),
        ("?q=man+kuw", ["Kuwait"]),
        ("?q=power", []),
        ("?unknown=1", ["India", "Kuwait", "Iom", "Yemen"]),
    ],
)
def test_the_directory_filters_and_sorts_by_the_address(directory, client, query, expected):
    assert names(client.get(f"/members/{query}")) == expected


def test_counts_beside_a_choice_follow_the_other_choices_not_its_own(directory, client):
    response = client.get("/members/?type=receiving&area=gender")
    counts = {facet.name: {c["value"]: c["count"] for c in facet.choices} for facet in response.context["facets"]}
    assert counts["type"] == {"sending": 1, "receiving": 1}
    assert counts["area"] == {"gender": 1, "fair-recruitment": 1}


@pytest.mark.parametrize(
    "query", ["?type=nonsense", "?sort=x", "?page=0", "?page=2", "?page=x", "?page=1e30", "?q=" + "x" * 101]
)
def test_values_that_do_not_exist_are_400_with_the_reason(directory, client, query):
    for prefix in ("", "/ar"):
        response = client.get(f"{prefix}/members/{query}")
        assert response.status_code == 400
        assert response.context["reason"]


def test_active_filters_can_be_taken_out_one_by_one(directory, client):
    html = client.get("/members/?type=observer&type=sending&area=gender").content.decode()
    assert 'href="?type=sending&amp;area=gender"' in html
    assert 'href="?type=observer&amp;type=sending"' in html


def test_long_directories_have_pages(publisher, client, monkeypatch):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 2)
    for _ in range(3):
        factories.published(by=publisher)
    assert len(names(client.get("/members/?sort=name"))) == 2
    second = client.get("/members/?sort=name&page=2")
    assert len(names(second)) == 1
    assert 'href="?sort=name&amp;page=1"' in second.content.decode()


def test_arabic_names_are_sorted_and_found_in_any_spelling(client, publisher):
    for slug, name in (("a", "الإمارات"), ("b", "أفغانستان"), ("c", "البحرين")):
        factories.published(factories.entity(slug, name_ar=name), by=publisher)
    response = client.get("/ar/members/?sort=name")
    assert [row.content["name"]["ar"] for row in response.context["groups"][0].rows] == [
        "أفغانستان",
        "الإمارات",
        "البحرين",
    ]
    for query in ("الامارات", "امارات", "إمارات", "الإِمَارَات"):
        assert names(client.get("/ar/members/", {"q": query})) == ["A"], query


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.one_of(
        st.binary(max_size=60).map(lambda raw: "".join(f"%{byte:02X}" for byte in raw)),
        st.text(alphabet="qtypesortarea=&%0aFD8;[]+-.1e*\"'", max_size=80),
        st.lists(
            st.tuples(
                st.sampled_from(["q", "type", "standing", "area", "role", "sort", "page", "x"]),
                st.text(max_size=12) | st.integers().map(str),
            ),
            max_size=5,
        ).map(lambda pairs: "&".join(f"{key}={quote(value, errors='replace')}" for key, value in pairs)),
    ),
    address=st.sampled_from(["/", "/members/", "/ar/members/", "/areas/", "/about/", "/members/india/"]),
)
def test_any_query_string_is_answered_200_or_400(db, client, query, address):
    response = client.get(address, QUERY_STRING=query)
    assert response.status_code in (200, 400, 404)
    if response.status_code == 400:
        assert response.context["reason"]


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=a%00b", "q=%ED%A0%80", "q=%FF", "page=" + "9" * 400, "q=" + "a" * 3000, "type=%00", "%00=1"],
)
def test_broken_text_in_a_query_is_400_with_the_reason(client, db, query):
    for address in ("/members/", "/ar/members/", "/admin/login/"):
        response = client.get(address, QUERY_STRING=query)
        if address == "/admin/login/" and query.startswith("page"):
            continue
        assert response.status_code == 400, address
        assert response.context["reason"]


# ── Home, themes, roles, texts, errors ────────


def test_home_answers_the_first_questions(directory, page_texts, client):
    Meeting.objects.create(
        code="m1",
        kind="ministerial",
        ordinal=1,
        label_en="First",
        label_ar="الأولى",
        start="2008-01-21",
        end="2008-01-22",
    )
    response = client.get("/")
    assert response.context["chair"].profile["slug"] == "india"
    assert response.context["last_meeting"].code == "m1"
    assert [(group.code, len(group.rows)) for group in response.context["groups"]] == [
        ("sending", 1),
        ("receiving", 1),
        ("observer", 1),
        ("", 1),
    ]


@pytest.mark.parametrize(
    "address",
    ["/", "/members/", "/areas/", "/roles/", "/about/", "/contact/", "/licence/", "/accessibility/"],
)
@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_pages_answer_with_one_h1_in_both_languages(page_texts, client, prefix, address):
    response = client.get(prefix + address)
    assert response.status_code == 200
    assert response.content.count(b"<h1") == 1
    assert f'<html lang="{"ar" if prefix else "en"}"' in response.content.decode()


def test_the_language_switch_keeps_the_query(directory, client):
    assert 'href="/ar/members/?type=observer"' in client.get("/members/?type=observer").content.decode()
    assert 'href="/members/?type=observer"' in client.get("/ar/members/?type=observer").content.decode()


def test_a_role_page_lists_who_held_it_and_marks_today(directory, client):
    response = client.get("/roles/chair/")
    held = [(holder.profile["slug"], holder.term.held) for holder in response.context["holders"]]
    assert held == [("kuwait", "no"), ("india", "certain")]


def test_an_area_page_lists_who_works_on_it(directory, client):
    assert names(client.get("/areas/gender/")) == ["India", "Kuwait"]
    assert client.get("/areas/nonsense/").status_code == 404


@pytest.mark.parametrize(("prefix", "words"), [("", "There is no page at this address"), ("/ar", "لا توجد صفحة")])
def test_not_found_speaks_the_language_of_the_address(client, db, prefix, words):
    response = client.get(f"{prefix}/nothing/here/")
    assert response.status_code == 404
    assert f'lang="{"ar" if prefix else "en"}"' in response.content.decode()
    assert words in response.content.decode()


def test_our_mistake_is_a_calm_page_that_needs_no_database(client, monkeypatch, django_assert_num_queries, db):
    def broken(*args):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("profiles.published.vocabularies.read", broken)
    client.raise_request_exception = False
    response = client.get("/ar/about/")
    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()
    assert 'lang="ar"' in response.content.decode()
    assert response["Content-Security-Policy"]


# ── Freshness and cost ────────


def test_an_unchanged_page_is_304_and_a_changed_one_new_at_once(client, publisher):
    entity = factories.published(factories.entity("nepal"), by=publisher)
    etag = client.get("/members/nepal/")["ETag"]
    assert client.get("/members/nepal/", headers={"if-none-match": etag}).status_code == 304
    entity.summary_en = "New."
    entity.save()
    publishing.publish(entity, by=publisher)
    assert client.get("/members/nepal/", headers={"if-none-match": etag}).status_code == 200


def test_a_scheduled_release_changes_the_etag_at_its_moment(client, publisher, time_machine):
    entity = factories.published(factories.entity("nepal"), by=publisher)
    entity.summary_en = "New."
    entity.save()
    publishing.schedule(entity, by=publisher, at=timezone.now() + dt.timedelta(seconds=90))
    etag = client.get("/members/nepal/")["ETag"]
    time_machine.move_to(timezone.now() + dt.timedelta(seconds=91))
    response = client.get("/members/nepal/", headers={"if-none-match": etag})
    assert response.status_code == 200
    assert b"New." in response.content


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    for index in range(number):
        entity = factories.entity(f"state-number-{index}")
        factories.role_term(entity, "chair", f"20{10 + index}", end="" if index == 0 else f"20{11 + index}")
        entity.areas.add(factories.area())
        factories.published(entity, by=publisher)
    client.get("/")
    client.get("/members/")
    for address, queries in (
        ("/", 4),
        ("/members/", 1),
        ("/members/state-number-0/", 5 if number > 1 else 4),
        ("/areas/", 2),
        ("/areas/fair-recruitment/", 1),
        ("/roles/", 3),
        ("/roles/chair/", 3),
    ):
        with django_assert_num_queries(queries, info=address):
            client.get(address)


# ── Head ────────


def head(response):
    """What a page's head says, by name: title, canonical, hreflang and the values of its metas."""
    html = response.content.decode().split("</head>")[0]
    found = {"title": re.search(r"<title>(.*?)</title>", html)[1]}
    found |= dict(re.findall(r'<meta (?:name|property)="([\w:-]+)" content="(.*?)"', html))
    found |= dict(re.findall(r'hreflang="([\w-]+)" href="(.*?)"', html))
    return found | {"canonical": (re.findall(r'rel="canonical" href="(.*?)"', html) or [None])[0]}


def test_every_page_has_a_title_and_a_description_of_its_own(directory, page_texts, client):
    addresses = ["/", "/members/", "/members/?type=observer", "/members/?type=observer&area=gender", "/members/india/"]
    addresses += ["/members/kuwait/", "/members/kuwait/?on=2010", "/areas/", "/areas/gender/", "/roles/"]
    addresses += ["/roles/?on=2010", "/roles/chair/", "/about/", "/contact/", "/licence/", "/accessibility/"]
    heads = [head(client.get(prefix + address)) for address in addresses for prefix in ("", "/ar")]
    for said in heads:
        assert said["description"] == said["og:description"]
        assert said["title"] == said["og:title"]
        assert "&lt;" not in said["description"]
    english = heads[::2]
    assert len({said["title"] for said in english}) == len(addresses)


def test_the_address_of_a_page_is_absolute_and_the_same_however_it_was_asked(directory, client):
    for query in ("?area=gender&type=observer&x=1&q=", "?type=observer&area=gender&page=1"):
        said = head(client.get(f"/ar/members/{query}"))
        assert said["canonical"] == "http://testserver/ar/members/?type=observer&amp;area=gender"
        assert said["og:url"] == said["ar"] == said["canonical"]
        assert said["en"] == said["x-default"] == "http://testserver/members/?type=observer&amp;area=gender"
        assert (said["og:locale"], said["og:locale:alternate"]) == ("ar_AE", "en_GB")


def test_the_picture_for_links_is_there_and_small(client, db):
    said = head(client.get("/"))
    path = Path(finders.find(said["og:image"].removeprefix("http://testserver/static/")))
    assert path.stat().st_size <= 60_000
    with Image.open(path) as image:
        assert image.size == (int(said["og:image:width"]), int(said["og:image:height"])) == (1200, 630)
    assert said["og:image:alt"]


def test_the_colours_of_the_browser_are_those_of_the_paper(client, db):
    html = client.get("/").content.decode()
    colours = re.findall(r'name="theme-color" content="#(\w+)"', html)
    papers = re.findall(r"--paper: #(\w+);", Path(finders.find("css/tokens.css")).read_text())
    assert colours == [papers[0] * 2, papers[1]]


def test_old_versions_and_errors_are_in_no_index(directory, client):
    for address in ("/members/india/versions/1/", "/members/nothing/", "/members/?type=x"):
        said = head(client.get(address))
        assert said["robots"] == "noindex"
        assert said["canonical"] is None


def test_quotes_and_markup_in_a_summary_stay_text(client, publisher):
    factories.published(factories.entity("nepal", summary_en='A "quoted" <b>word</b>.'))
    assert head(client.get("/members/nepal/"))["description"] == "A &quot;quoted&quot; &lt;b&gt;word&lt;/b&gt;."


def test_a_missing_profile_offers_to_look_for_what_was_asked(client, db):
    assert 'href="/ar/members/?q=some+body"' in client.get("/ar/members/some-body/").content.decode().replace(
        "%20", "+"
    )


def test_a_first_profile_is_small(client, real_directory):
    """HTML and styles as they are sent, compressed: 60 KB at most, and no script that runs."""
    for address in ("/members/iom/", "/ar/members/iom/"):
        html = client.get(address).content
        styles = re.findall(r'rel="stylesheet" href="/static/(.*?)"', html.decode())
        files = [html, *(Path(finders.find(name)).read_bytes() for name in styles)]
        assert sum(len(gzip.compress(content)) for content in files) <= 60_000
        assert b"<script src" not in html


def test_an_old_version_is_never_made_of_pieces_of_the_live_page(client, publisher):
    """They are the same publication, in other words."""
    entity = factories.entity("nepal")
    factories.responsible_entity(entity, source_title="A source")
    factories.published(entity, by=publisher)
    live = client.get("/members/nepal/").content.decode()
    assert live == client.get("/members/nepal/").content.decode()
    assert f"/report/?member={entity.slug}&amp;fact=" in live
    assert "/report/?member" not in client.get("/members/nepal/versions/1/").content.decode()


@pytest.mark.parametrize("address", ["/members/", "/members/?view=table", "/map/", "/members/nepal/"])
def test_who_joins_later_was_nothing_formerly(client, publisher, address):
    factories.published(factories.entity("nepal", start="2099"), by=publisher)
    page = client.get(address).content.decode()
    assert "Formerly" not in page
    assert "Joining later" in page


def test_before_its_first_membership_a_profile_was_nothing(client, publisher):
    factories.published(factories.entity("nepal", start="2008"), by=publisher)
    assert "Formerly" not in client.get("/members/nepal/?on=2000").content.decode()


def test_between_two_memberships_a_profile_is_what_it_was_before(client, publisher):
    nepal = factories.entity("nepal", type=None)
    factories.membership(nepal, "sending", "2008-01-01", end="2009-01-01")
    factories.membership(nepal, "observer", "2012-01-01")
    factories.published(nepal, by=publisher)
    page = client.get("/members/?on=2010").content.decode()
    assert "Formerly: Sending" in page
    assert "Formerly: Observer" not in page


@pytest.mark.parametrize("address", ["/members/", "/members/?view=table", "/map/", "/timeline/", "/members/nepal/"])
def test_a_profile_with_nothing_but_a_claim_that_is_over_can_be_listed(client, publisher, address):
    nepal = factories.entity("nepal", type=None)
    factories.membership(nepal, "sending", "2008", end="2009", certainty="disputed")
    factories.published(nepal, by=publisher)
    assert client.get(address).status_code == 200


def test_a_theme_on_a_past_day_leads_to_the_directory_of_that_day(client, publisher):
    nepal = factories.entity("nepal")
    nepal.areas.add(factories.area())
    factories.published(nepal, by=publisher)
    page = client.get("/areas/fair-recruitment/?on=2012").content.decode()
    assert 'href="/members/?area=fair-recruitment&amp;on=2012-12-31"' in page


def test_a_status_that_is_not_stated_is_found_as_such(client, publisher):
    nepal = factories.entity("nepal")
    factories.affiliation(nepal, "iom", "not_stated", start="")
    factories.published(nepal, by=publisher)
    assert client.get("/api/v1/members/?body=not-stated").json()["count"] == 1


def test_no_link_leads_beyond_the_last_page_that_is_answered(client, publisher, monkeypatch):
    monkeypatch.setattr(pages, "PER_PAGE", 1)
    monkeypatch.setattr(pages, "LAST_PAGE", 2)
    for slug in ("a", "b", "c"):
        factories.published(factories.entity(slug), by=publisher)
    assert client.get("/api/v1/members/?page=1").json()["next"].endswith("?page=2")
    last = client.get("/api/v1/members/?page=2").json()
    assert (last["count"], last["pages"], last["next"]) == (3, 2, None)
    assert b'rel="next"' not in client.get("/members/?page=2").content


def test_who_only_perhaps_holds_the_role_asked_for_is_counted_apart(client, publisher):
    sure, perhaps = factories.entity("kuwait"), factories.entity("sri-lanka")
    factories.role_term(sure, "chair", "2014-11-27", end="2017-01-24")
    factories.role_term(perhaps, "chair", "2015", end="2017", certainty="disputed")
    for entity in (sure, perhaps):
        factories.published(entity, by=publisher)
    tally = client.get("/members/?role=chair&on=2016-03-01").context["tally"]
    assert (tally.certain, tally.possible, tally.others) == (1, 1, 0)
    html = client.get("/roles/?on=2016-03-01").content.decode()
    assert html.index("Kuwait") < html.index("Possibly:") < html.index("Sri Lanka")


def test_a_redirect_of_the_api_can_be_followed_from_elsewhere(client, publisher):
    factories.published(factories.entity("india"), by=publisher)
    response = client.get("/api/v1/members/india")
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (301, "*")
    assert "Access-Control-Allow-Origin" not in client.get("/members/india")
