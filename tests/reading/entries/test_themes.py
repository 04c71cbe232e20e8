import datetime as dt

import pytest

from profiles.reading.entries import themes
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


def published(row, *, area="skills"):
    row.areas.add(factories.area(area))
    return factories.published(row)


def of_area(code="skills", day=None):
    reading = Reading.now()
    return themes.of_area(code, reading.on(day) if day else reading)


def slugs(taken_up):
    rows = [[row["slug"] for row in rows] for rows in taken_up]
    return dict(zip(taken_up._fields, rows, strict=True))


@pytest.fixture
def taken_up(publisher):
    """A theme that two meetings, a document and a programme took up; a meeting to come, one of no stated day, a draft
    and one on another theme."""
    published(factories.meeting("first", start="2008-01-21", end="2008-01-22"))
    published(factories.meeting("second", start="2012-04", kind="senior_officials"))
    published(factories.meeting("to-come", start="2990", unusual=True))
    published(factories.meeting("undated", start=""))
    published(factories.meeting("other"), area="gender")
    published(factories.paper("declaration", day="2008-01-22"))
    published(factories.programme("training", start="2014"))
    factories.meeting("draft").areas.add(factories.area("skills"))


def test_a_theme_has_what_took_it_up_the_latest_first(taken_up):
    assert slugs(of_area()) == {
        "meetings": ["second", "first"],
        "papers": ["declaration"],
        "programmes": ["training"],
    }


@pytest.mark.parametrize(
    ("day", "meetings", "papers", "programmes"),
    [
        (dt.date(2008, 1, 20), [], [], []),
        (dt.date(2008, 1, 21), ["first"], [], []),
        (dt.date(2012, 3, 31), ["first"], ["declaration"], []),
        (dt.date(2012, 4, 30), ["second", "first"], ["declaration"], []),
        (dt.date(2014, 1, 1), ["second", "first"], ["declaration"], ["training"]),
    ],
)
def test_on_a_past_day_it_has_what_there_was_by_then(taken_up, day, meetings, papers, programmes):
    assert slugs(of_area(day=day)) == {"meetings": meetings, "papers": papers, "programmes": programmes}


def test_what_nothing_took_up_is_false(taken_up):
    assert [bool(of_area(code)) for code in ("skills", "gender", "nonsense")] == [True, True, False]
    assert not of_area(day=dt.date(2007, 1, 1))
