"""Large files wait in the database until one process works on them; what is small is done at once."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone, translation

from profiles.desk.exchange import applying
from profiles.desk.exchange.choosing import Choice
from profiles.desk.models import Entity, Import, SavedCopy
from profiles.desk.verbs import Refused, importing, importwork, undoing
from tests import factories
from tests.desk.exchange.steps import csv_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_a_thread(settings, monkeypatch):
    """As where a thread works, which these tests are; nothing is small."""
    settings.IMPORTER = "thread"
    monkeypatch.setattr(importwork, "SMALL", 0)
    monkeypatch.setattr(importwork, "FEW", 0)


@pytest.fixture
def nepal():
    return factories.entity("nepal", summary_en="Old.")


def brought(by, *rows, content=None):
    content = content or csv_file(("slug", "summary_en", "website"), *rows)
    return importwork.bring(content, name="profiles.csv", by=by)


def summary():
    return Entity.objects.get(slug="nepal").summary_en


def test_what_is_large_waits_and_is_read_by_whoever_works(nepal, editor):
    with translation.override("ar"):
        record = brought(editor, ("nepal", "New.", "x"))
    assert (record.state, record.changes) == ("waiting", [])
    assert importwork.work_on_all() == 1
    record.refresh_from_db()
    assert (record.state, record.claimed_until, record.reason, record.stage) == ("read", None, "", "")
    assert record.problems[0]["reason"] == "«x» ليس عنوانًا على الويب: اكتبه كاملًا مبتدئًا بـ https://."
    assert importwork.work_on_all() == 0


def test_what_is_small_and_all_where_no_thread_works_is_done_at_once(nepal, editor, settings, monkeypatch):
    settings.IMPORTER = "request"
    assert brought(editor, ("nepal", "New.", "")).state == "read"
    settings.IMPORTER = "thread"
    monkeypatch.setattr(importwork, "SMALL", 1000)
    monkeypatch.setattr(importwork, "FEW", 10)
    record = brought(editor, ("nepal", "New.", ""))
    assert importwork.take(record, by=editor) == [nepal]
    assert summary() == "New."


def test_what_is_large_is_taken_by_whoever_works(nepal, editor):
    record = importing.read(csv_file(("slug", "summary_en"), ("nepal", "New.")), name="profiles.csv", by=editor)
    assert importwork.take(record, by=editor) is None
    record.refresh_from_db()
    assert (record.state, summary()) == ("taking", "Old.")
    for act in (importing.discard, undoing.undo, importwork.take):
        with pytest.raises(Refused, match="waiting to be taken"):
            act(record, by=editor)
    importwork.work_on_all()
    record.refresh_from_db()
    assert (record.state, record.claimed_until, summary()) == ("taken", None, "New.")
    undoing.undo(record, by=editor)
    assert summary() == "Old."


def test_what_cannot_be_read_says_why_and_can_be_forgotten(editor):
    record = brought(editor, content=b"\n")
    importwork.work_on_all()
    record.refresh_from_db()
    assert (record.state, record.content) == ("failed", None)
    assert "The file is empty" in record.reason
    importing.discard(record, by=editor)
    assert not Import.objects.exists()


def test_what_cannot_be_taken_says_why_and_can_be_looked_at_again(nepal, editor):
    record = importing.read(csv_file(("slug", "summary_en"), ("nepal", "New.")), name="profiles.csv", by=editor)
    importwork.take(record, by=editor)
    Entity.objects.update(website="https://example.org/")
    importwork.work_on_all()
    record.refresh_from_db()
    assert (record.state, record.claimed_until, summary()) == ("read", None, "Old.")
    assert "Changed since the file was read: Nepal" in record.reason


def test_a_right_that_was_lost_meanwhile_is_missed(nepal, editor):
    record = brought(editor, ("nepal", "New.", ""))
    editor.groups.clear()
    importwork.work_on_all()
    record.refresh_from_db()
    assert (record.state, record.reason) == ("failed", "You may not do this any more.")


def test_who_may_bring_nothing_has_nothing_wait(nepal, stranger, editor, publisher):
    with pytest.raises(PermissionDenied):
        brought(stranger, ("nepal", "x", ""))
    record = importing.read(csv_file(("slug", "summary_en"), ("nepal", "New.")), name="profiles.csv", by=editor)
    with pytest.raises(PermissionDenied):
        importwork.take(record, by=publisher)
    assert Import.objects.get().state == "read"


def test_one_process_works_at_a_time(nepal, editor):
    first, second = (brought(editor, ("nepal", words, "")) for words in ("One.", "Two."))
    assert importwork.claim() == first
    assert importwork.claim() is None
    importwork.work(Import.objects.get(pk=first.pk))
    assert importwork.claim() == second


@pytest.mark.django_db(transaction=True)
def test_of_two_processes_that_claim_at_once_one_waits_and_finds_that_another_works(editor):
    first, _second = (brought(editor, ("nepal", words, "")) for words in ("One.", "Two."))
    other = threading.Thread(target=lambda: (found.append(importwork.claim()), connection.close()))
    found = []
    with transaction.atomic():
        assert importwork.claim() == first
        other.start()
        other.join(0.3)
        assert found == []
    other.join(10)
    assert found == [None]


def test_what_was_read_long_ago_waits_since_it_is_to_be_taken(nepal, editor):
    record = importing.read(csv_file(("slug", "summary_en"), ("nepal", "New.")), name="profiles.csv", by=editor)
    Import.objects.update(at=timezone.now() - dt.timedelta(days=3))
    before = timezone.now()
    importwork.take(record, by=editor)
    assert before <= Import.objects.get().claimed_until <= timezone.now()
    assert importwork.claim() == record


def test_what_is_forgotten_while_it_is_read_ends_quietly(nepal, editor, caplog):
    record = brought(editor, ("nepal", "New.", ""))
    claimed = importwork.claim()
    importing.discard(record, by=editor)
    importwork.work(claimed)
    assert caplog.records == []
    assert not Import.objects.exists()


def test_a_fault_of_ours_is_logged_and_ends_the_waiting(nepal, editor, monkeypatch, caplog):
    record = brought(editor, ("nepal", "New.", ""))
    monkeypatch.setattr(importing, "fill", lambda *args, **kwargs: 1 / 0)
    importwork.work_on_all()
    record.refresh_from_db()
    assert (record.state, "log of the server" in record.reason) == ("failed", True)
    assert "ZeroDivisionError" in caplog.text


class Killed(BaseException):
    """The process ends."""


@pytest.mark.django_db(transaction=True)
def test_a_process_that_ends_in_the_middle_leaves_nothing_half_and_its_claim_runs_out(editor, monkeypatch):
    for slug in ("nepal", "oman"):
        factories.entity(slug, summary_en="Old.")
    content = csv_file(("slug", "summary_en"), ("nepal", "New."), ("oman", "New."))
    record, write, written = importing.read(content, name="profiles.csv", by=editor), applying.write, []
    importwork.take(record, by=editor)

    def fall(uid, copy):
        if written:
            raise Killed
        written.append(write(uid, copy))
        return written[0]

    for _time in range(importwork.MOST_TRIES):
        written.clear()
        monkeypatch.setattr(applying, "write", fall)
        with pytest.raises(Killed):
            importwork.work_on_all()
        monkeypatch.undo()
        assert not SavedCopy.objects.exists()
        assert set(Entity.objects.values_list("summary_en", flat=True)) == {"Old."}
        assert importwork.claim() is None
        Import.objects.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    # Twice is enough.
    assert importwork.work_on_all() == 1
    record.refresh_from_db()
    assert (record.state, "begun twice" in record.reason) == ("read", True)
    importwork.take(record, by=editor)
    importwork.work_on_all()
    assert summary() == "New."


@pytest.mark.django_db(transaction=True)
def test_a_record_says_how_far_the_work_on_it_is(editor, monkeypatch):
    for number in range(3):
        factories.entity(f"s{number}", summary_en="Old.")
    monkeypatch.setattr(importwork, "PAUSE", 0)
    seen, say = [], importwork.Progress.__call__

    def told(progress, stage, done, total):
        say(progress, stage, done, total)
        seen.append(Import.objects.values_list("stage", "done", "total").get())

    monkeypatch.setattr(importwork.Progress, "__call__", told)
    rows = [(f"s{number}", "New.", "") for number in range(3)]
    record = brought(editor, *rows)
    importwork.work_on_all()
    each = [("reading", number, 3) for number in (1, 2, 3)]
    assert seen == [*each, *(("trying", number, 3) for number in (1, 2, 3))]
    record.refresh_from_db()
    assert (record.state, record.stage, record.done, record.total) == ("read", "", 0, 0)
    seen.clear()
    importwork.take(record, by=editor)
    importwork.work_on_all()
    assert seen == [*each, ("writing", 0, 3)]
    record.refresh_from_db()
    assert (record.state, record.stage, record.total) == ("taken", "", 0)


def test_how_far_it_is_is_said_now_and_then(nepal, editor, django_assert_num_queries):
    progress = importwork.Progress(brought(editor, ("nepal", "New.", "")))
    with django_assert_num_queries(0):
        progress("reading", 1, 2)


# ── Reading again ────────


def test_a_file_is_compared_anew_with_what_stands_here_now(nepal, editor, monkeypatch):
    monkeypatch.setattr(importwork, "SMALL", 1000)
    record = brought(editor, ("nepal", "New.", "https://one.example/"))
    importing.choose(record, Choice(cells=frozenset({("profiles", 2, "website")})), by=editor)
    Entity.objects.update(summary_en="Newer.")
    with pytest.raises(Refused, match="Read it again"):
        importing.take_chosen(Import.objects.get(), by=editor)
    assert importing.may_read_again(record)
    record = importwork.read_again(record, by=editor)
    assert {cell["column"]: cell["before"] for cell in record.changes[0]["cells"]}["summary_en"] == "Newer."
    importing.take_chosen(record, by=editor)
    nepal.refresh_from_db()
    assert (nepal.summary_en, nepal.website) == ("New.", "")
    record.refresh_from_db()
    assert (record.content, importing.may_read_again(record)) == (None, False)
    with pytest.raises(Refused, match="brought in already"):
        importwork.read_again(record, by=editor)


def test_a_large_file_is_read_again_by_whoever_works(nepal, editor):
    record = brought(editor, ("nepal", "New.", ""))
    importwork.work_on_all()
    Entity.objects.update(summary_en="Newer.")
    importwork.read_again(record, by=editor)
    record.refresh_from_db()
    assert record.state == "waiting"
    importwork.work_on_all()
    record.refresh_from_db()
    assert (record.state, "Newer." in str(record.changes)) == ("read", True)


def test_only_who_brought_a_file_has_it_read_again_and_only_while_it_is_kept(nepal, editor, publisher):
    record = importing.read({"profiles.csv": csv_file(("slug",), ("nepal",))}, name="folder", by=editor)
    for verb in (importing, importwork):
        with pytest.raises(PermissionDenied):
            verb.read_again(record, by=publisher)
    assert importing.read_again(record, by=editor).unchanged == 1
    Import.objects.update(content=None)
    with pytest.raises(Refused, match="no longer kept"):
        importwork.read_again(record, by=editor)
