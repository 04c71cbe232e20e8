import datetime as dt
import re

import pytest

from profiles.published.models import Role
from tests import factories
from tests.answers import lanes, listed

pytestmark = pytest.mark.django_db


def test_the_timeline_shows_offices_then_the_listed_members_in_groups(history, client):
    assert lanes(client.get("/timeline/"))[0] == ["Chair", "Hosts of meetings", "ministerial meetings"]
    assert listed(client.get("/timeline/")) == ["India", "Yemen", "Iom"]


def test_the_axis_begins_before_2008_where_a_membership_does(history, client):
    assert client.get("/timeline/").context["chart"].axis.first == dt.date(2007, 1, 1)


def test_a_consultation_of_which_only_the_year_is_stated_is_in_the_table_alone(history, client):
    assert [ordinal for ordinal, _x in client.get("/timeline/").context["chart"].lines] == ["1", "2"]


def test_a_disputed_term_is_drawn_as_a_claim_and_says_so(history, client):
    chairs = client.get("/timeline/").context["chart"].sections[0].lanes[0]
    drawn = {bar.item.title: bar.item.look for row in chairs.rows for bar in row}
    assert drawn == {
        "India: 19 Apr. 2012 – 27 Nov. 2014": "office",
        "India: 2015 – 2016 (disputed)": "claimed",
    }


def test_the_picture_is_mirrored_in_arabic_and_writes_numbers_as_svg_does(history, client):
    english, arabic = (client.get(prefix + "/timeline/") for prefix in ("", "/ar"))
    assert not english.context["chart"].axis.rtl
    assert arabic.context["chart"].axis.rtl
    html = arabic.content.decode()
    places = re.findall(r' (?:c?x[12]?|width)="([^"]+)"', html[html.index('class="timeline"') :])
    assert [place for place in places if not re.fullmatch(r"[0-9.]+(em|%)?", place, re.ASCII)] == []
    assert len(places) > 50


def test_pictures_have_no_inline_style(history, client):
    for address in ("/timeline/", "/members/india/", "/roles/chair/"):
        html = client.get(address).content.decode()
        assert 'style="' not in html
        assert "<style" not in html


def test_a_name_is_escaped_in_the_picture(client, publisher):
    entity = factories.entity("x", name_en='A & "B" <b>')
    factories.role_term(entity, "chair", "2010", end="2012")
    factories.published(entity, by=publisher)
    html = client.get("/timeline/").content.decode()
    assert "<b>" not in html
    assert "A &amp; &quot;B&quot; &lt;b&gt;" in html


def test_a_profile_has_a_picture_from_two_dated_facts_on(history, client):
    assert lanes(client.get("/members/india/")) == [["Member Type", "Chair", "Meetings hosted"]]
    assert not client.get("/members/iom/").context["chart"]


def test_only_looks_that_are_drawn_are_explained(history, client):
    assert [look for look, _label in client.get("/members/india/").context["chart"].looks] == ["member-0"]
    assert [look for look, _label in client.get("/roles/chair/").context["chart"].looks] == []


def test_an_old_version_has_its_picture_too(history, client):
    assert client.get("/members/india/versions/1/").context["chart"].sections


def test_a_role_has_a_picture_of_its_holders(history, client):
    factories.word(Role, "expert")
    factories.published(factories.meeting("another"))
    assert lanes(client.get("/roles/chair/")) == [["India"]]
    assert client.get("/roles/expert/").context["chart"] is None


def drawn_in(client, address, name):
    sections = client.get(address).context["chart"].sections
    lane = next(lane for section in sections for lane in section.lanes if lane.name["en"] == name)
    return [(bar.item.label, bar.item.title, bar.item.look) for row in lane.rows for bar in row]


def test_who_hosted_is_drawn_from_the_meetings_held_so_far(history, client):
    factories.published(
        factories.meeting("som", name_en="Officials", start="2019-04-29", certainty="disputed", host_slug="yemen")
    )
    factories.published(factories.meeting("elsewhere", start="2020-01-01", unusual=True, host_slug="nowhere"))
    factories.published(factories.meeting("to-come", start="2990", unusual=True, host_slug="india"))
    assert drawn_in(client, "/timeline/", "Hosts of meetings") == [
        ("India", "India, Consultation 2: 19 Apr. 2012", "office"),
        ("Yemen", "Yemen, Officials: 29 Apr. 2019 (disputed)", "claimed"),
    ]
    assert drawn_in(client, "/members/india/", "Meetings hosted") == [
        ("19 Apr. 2012", "Consultation 2: 19 Apr. 2012", "office")
    ]
    rows = client.get("/timeline/").context["hosted"]
    assert [(meeting.slug, host["slug"]) for meeting, host in rows] == [("m2", "india"), ("som", "yemen")]


def test_a_profile_that_hosted_twice_has_a_picture(history, client):
    for start in ("2019", "2020"):
        factories.published(factories.meeting(f"m-{start}", start=start, host_slug="iom"))
    assert lanes(client.get("/members/iom/")) == [["Member Type", "Meetings hosted"]]
