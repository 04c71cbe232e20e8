"""Files whose import is undone or that are forgotten, each asked once; and what the list of them counts."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from profiles.desk.models import Entity, Import
from profiles.desk.verbs import importing, proposing
from tests import factories
from tests.desk.admin.exchange.steps import ADD, LIST, act, page_of, record_of, summary, upload, words
from tests.desk.exchange.factsheets.sheets import Form, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    return factories.entity("nepal", summary_en="Old.")


@pytest.fixture
def india():
    return factories.entity("india", summary_en="Old.")


# ── Undoing and forgetting ────────


def test_an_import_is_undone_once_that_was_asked(as_editor, nepal, india):
    record = record_of(upload(as_editor, ("nepal", "One.", ""), ("india", "Two.", "")))
    cells = ["profiles:2:summary_en", "profiles:3:summary_en"]
    act(as_editor, record, "choose", page="1", row=["profiles:2", "profiles:3"], cell=cells, _take="1")
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
        assert "This file was brought in already." in words(act(as_editor, record, name))
    assert Import.objects.get() == record


def test_what_was_changed_since_stays_and_is_named_while_the_rest_is_undone(as_editor, nepal, india):
    record = record_of(upload(as_editor, ("nepal", "One.", ""), ("india", "Two.", "")))
    cells = ["profiles:2:summary_en", "profiles:3:summary_en"]
    act(as_editor, record, "choose", page="1", row=["profiles:2", "profiles:3"], cell=cells, _take="1")
    Entity.objects.filter(pk=india.pk).update(summary_en="Three.")
    page = act(as_editor, record, "undo")
    said = [str(message) for message in page.context["messages"]]
    assert said == ["India was changed since.", "All else is undone. What stays, and why, stands below."]
    assert (summary(nepal), summary(india), page.context["may_undo"]) == ("Old.", "Three.", True)
    assert "It was brought in, and partly undone." in words(page)
    assert "1 entry was put back. Below stands what stays, and why." in words(page)
    assert "changed here since: nothing of the file stands there any more" in words(page)
    assert "not proposed yet" not in words(page)
    assert "Propose together" not in words(page)
    assert "partly undone, " in words(as_editor.get(LIST))


def test_the_question_says_what_can_be_put_back_and_what_cannot_and_why(as_editor, nepal, india, editor, publisher):
    oman, bahrain = factories.entity("oman"), factories.entity("bahrain")
    rows = [(slug, "New.", "") for slug in ("nepal", "india", "oman", "bahrain")]
    record = record_of(upload(as_editor, *rows))
    importing.take_chosen(record, by=editor)
    proposal, *_others = proposing.propose_together([nepal, india], by=editor, message="x")
    Entity.objects.filter(pk=oman.pk).update(summary_en="Mine.")
    asked = as_editor.get(f"{LIST}{record.pk}/undo/")
    bundle = f"/admin/profiles/entity/review-together/{proposal.bundle}/"
    assert "1 entry can be put back: it says again" in words(asked)
    assert "2 entries wait to be published. To put them back, take this proposal back first:" in words(asked)
    assert words(asked).count(f'href="{bundle}"') == 1
    assert "nothing of the file stands there any more: <bdi>Oman</bdi>" in words(asked)
    assert "Put 1 entry back" in words(asked)
    act(as_editor, record, "undo")
    asked = as_editor.get(f"{LIST}{record.pk}/undo/")
    assert "Nothing of it can be put back now." in words(asked)
    assert "csrfmiddlewaretoken" not in words(asked).partition('id="content-main"')[2]
    bahrain.refresh_from_db()
    assert bahrain.summary_en == "A summary."


# ── Reading again ────────


def test_what_is_stale_is_read_again_and_then_brought_in(as_editor, nepal, editor):
    record = record_of(upload(as_editor, ("nepal", "One.", "")))
    Entity.objects.update(website="https://example.org/")
    ticked = {"row": "profiles:2", "cell": ["profiles:2:summary_en", "profiles:2:website"]}
    page = act(as_editor, record, "choose", page="1", _take="1", **ticked)
    assert "Changed since the file was read: Nepal." in words(page)
    assert f'action="{LIST}{record.pk}/read_again/"' in words(page)
    page = act(as_editor, record, "read_again")
    assert "The file is read again." in words(page)
    assert [cell.before for cell in page.context["lines"][0].cells] == ["https://example.org/", "Old."]
    act(as_editor, record, "choose", page="1", _take="1", **ticked)
    assert summary(nepal) == "One."
    assert "read_again" not in words(as_editor.get(page_of(record)))
    assert "This file was brought in already." in words(act(as_editor, record, "read_again"))


def test_a_cell_that_both_sides_changed_is_said_to_be_and_left_until_it_is_ticked(as_editor, nepal):
    form = Form(nepal)
    form.say("Summary (English)", "From the ministry.")
    Entity.objects.update(summary_en="From here.")
    answer = as_editor.post(ADD, {"file": SimpleUploadedFile("sheet.xlsx", saved(form.cells))})
    page = as_editor.get(page_of(record_of(answer)))
    (cell,) = page.context["lines"][0].cells
    assert (cell.before, cell.after, cell.sent) == ("From here.", "From the ministry.", "Old.")
    assert (page.context["conflicts"], cell.is_conflict, cell.is_taken) == (1, True, False)
    assert "1 cell was changed both here and in the file" in words(page)
    assert "it said “Old.”" in words(page)
    page = act(as_editor, record_of(answer), "choose", page="1", _all="1")
    assert page.context["ticked"].cells == 0


def test_of_a_cell_in_conflict_that_was_empty_it_says_that(as_editor, nepal):
    Entity.objects.update(website="")
    form = Form(nepal)
    form.say("Website", "https://theirs.example/")
    Entity.objects.update(website="https://ours.example/")
    answer = as_editor.post(ADD, {"file": SimpleUploadedFile("sheet.xlsx", saved(form.cells))})
    assert "changed here and in the file: it was empty</small>" in words(as_editor.get(page_of(record_of(answer))))


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
