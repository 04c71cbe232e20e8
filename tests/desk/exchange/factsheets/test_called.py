"""The words of sheets and columns mean one each, in both languages."""

import pytest
from django.utils import translation

from profiles.desk.exchange.factsheets import called
from profiles.desk.exchange.factsheets.layout import NAMES
from profiles.desk.exchange.reading.headings import resolve
from profiles.desk.exchange.rows import Grid, Row
from profiles.desk.exchange.tables import SHEETS


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", NAMES)
def test_each_column_is_known_by_its_words(language, name):
    sheet = SHEETS[name]
    with translation.override(language):
        words = {called.normal(called.heading(column)): column.name for column in sheet.columns}
        assert called.sheets().get(called.normal(called.title(sheet)), name) == name
        assert len(called.title(sheet)) <= 31  # a sheet of Excel has no longer name
    assert len(words) == len(sheet.columns)
    assert {word: called.columns(name).get(word, word) for word in words} == words


def test_any_file_may_have_its_headings_in_words():
    cells = [["profile", "Member type", "من"], ["nepal", "Country of origin", "2008"]]
    found = resolve([Grid("العضويات", cells)], ignore_unknown=False)
    assert found.problems == []
    assert found.rows == [Row("memberships", 2, {"profile": "nepal", "type": "Country of origin", "start": "2008"})]


def test_the_first_sheet_and_those_that_are_hidden_hold_no_data():
    assert all(map(called.is_without_data, ("Read this first", called.SENT, called.LISTS)))
    assert not called.is_without_data("Profile")
