import re
from itertools import combinations
from math import hypot

import pytest
from django.conf import settings

from profiles.reading.drawings import geography
from tests import factories

FLAGS = settings.BASE_DIR / "static" / "img" / "flags"
# Flags of what is no country (organizations, parts of countries) and of the Antarctic, where nobody is a member.
NO_PLACE = {"CP", "DG", "EU", "IC", "PC", "UN", "XX"} | {"AQ"}


def states(response):
    """The names of the states on the map, by frame."""
    return {frame.name: [mark.name for mark in frame.marks] for frame in response.context["frames"]}


def frame_with(points, name="asia"):
    width = geography.frames()[name]["width"]
    empty = geography.MapFrame(name, [], [])
    marks = [geography.MapMark(None, "Name", "kind1", False, point, *point) for point in points]
    return width, empty, marks


def test_every_country_that_has_a_flag_has_a_place():
    flags = {path.stem.upper() for path in FLAGS.glob("*.svg")}
    assert {code for code in flags if not geography.frame_of(code)} == NO_PLACE


def test_every_point_is_in_its_frame_and_every_outline_is_a_closed_path():
    for frame in geography.frames().values():
        for code, (point, path) in frame["states"].items():
            assert point or path, code
            assert re.fullmatch(r"(M[-\d. ]+l[-\d. ]+z)*", path), code
            if point:
                assert 0 <= point[0] <= frame["width"], code
                assert 0 <= point[1] <= frame["height"], code


def test_a_state_has_its_mark_in_the_closest_frame():
    found = {code: geography.frame_of(code) for code in ("BH", "IN", "CH", "US", "MV", "MT", "TV", "")}
    assert found == {
        "BH": "gulf",
        "IN": "asia",
        "CH": "europe",
        "US": "world",
        "MV": "asia",
        "MT": "world",
        "TV": "world",
        "": "",
    }


ROW = [(n * 9 + 100, 200) for n in range(5)]


@pytest.mark.parametrize("points", [[(400, 200)] * 3, [(0, 0), (1, 0), (0, 1)], ROW])
def test_marks_are_pushed_apart_until_no_target_lies_on_another(points):
    width, frame, marks = frame_with(points)
    places = [(mark.x, mark.y) for mark in geography.spread(marks, frame)]
    nearest = min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(places, 2))
    assert nearest >= 2 * frame.radius - 1
    assert all(frame.radius <= x <= width - frame.radius and y >= frame.radius for x, y in places)


# ── The page ────────


@pytest.fixture
def directory(publisher):
    for slug, iso2, columns in (
        ("india", "IN", {"start": "2008"}),
        ("bahrain", "BH", {"type": "receiving", "start": "2009"}),
        ("switzerland", "CH", {"type": "observer", "start": "2014-01-01"}),
    ):
        factories.published(factories.entity(slug, iso2=iso2, **columns), by=publisher)
    germany = factories.entity("germany", iso2="DE", type=None)
    factories.membership(germany, "observer", "2008", end="2012")
    factories.published(germany, by=publisher)
    factories.published(factories.organization("iom", start="2007", acronym_en="IOM"), by=publisher)


def test_each_state_is_one_link_that_says_what_it_is_since_when(client, directory):
    html = client.get("/map/").content.decode()
    assert re.findall(r'class="mark [^>]*href="([^"]*)" aria-label="([^"]*?)\s*"', html) == [
        ("/members/india/", "India: Sending, since 2008"),
        ("/members/bahrain/", "Bahrain: Receiving, since 2009"),
        ("/members/germany/", "Germany: Formerly: Observer, 2008 – 2012"),
        ("/members/switzerland/", "Switzerland: Observer, since 1 Jan. 2014"),
    ]


def test_the_map_takes_the_filters_and_the_day_of_the_directory_and_links_carry_the_day(client, directory):
    assert states(client.get("/map/?type=observer")) == {"europe": ["Switzerland"]}
    assert states(client.get("/map/?on=2008-06")) == {"asia": ["India"], "europe": ["Germany"]}
    html = client.get("/map/?on=2010-01-01&type=receiving&type=sending").content.decode()
    assert 'href="/members/bahrain/?on=2010-01-01"' in html
    assert (
        '<input type="hidden" name="type" value="receiving"><input type="hidden" name="type" value="sending">' in html
    )


def test_all_that_is_listed_stands_in_the_tables_too(client, directory):
    context = client.get("/map/").context
    assert [row["slug"] for row in context["states"]] == ["india", "bahrain", "switzerland", "germany"]
    assert [row["slug"] for row in context["elsewhere"]] == ["iom"]


def test_the_legend_counts_the_certain_and_says_at_least_where_more_are_possible(client, publisher):
    factories.published(factories.entity("nepal", iso2="NP", start="2008"), by=publisher)
    qatar = factories.entity("qatar", iso2="QA", start="2008", type=None)
    factories.membership(qatar, "sending", "2008", end="2012", end_qualifier="at_earliest")
    factories.published(qatar, by=publisher)
    response = client.get("/map/?on=2014")
    assert [(sign.style, sign.total.certain, sign.total.possible) for sign in response.context["legend"]] == [
        ("kind1", 1, 2)
    ]
    html = response.content.decode()
    assert "at least 1" in html
    assert 'aria-label="Qatar: Sending (Not certain for that day), Join Date: 2008' in html


def test_a_filter_that_nothing_fits_shows_no_map(client, directory):
    html = client.get("/map/?q=zzz").content.decode()
    assert "Nothing matches all of these." in html
    assert "<figure" not in html


@pytest.mark.parametrize("query", ["type=x", "on=2999", "on=%00", "area=x", "sort=x", "q=" + "x" * 101])
def test_what_the_address_cannot_mean_is_refused_with_a_reason(client, directory, query):
    assert client.get(f"/map/?{query}").status_code == 400


def test_the_map_in_arabic_is_ordered_and_named_in_arabic_without_regard_to_the_article(client, publisher):
    factories.published(factories.entity("nepal", iso2="NP", name_ar="نيبال"), by=publisher)
    factories.published(factories.entity("india", iso2="IN", name_ar="الهند"), by=publisher)
    assert states(client.get("/ar/map/")) == {"asia": ["نيبال", "الهند"]}


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_members(client, publisher, django_assert_num_queries, number):
    for iso2 in ("IN", "BH", "NP")[:number]:
        factories.published(factories.entity(iso2.lower(), iso2=iso2), by=publisher)
    client.get("/map/")
    with django_assert_num_queries(2):
        client.get("/map/")


def test_the_map_of_the_real_members_is_small_and_styles_nothing_inline(client, real_directory):
    html = client.get("/map/").content
    assert len(html) <= 120_000
    assert b" style=" not in html
    assert b"<style" not in html
