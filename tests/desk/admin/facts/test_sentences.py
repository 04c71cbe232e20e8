"""A fact of the working copy as a sentence."""

import pytest
from django.utils import translation

from profiles.desk.admin.facts.sentences import as_fact, new_of, sentence_of
from profiles.desk.models import ResponsibleEntity
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity():
    return factories.entity(type=None)


def of(row):
    return sentence_of(as_fact(row))


def test_a_role_is_told_with_its_title_its_dates_and_its_sources(entity):
    row = factories.role_term(
        entity, "chair", "2024-02-11", end="2026-02-01", title_en="Second chair", sources=factories.cites("A list")
    )
    sentence = of(row)
    assert str(sentence) == "Chair, Second chair, 11 Feb. 2024 – 1 Feb. 2026"
    assert (sentence.sources, sentence.remarks) == ("1 source", [])


def test_a_responsible_entity_without_dates_says_so_and_that_nothing_is_cited(entity):
    row = factories.responsible_entity(entity, "Ministry of Labour", start="")
    sentence = of(row)
    assert str(sentence) == "Ministry of Labour, no dates stated"
    assert sentence.sources == "no source"


@pytest.mark.parametrize(
    ("columns", "remarks"),
    [
        ({}, []),
        ({"certainty": "inferred"}, ["inferred"]),
        ({"certainty": "disputed"}, ["disputed"]),
        ({"certainty": "not_stated"}, ["not stated as a fact"]),
        ({"start": "2927"}, ["not begun yet"]),
        ({"start": "2927", "certainty": "disputed"}, ["disputed", "not begun yet"]),
    ],
)
def test_what_deserves_a_second_look_is_said(entity, columns, remarks):
    assert of(factories.affiliation(entity, **{"start": "2008"} | columns)).remarks == remarks


def test_what_has_not_begun_is_nowhere_said_to_last_until_today(entity):
    assert str(of(factories.role_term(entity, "chair", "2927-02-10"))) == "Chair, from 10 Feb. 2927"


def test_who_took_part_in_a_meeting_has_no_dates():
    row = factories.attendance(factories.meeting(), "nepal", capacity="observer", level="minister")
    assert str(of(row)) == "Nepal, Observer, Minister"
    row.level = "not_stated"
    assert str(of(row)) == "Nepal, Observer"


def test_it_is_said_in_the_language_of_the_reader(entity):
    row = factories.role_term(entity, "chair", "2024-02-11", end="2026")
    with translation.override("ar"):
        assert of(row).period == "11 فبراير 2024 – 2026"
        assert of(row).subject == "chair بالعربية"


def test_an_empty_row_is_called_new():
    assert new_of(ResponsibleEntity) == "New: responsible entity"


def test_who_is_no_member_of_a_body_is_told_so_in_words(entity):
    row = factories.affiliation(entity, "colombo-process", status="none", start="2024")
    assert of(row).told == ["Neither member nor observer"]
