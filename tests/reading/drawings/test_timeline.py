import datetime as dt
import re
from itertools import chain

import pytest
from django.urls import reverse
from django.utils import translation

from profiles.published.models import Meeting, Role
from profiles.reading.drawings import chart
from profiles.reading.drawings.chart import Axis, Item, pack, percent, place_bar
from profiles.values.period import Period
from tests import factories

TODAY = dt.date(2026, 11, 25)


def axis(first=2008, *, day=TODAY, rtl=False):
    return Axis(dt.date(first, 1, 1), TODAY, day, TODAY, rtl)


def item(label="x", look="office", run="", mute=False, **period):
    return Item(label, label, Period(**period).bounds(TODAY), look, run, mute)


def bar(on=None, **period):
    return place_bar(item(**period), on or axis())[0]


def at(*day, on=None):
    return percent((on or axis()).at(dt.date(*day)))


# ── The axis ────────


def test_an_axis_begins_with_the_year_of_the_first_day_and_ends_today():
    found = Axis.around([dt.date(2012, 4, 19), dt.date.min, dt.date.max], day=TODAY, today=TODAY)
    assert (found.first, found.last) == (dt.date(2012, 1, 1), TODAY)


def test_an_axis_reaches_back_before_2008_where_a_fact_does():
    assert Axis.around([dt.date(1999, 5, 1), dt.date(2008, 1, 1)], day=TODAY, today=TODAY).first == dt.date(1999, 1, 1)


def test_a_fact_far_away_does_not_press_the_others_together():
    found = Axis.around([dt.date(1000, 1, 1), dt.date(2999, 12, 31)], day=TODAY, today=TODAY)
    assert (found.first.year, found.last.year) == (1976, 2036)


def test_an_axis_of_today_alone_can_be_drawn():
    found = Axis.around([], day=dt.date(2026, 1, 1), today=dt.date(2026, 1, 1))
    assert found.at(found.today) == chart.MARGIN


@pytest.mark.parametrize(("first", "years"), [(2020, 7), (2008, 10), (1990, 8), (1970, 6)])
def test_years_are_named_as_often_as_there_is_room(first, years):
    assert len(axis(first).ticks) == years <= chart.TICKS


def test_time_runs_from_the_right_in_arabic():
    left, right = axis(), axis(rtl=True)
    assert left.x(20, 30) == "20.00%"
    assert right.x(20, 30) == "50.00%"
    assert left.ticks[0][1] == "2.60%"
    assert right.ticks[0][1] == "97.40%"


def test_the_marker_is_named_inside_the_picture_and_absent_off_the_axis():
    assert axis().marker_anchor == "end"
    assert axis(day=dt.date(2008, 1, 21)).marker_anchor == "start"
    assert axis(day=dt.date(2017, 1, 24)).marker_anchor == "middle"
    assert axis(day=dt.date(1500, 1, 1)).marker == ""


# ── Bars ────────


def test_a_fact_with_exact_days_is_all_certain():
    found = bar(start="2014-11-27", end="2017-01-24")
    assert (found.possible, found.before, found.after) == ([], "", "")
    assert found.certain.x == at(2014, 11, 27)


def test_an_open_end_is_drawn_up_to_today_and_goes_on():
    found = bar(start="2008-01-01")
    assert float(found.certain.x[:-1]) + float(found.certain.width[:-1]) == pytest.approx(100 - chart.MARGIN)
    assert found.after == "sure"


def test_a_year_is_possible_from_its_first_day_and_certain_from_its_last():
    found = bar(start="2008")
    assert [box.x for box in found.possible] == [at(2008, 1, 1)]
    assert found.certain.x == at(2008, 12, 31)


def test_about_reaches_a_year_either_way():
    found = bar(start="2012", start_qualifier="about")
    assert found.possible[0].x == at(2011, 1, 1)
    assert found.certain.x == at(2013, 12, 31)


def test_at_the_latest_may_have_begun_at_any_time_before():
    found = bar(start="2016-05-11", start_qualifier="at_latest")
    assert (found.possible[0].x, found.before, found.after) == ("2.60%", "perhaps", "sure")


def test_a_start_that_is_not_stated_is_never_certain_before_it_was_recorded():
    found = bar(ended=True)
    assert (found.certain, found.dot, found.before, found.after) == (None, "", "perhaps", "")
    assert len(found.possible) == 1


def test_what_began_before_the_axis_goes_on_before_it_for_certain():
    assert bar(axis(2000), start="1950-01-01", end="2010-01-01").before == "sure"


def test_what_ends_after_the_axis_goes_on_after_it():
    assert bar(start="2010-01-01", end="2040-01-01").after == "sure"


def test_some_days_are_a_dot():
    found = bar(start="2012-04-19", end="2012-04-19")
    assert (found.certain, found.possible, found.dot) == (None, [], at(2012, 4, 19))


