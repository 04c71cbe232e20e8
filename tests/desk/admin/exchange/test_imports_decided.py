"""Files whose import is undone or that are forgotten, each asked once; and what the list of them counts."""

import re

import pytest

from profiles.desk.models import Entity, Import
from profiles.desk.verbs import importing
from tests import factories
from tests.desk.admin.exchange.steps import LIST, act, page_of, record_of, summary, upload, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    return factories.entity("nepal", summary_en="Old.")


@pytest.fixture
def india():
    return factories.entity("india", summary_en="Old.")


# ── Undoing and forgetting ────────


def test_an_import_is_undone_by_its_page_or_who_bars_it_is_named(as_editor, nepal, india):
    record = record_of(upload(as_editor, ("nepal", "One.", ""), ("india", "Two.", "")))
    cells = ["profiles:2:summary_en", "profiles:3:summary_en"]
    act(as_editor, record, "choose", page="1", row=["profiles:2", "profiles:3"], cell=cells, _take="1")
    Entity.objects.filter(pk=india.pk).update(summary_en="Three.")
    assert "India was changed or published since" in words(act(as_editor, record, "undo"))
    Entity.objects.filter(pk=india.pk).update(summary_en="Two.")
    asked = as_editor.get(f"{LIST}{record.pk}/undo/")
    assert [str(row.entry) for row in asked.context["outcome"].changed] == ["India", "Nepal"]
    assert summary(nepal) == "One."
    page = act(as_editor, record, "undo")
    assert (summary(nepal), summary(india)) == ("Old.", "Old.")
    assert "It was brought in, and undone." in words(page)
    assert not page.context["may_undo"]


def test_what_is_not_wanted_is_forgotten(as_editor, nepal):
    record = record_of(upload(as_editor, ("nepal", "One.", "")))
    assert "What was read of it and what you ticked is deleted here" in words(
        as_editor.get(f"{LIST}{record.pk}/discard/")
    )
    assert Import.objects.exists()
    assert "The file is forgotten." in words(act(as_editor, record, "discard"))
    assert not Import.objects.exists()


@pytest.mark.parametrize(("name", "is_taken"), [("undo", False), ("discard", True)])
def test_nobody_is_asked_about_what_cannot_be_done(as_editor, nepal, editor, name, is_taken):
    record = record_of(upload(as_editor, ("nepal", "One.", "")))
    if is_taken:
        importing.take(record, by=editor)
    assert as_editor.get(f"{LIST}{record.pk}/{name}/").url == page_of(record)


def test_what_was_taken_is_not_forgotten_and_not_chosen_of(as_editor, nepal, editor):
    record = record_of(upload(as_editor, ("nepal", "One.", "")))
    importing.take(record, by=editor)
    for name in ("discard", "choose"):
        assert "This file is taken." in words(act(as_editor, record, name))
    assert Import.objects.get() == record


# ── The list ────────


def test_the_list_counts_rows_mistakes_and_what_was_brought_in(as_editor, nepal, india, editor):
    rows = [("nepal", "One.", ""), ("india", "Old.", ""), ("atlantis", "x", "")]
    taken, _read = (record_of(upload(as_editor, *rows)) for _time in range(2))
    importing.take_chosen(taken, by=editor)
    Import.objects.create(name="a.csv", author=editor, state="waiting", content=b"")
    said = [
        [re.sub("<.*?>", "", cell) for cell in row[-3:]]
        for row in (
            re.findall("<td.*?</td>", row) for row in re.findall("(?s)<tr>.*?</tr>", words(as_editor.get(LIST)))
        )
        if row
    ]
    assert said == [["–", "–", "–"], ["3", "2", "–"], ["3", "2", "1"]]
