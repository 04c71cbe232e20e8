import re

import pytest
from django.utils.html import strip_tags

from profiles.desk.models import Entity
from tests import factories
from tests.answers import names

pytestmark = pytest.mark.django_db


def test_an_area_page_lists_who_works_on_it(directory, client):
    assert names(client.get("/areas/gender/")) == ["India", "Kuwait"]
    assert client.get("/areas/nonsense/").status_code == 404


def test_a_theme_on_a_past_day_leads_to_the_directory_of_that_day(client, publisher):
    nepal = factories.entity("nepal")
    nepal.areas.add(factories.area())
    factories.published(nepal, by=publisher)
    page = client.get("/areas/fair-recruitment/?on=2012").content.decode()
    assert 'href="/members/?area=fair-recruitment&amp;on=2012-12-31"' in page


def test_a_role_page_lists_who_held_it_and_marks_today(directory, client):
    response = client.get("/roles/chair/")
    held = [(holder.profile["slug"], holder.term.held) for holder in response.context["succession"].holders]
    assert held == [("india", "certain"), ("kuwait", "no")]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/roles/chair/", "India has held it since 1 Feb. 2026."),
        ("/roles/chair/?on=2016", "Kuwait has held it since 27 Nov. 2014."),
        ("/roles/chair/?on=2020", "Nobody is known to have held it on that day."),
        ("/roles/", "India has held it since 1 Feb. 2026."),
    ],
)
def test_a_role_begins_with_who_holds_it(directory, client, address, said):
    page = " ".join(strip_tags(client.get(address).content.decode().split("<main")[1]).split())
    assert said in page


def test_how_many_terms_came_before_is_said_where_no_picture_says_it(client, publisher):
    nepal = factories.entity("nepal")
    factories.role_term(nepal, "chair", "", end="2016")
    factories.published(nepal, by=publisher)
    page = " ".join(strip_tags(client.get("/roles/chair/").content.decode()).split())
    assert "Nobody is known to hold it today. 1 term came before." in page


def test_all_who_hold_a_role_are_named_apart_from_who_may(client, publisher):
    for slug, certainty in (("nepal", "stated"), ("oman", "stated"), ("qatar", "disputed")):
        factories.role_term(factories.entity(slug), "expert", certainty=certainty)
    for entity in Entity.objects.all():
        factories.published(entity, by=publisher)
    page = " ".join(strip_tags(client.get("/roles/").content.decode()).split())
    assert "Held today by: Nepal, Oman. Possibly held today by: Qatar." in page


def flags(client, address):
    """Whom each card of a page shows by a flag, by the heading of the card."""
    cards = client.get(address).content.decode().split('class="card"')[1:]
    heading, link = (
        re.compile(text, re.DOTALL) for text in (r"<h2.*?>(.*?)</h2>", r'<a href="/members/(\w+)/[^>]*title=')
    )
    return {" ".join(strip_tags(heading.search(card)[1]).split()): link.findall(card) for card in cards}


def test_a_theme_in_the_list_shows_the_flags_of_those_who_name_it(affiliates, client):
    assert flags(client, "/areas/") == {"Fair-recruitment": ["india", "kuwait"], "Gender": ["india"]}


def test_of_too_many_profiles_a_theme_says_the_number_alone(affiliates, client, monkeypatch):
    monkeypatch.setattr("profiles.site.views.themes.SHOWN", 2)
    assert flags(client, "/areas/") == {"Fair-recruitment": [], "Gender": []}
    assert "<span>2 members and observers</span>" in client.get("/areas/").content.decode()


def test_who_has_neither_flag_nor_logo_nor_acronym_is_shown_by_name(client, publisher):
    group = factories.organization("women", name_en="UN Women", acronym_en="", acronym_ar="")
    group.areas.add(factories.area())
    factories.published(group, by=publisher)
    assert 'title="UN Women">UN Women</a>' in client.get("/areas/").content.decode()


# ── What took a theme up, beside profiles ────────


def taken_up(row, code="gender"):
    row.areas.add(factories.area(code))
    factories.published(row)


def headings(response):
    return re.findall(r'<h2 id="([a-z]+)">', response.content.decode())


@pytest.fixture
def entries(directory):
    """Meetings of two years, a document and a programme that took up a theme which two profiles name."""
    taken_up(factories.meeting("first", start="2008-01-21", end="2008-01-22", place_en="Abu Dhabi", unusual=True))
    taken_up(factories.meeting("second", start="2012", certainty="inferred"))
    taken_up(factories.paper("declaration", day="2010-05"))
    taken_up(factories.programme("training", start="2014", end="2016"))


def test_a_theme_names_what_took_it_up_with_days_and_place(entries, client):
    response = client.get("/areas/gender/")
    assert headings(response) == ["meetings", "documents", "programmes"]
    page = response.content.decode()
    links = re.findall(r'<a href="(/(?:meetings|documents|programmes)/[^"]+/)"', page[page.index('id="meetings"') :])
    assert links == ["/meetings/second/", "/meetings/first/", "/documents/declaration/", "/programmes/training/"]
    assert '<small class="remark">Abu Dhabi</small>' in page
    assert '<bdi><time datetime="2008-01-21">21</time>–<time datetime="2008-01-22">22 Jan. 2008</time></bdi>' in page
    assert page.count('<span class="badge doubt">Inferred</span>') == 1


def test_of_a_past_day_a_theme_names_what_there_was_by_then(entries, client):
    response = client.get("/areas/gender/?on=2010-04")
    assert headings(response) == ["meetings"]
    assert [row.slug for row in response.context["taken_up"].meetings] == ["first"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (None, "Nothing published names it."),
        ("meeting", "Nobody is named with it."),
        ("paper", "Nobody is named with it."),
        ("programme", "Nobody is named with it."),
    ],
)
def test_a_theme_that_no_profile_or_nothing_at_all_names_says_so_in_words(client, db, row, said):
    factories.area("skills")
    if row:
        taken_up(getattr(factories, row)("entry"), "skills")
    for address in ("/areas/", "/areas/skills/"):
        page = client.get(address).content.decode()
        assert re.findall(r"Nobody is named with it\.|Nothing published names it\.", page) == [said]


def test_the_list_of_themes_says_how_many_took_up_each(entries, client):
    page = client.get("/areas/").content.decode()
    meta = re.findall(r'<p class="meta">(.*?)</p>', page, re.DOTALL)
    assert [re.findall(r"<span>(.*?)</span>", text) for text in meta] == [
        [],
        ["2 meetings", "1 document", "1 programme"],
    ]


def test_a_retired_theme_stays_in_the_list_while_a_meeting_names_it(client, db):
    for code in ("skills", "gender"):
        area = factories.area(code)
        area.retired = True
        area.save()
    taken_up(factories.meeting(), "skills")
    assert [area.code for area, _total, _named, _taken in client.get("/areas/").context["areas"]] == ["skills"]
