import datetime as dt
import re

import pytest

from tests import factories
from tests.answers import lanes, listed

pytestmark = pytest.mark.django_db


def test_the_timeline_shows_offices_then_the_listed_members_in_groups(history, client):
    assert lanes(client.get("/timeline/"))[0] == ["Chair", "Host", "Ministerial consultations"]
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
        assert "style=" not in html
        assert "<style" not in html


def test_a_name_is_escaped_in_the_picture(client, publisher):
    entity = factories.entity("x", name_en='A & "B" <b>')
    factories.role_term(entity, "chair", "2010", end="2012")
    factories.published(entity, by=publisher)
    html = client.get("/timeline/").content.decode()
    assert "<b>" not in html
    assert "A &amp; &quot;B&quot; &lt;b&gt;" in html


def test_a_profile_has_a_picture_from_two_dated_facts_on(history, client):
    assert lanes(client.get("/members/india/")) == [["Member Type", "Chair", "Host"]]
    assert not client.get("/members/iom/").context["chart"]


def test_an_old_version_has_its_picture_too(history, client):
    assert client.get("/members/india/versions/1/").context["chart"].sections


def test_a_role_has_a_picture_of_its_holders(history, client):
    assert lanes(client.get("/roles/chair/")) == [["Chair"]]
    assert client.get("/roles/host/").context["chart"] is None