def test_what_was_seen_within_a_month_and_may_have_been_longer_is_a_dot_on_a_possible_stretch():
    found = bar(start="2017-01", start_qualifier="at_latest", end="2017-01", end_qualifier="at_earliest", ended=True)
    assert found.certain is None
    assert len(found.possible) == 1
    assert at(2017, 1, 1) < found.dot < at(2017, 1, 31)


def test_a_claim_goes_on_perhaps_at_most():
    assert bar(look="claimed", start="2008-01-01").after == "perhaps"


def test_a_bar_is_mirrored_in_arabic():
    left, right = bar(start="2010-01-01", end="2012-01-01"), bar(axis(rtl=True), start="2010-01-01", end="2012-01-01")
    assert left.certain.width == right.certain.width
    ends = [float(text[:-1]) for text in (left.certain.x, left.certain.width, right.certain.x)]
    assert sum(ends) == pytest.approx(100, abs=0.02)


# ── Rows ────────


def laid(*items):
    return [[bar.item.label for bar in row] for row in pack(items, axis())]


def test_terms_that_follow_each_other_share_a_row():
    first, second = item("A", start="2008-01-21", end="2012-04-19"), item("B", start="2012-04-19", end="2014-11-27")
    assert laid(first, second) == [["A", "B"]]


def test_terms_that_overlap_do_not():
    assert laid(item("A", start="2008", end="2012"), item("B", start="2010", end="2014")) == [["A"], ["B"]]


def test_a_long_label_keeps_the_next_one_out_of_its_row():
    first, second = (
        item("A" * 40, start="2008-01-21", end="2010-01-01"),
        item("B", start="2010-01-01", end="2011-01-01"),
    )
    assert laid(first, second) == [["A" * 40], ["B"]]


def test_a_label_at_the_end_stays_within_the_picture():
    found = bar(label="A" * 20, start="2026-02-01")
    assert (found.label_x, found.label_anchor) == (at(2026, 11, 25), "end")


def test_dots_of_one_holder_share_a_row_and_are_named_once():
    days = [item("A", run="a", start=day, end=day) for day in ("2008-01-21", "2012-04-19", "2019-10-16")]
    (row,) = pack(days, axis())
    assert [bool(bar.label_x) for bar in row] == [True, False, False]


def test_mute_dots_are_not_named():
    (row,) = pack([item("A", run="a", mute=True, start="2008-01-21", end="2008-01-22")], axis())
    assert [bar.label_x for bar in row] == [""]


# ── Pages ────────


pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(publisher):
    factories.word(Role, "chair", position=0)
    factories.word(Role, "host", position=1)
    for number, start in enumerate(("2008-01-21", "2012-04-19"), 1):
        Meeting.objects.create(
            code=f"m{number}",
            kind="ministerial",
            ordinal=number,
            label_en=f"Consultation {number}",
            label_ar=f"التشاور {number}",
            start=start,
            end=start,
            place_en="Manila, Philippines",
            place_ar="مانيلا، الفلبين",
        )
    Meeting.objects.create(code="m9", kind="ministerial", ordinal=9, label_en="Planned", label_ar="مقرر", start="2028")
    india = factories.entity("india", start="2008")
    factories.role_term(india, "chair", "2012-04-19", end="2014-11-27", source_title="Minutes")
    factories.role_term(india, "chair", "2015", end="2016", certainty="disputed")
    factories.role_term(india, "host", "2012-04-18", end="2012-04-19")
    yemen = factories.entity("yemen", type=None)
    factories.membership(yemen, "receiving", "2008", end="2012-04", end_qualifier="at_earliest", ended=True)
    factories.membership(yemen, "receiving", "", certainty="not_stated")
    iom = factories.organization("iom", start="2007-06-01")
    for entity in (india, yemen, iom):
        factories.published(entity, by=publisher)


def lanes(response):
    return [[lane.name["en"] for lane in section.lanes] for section in response.context["chart"].sections]


def listed(response):
    """The members drawn, below the offices."""
    return list(chain.from_iterable(lanes(response)[1:]))


def test_the_timeline_shows_offices_then_the_listed_members_in_groups(directory, client):
    assert lanes(client.get("/timeline/"))[0] == ["Chair", "Host", "Ministerial consultations"]
    assert listed(client.get("/timeline/")) == ["India", "Yemen", "Iom"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("?type=observer", ["Iom"]), ("?q=ind", ["India"]), ("?sort=name", ["India", "Iom", "Yemen"]), ("?q=zzz", [])],
)
def test_the_timeline_takes_the_filters_of_the_directory(directory, client, query, expected):
    assert listed(client.get(f"/timeline/{query}")) == expected


def test_everything_in_the_picture_is_in_the_table(directory, client):
    html = client.get("/timeline/").content.decode()
    table = html[html.index('id="twin"') :]
    for said in (
        "India",
        "Yemen",
        "Iom",
        "Chair",
        "Host",
        "Minutes",
        "Disputed",
        "Consultation 1",
        "Planned",
        "at the earliest",
    ):
        assert said in table, said


