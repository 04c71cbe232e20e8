"""What the dates of facts mean, drawn and in words."""

import pytest
from django.utils import translation

from profiles.desk.admin.facts import drawing
from profiles.desk.admin.facts.sentences import as_fact
from tests import factories

pytestmark = pytest.mark.django_db


def facts(*periods):
    entity = factories.entity(type=None)
    return [as_fact(factories.role_term(entity, "chair", **columns)) for columns in periods]


DATES = [
    {"start": "2008-01-21", "end": "2012-01-21"},
    {"start": "2012-01-21", "end": "2014"},
    {"start": "2014"},
    {"start": "2927"},
]


def test_the_whole_is_said_in_a_sentence():
    drawn = drawing.draw(facts(*DATES))
    assert drawn.sentence == "Since 2008: 1 holds today, 2 are over and 1 has not begun yet"
    with translation.override("ar"):
        assert drawing.draw(facts(*DATES)).axis.rtl


def test_of_what_is_all_to_come_no_year_is_said():
    assert drawing.draw(facts({"start": "2927"})).sentence == "1 has not begun yet"


def test_what_has_no_dates_is_not_drawn():
    assert drawing.draw(facts({"start": ""})) is None
    _undated, dated = found = facts({"start": ""}, {"start": "2008"})
    assert drawing.draw(found).bars.keys() == {dated["uid"]}


def test_certain_and_possible_are_drawn_apart():
    (exact,) = facts({"start": "2008-01-21", "end": "2012-01-21"})
    bar = drawing.draw([exact]).bars[exact["uid"]]
    assert (bar.possible, bar.steps, bool(bar.certain)) == ([], [], True)
    (vague,) = facts({"start": "2008", "start_qualifier": "at_earliest", "end": "2012"})
    drawn = drawing.draw([vague])
    assert drawn.bars[vague["uid"]].possible
    assert drawn.is_vague


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"start": "2008-01-21", "end": "2012-01-21"}, ""),
        ({"start": "2008"}, "Certain: 31 Dec. 2008 – today; possible: 1 Jan. 2008 – today."),
        (
            {"start": "2008-01-21", "start_qualifier": "at_latest", "end": "2010-02-01"},
            "Certain: 21 Jan. 2008 – 1 Feb. 2010; possible: at any time until 1 Feb. 2010.",
        ),
        ({"start": ""}, ""),
        (
            {"start": "2008-01-21", "certainty": "disputed"},
            "Certain on no day; possible: 21 Jan. 2008 – today.",
        ),
    ],
)
def test_what_the_dates_mean_is_said_where_they_are_not_exact(columns, words):
    assert drawing.meaning(*facts(columns)) == words
