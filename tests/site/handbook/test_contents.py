import datetime as dt

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.site.handbook import contents
from tests import factories
from tests.test_leaks import private_sql

from .conftest import HOSTILE, words

pytestmark = pytest.mark.django_db


def titles(data, part=0) -> list[str]:
    return [words(chapter["title"]) for chapter in data["parts"][part]["chapters"]]


def names(data) -> list[str]:
    return [words(one["name"]) for chapter in data["parts"][0]["chapters"] for one in chapter["entities"]]


def test_the_chapters_stand_in_the_order_of_the_directory(book):
    assert titles(book()) == [
        "At a glance",
        "Offices and meetings",
        "Sending entities",
        "Receiving entities",
        "Index",
        "Sources",
        "Notice",
    ]


def test_filters_select_who_is_in_it(book):
    assert names(book()) == [HOSTILE, "Oman"]
    assert names(book(query="type=receiving")) == ["Oman"]


def test_in_both_languages_it_is_one_book_after_the_other(book):
    data = book("both")
    assert [part["language"] for part in data["parts"]] == ["en", "ar"]
    assert titles(data)[:1] == ["At a glance"]
    keys = [chapter["key"] for part in data["parts"] for chapter in part["chapters"]]
    assert len(keys) == len(set(keys))


def test_it_speaks_of_the_day_that_is_asked_for(book):
    assert "As of 1 Jan. 2009" in book(on=dt.date(2009, 1, 1))["title"]


def test_what_the_file_says_of_itself_is_in_sentences_and_in_its_language(book):
    english, arabic = book(), book("ar")
    assert english["description"] == ("Members and observers, their offices, and how to reach them. As of 5 Mar. 2026.")
    assert "," not in arabic["title"]
    assert "، " in arabic["title"]


def test_the_same_data_are_the_same_book(book):
    assert book() == book()
    assert book()["parts"][0]["chapters"][-1] != book(query="type=receiving")["parts"][0]["chapters"][-1]


def test_more_profiles_than_fit_make_volumes(book, monkeypatch):
    monkeypatch.setattr(contents, "VOLUME", 1)
    assert [names(book(volume=number)) for number in (1, 2)] == [[HOSTILE], ["Oman"]]
    with pytest.raises(BadRequest, match="no volume 3"):
        book(volume=3)


def test_the_cover_of_a_volume_says_whom_it_begins_and_ends_with(book, publisher, monkeypatch):
    factories.published(factories.entity("bahrain", name_en="Bahrain"), by=publisher)
    monkeypatch.setattr(contents, "VOLUME", 2)
    lines = [
        [" ".join(words(line).split()) for line in book(volume=number)["parts"][0]["cover"]["lines"]]
        for number in (1, 2)
    ]
    assert lines[0][:2] == ["Volume 1 of 2", f"Bahrain – {HOSTILE}"]
    assert lines[1][:2] == ["Volume 2 of 2", "Oman"]


def test_a_letter_that_no_face_has_is_replaced():
    assert contents.settable({"of": ["aনb"], "to": "https://a.org/ন"}) == {"of": ["a\ufffdb"], "to": "https://a.org/ন"}


def test_no_private_table_is_asked(book):
    with CaptureQueriesContext(connection) as captured:
        book("both")
    assert private_sql(captured) == []


def test_nobody_makes_no_book(book):
    with pytest.raises(BadRequest, match="Nothing matches"):
        book(query="q=nobodyatall")