def test_the_axis_begins_before_2008_where_a_membership_does(directory, client):
    assert client.get("/timeline/").context["chart"].axis.first == dt.date(2007, 1, 1)


def test_a_consultation_of_which_only_the_year_is_stated_is_in_the_table_alone(directory, client):
    assert [ordinal for ordinal, _x in client.get("/timeline/").context["chart"].lines] == ["1", "2"]


def test_a_disputed_term_is_drawn_as_a_claim_and_says_so(directory, client):
    chairs = client.get("/timeline/").context["chart"].sections[0].lanes[0]
    drawn = {bar.item.title: bar.item.look for row in chairs.rows for bar in row}
    assert drawn == {
        "India: 19 Apr. 2012 – 27 Nov. 2014": "office",
        "India: 2015 – 2016 (disputed)": "claimed",
    }


def test_the_marker_stands_on_the_day_asked_and_links_stay_on_it(directory, client):
    response = client.get("/timeline/?on=2012-04-19")
    assert response.context["chart"].axis.day == dt.date(2012, 4, 19)
    html = response.content.decode()
    assert ">19 Apr. 2012</text>" in html
    assert 'href="/members/india/?on=2012-04-19"' in html


def test_the_views_of_a_list_carry_its_filters_and_drop_the_page(directory, client):
    html = client.get("/timeline/?type=observer&q=iom&page=1").content.decode()
    assert 'href="/members/?q=iom&amp;type=observer"' in html
    assert 'href="/members/?q=iom&amp;type=observer&amp;view=table"' in html
    assert 'href="/timeline/?q=iom&amp;type=observer" aria-current="page"' in html


def test_active_filters_can_be_taken_out_on_the_timeline(directory, client):
    html = client.get("/timeline/?type=observer&type=sending").content.decode()
    assert 'href="?type=sending"' in html
    assert '<a href="/timeline/">Clear all</a>' in html


def test_a_long_timeline_has_pages(directory, client, monkeypatch):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 2)
    response = client.get("/timeline/?sort=name&page=2")
    assert listed(response) == ["Yemen"]
    assert 'href="?sort=name&amp;page=1"' in response.content.decode()


def test_the_picture_is_mirrored_in_arabic_and_writes_numbers_as_svg_does(directory, client):
    english, arabic = (client.get(prefix + "/timeline/") for prefix in ("", "/ar"))
    assert not english.context["chart"].axis.rtl
    assert arabic.context["chart"].axis.rtl
    html = arabic.content.decode()
    places = re.findall(r' (?:c?x[12]?|width)="([^"]+)"', html[html.index('class="timeline"') :])
    assert [place for place in places if not re.fullmatch(r"[0-9.]+(em|%)?", place, re.ASCII)] == []
    assert len(places) > 50


def test_pictures_have_no_inline_style(directory, client):
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


@pytest.mark.parametrize(
    "query",
    [
        "type=x",
        "on=x",
        "on=2999",
        "page=0",
        "page=2",
        "page=1e30",
        "sort=x",
        "q=%00",
        "q=%ED%A0%80",
        "on=%00",
        "role=%FF",
    ],
)
def test_values_that_do_not_exist_are_400_with_the_reason(directory, client, query):
    for prefix in ("", "/ar"):
        response = client.get(f"{prefix}/timeline/", QUERY_STRING=query)
        assert response.status_code == 400, query
        assert response.context["reason"]


@pytest.mark.parametrize("on", ["1000", "1000-01-01", "2008", "٢٠١٢"])
def test_any_day_up_to_today_can_be_asked(directory, client, on):
    assert client.get("/timeline/", {"on": on}).status_code == 200


def test_a_profile_has_a_picture_from_two_dated_facts_on(directory, client):
    assert lanes(client.get("/members/india/")) == [["Member Type", "Chair", "Host"]]
    assert not client.get("/members/iom/").context["chart"]


def test_an_old_version_has_its_picture_too(directory, client):
    assert client.get("/members/india/versions/1/").context["chart"].sections


def test_a_role_has_a_picture_of_its_holders(directory, client):
    assert lanes(client.get("/roles/chair/")) == [["Chair"]]
    assert client.get("/roles/host/").context["chart"] is None


def test_an_empty_directory_has_a_timeline(client):
    response = client.get("/timeline/")
    assert response.status_code == 200
    assert response.context["chart"].sections == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_timeline_costs_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    for index in range(number):
        entity = factories.entity(f"state-number-{index}")
        factories.role_term(entity, "chair", f"20{10 + index}", end=f"20{11 + index}")
        factories.published(entity, by=publisher)
    client.get("/timeline/")
    client.get("/timeline/")
    with django_assert_num_queries(4):
        client.get("/timeline/")


def test_the_addresses_of_views_follow_the_language(db):
    with translation.override("ar"):
        assert reverse("timeline") == "/ar/timeline/"
