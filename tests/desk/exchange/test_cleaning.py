"""The rules of a row for many rows: the same as Django's, with few questions to the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk.exchange import cleaning
from profiles.desk.models import Entity, ResponsibleEntity
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(cleaning, "KNOWN", {})


def said_by(act):
    try:
        act()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"start": "2009", "end": "2008"},
        {"start": "2009", "end": "x"},
        {"start": "2009", "end": "2008", "ended": True},
        {"start_qualifier": "odd"},
        {"name_en": ""},
        {"name_en": "x" * 400, "start": "2009", "end": "2008"},
    ],
)
def test_it_says_what_django_says(columns):
    entity = factories.entity()
    row = ResponsibleEntity(**{"entity": entity, "name_en": "Ministry", **columns})
    expected = said_by(row.full_clean)
    assert said_by(lambda: cleaning.full_clean(row)) == expected
    # And once more, of what is known.
    assert said_by(lambda: cleaning.full_clean(row)) == expected


def test_what_must_be_one_of_its_kind_is_asked_each_time():
    factories.entity("nepal", iso2="NP")
    rows = [Entity(slug=f"new-{number}", iso2="NP", name_en="New") for number in range(2)]
    for row in rows:
        expected = said_by(row.full_clean)
        assert expected
        assert said_by(lambda row=row: cleaning.full_clean(row)) == expected


def test_many_rows_with_the_same_dates_ask_once():
    entity = factories.entity()
    rows = [ResponsibleEntity(entity=entity, name_en=f"Ministry {number}", start="2008") for number in range(5)]
    cleaning.full_clean(rows[0], ["entity"], has_own_uid=True)
    with CaptureQueriesContext(connection) as captured:
        for row in rows:
            cleaning.full_clean(row, ["entity"], has_own_uid=True)
    assert len(captured) == 0


def test_no_more_is_kept_than_so_much(monkeypatch):
    monkeypatch.setattr(cleaning, "MOST_KNOWN", 4)
    entity = factories.entity()
    for year in range(2000, 2010):
        cleaning.full_clean(ResponsibleEntity(entity=entity, name_en="Ministry", start=str(year)))
    assert len(cleaning.KNOWN) <= 4
