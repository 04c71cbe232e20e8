"""A file is read, and taken in one stroke."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone, translation

from profiles.desk.exchange import applying
from profiles.desk.exchange.choosing import Choice
from profiles.desk.models import Entity, Event, Import, Proposal, ResponsibleEntity, SavedCopy
from profiles.desk.verbs import importing, proposing, savedcopies
from profiles.published.models import Publication, Stamp
from tests import factories
from tests.desk.exchange.steps import contents, csv_file
from tests.desk.verbs.brought import OFFICES, brought, refused, summaries, summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    return factories.entity("nepal", summary_en="Old.")


@pytest.fixture
def india():
    return factories.entity("india", summary_en="Old.")


# ── Reading ────────


def test_reading_writes_nothing_but_a_record_of_what_would_change(nepal, editor):
    before = contents()
    record = summaries(editor, ("nepal", "New."), ("atlantis", "x"))
    assert contents() == before
    assert (record.state, record.author, len(record.digest)) == ("read", editor, 64)
    record.refresh_from_db()
    (cell,) = record.changes[0]["cells"]
    assert (cell["column"], cell["before"], cell["after"]) == ("summary_en", "Old.", "New.")
    assert {row["row"] for row in record.problems} == {3}
    assert not SavedCopy.objects.exists()
    assert not Event.objects.filter(verb="import").exists()


def test_what_cannot_be_read_is_refused_in_words(editor):
    assert "empty" in refused(importing.read, b"", name="a.csv", by=editor)


def test_a_record_keeps_no_rows_that_change_nothing(nepal, india, editor):
    record = summaries(editor, ("nepal", "Old."), ("india", "New."))
    assert ([row["number"] for row in record.rows], record.unchanged) == ([3], 1)


def test_what_is_wrong_is_said_in_the_language_of_whoever_looks(nepal, editor):
    content = csv_file(("slug", "start"), ("nepal", "2008"))
    with translation.override("ar"):
        record = importing.read(csv_file(("slug", "website"), ("nepal", "x")), name="profiles.csv", by=editor)
        assert importing.problems_of(record)[0].reason == "«x» ليس عنوانًا على الويب: اكتبه كاملًا مبتدئًا بـ https://."
    record.refresh_from_db()
    assert [problem.reason for problem in importing.problems_of(record)] == [
        "“x” is no web address: write all of it, with https:// in front."
    ]
    record = importing.read(content, name="profiles.csv", by=editor, ignore_unknown=True)
    with translation.override("ar"):
        assert importing.notes_of(record) != importing.notes_of(Import())
    assert "start" in importing.notes_of(record)[0]


def test_what_was_brought_long_ago_and_never_taken_is_forgotten(nepal, india, editor):
    old, taken = summaries(editor, ("nepal", "One.")), summaries(editor, ("india", "Two."))
    importing.take(taken, by=editor)
    Import.objects.update(at=timezone.now() - importing.KEPT - dt.timedelta(minutes=1))
    fresh = summaries(editor, ("nepal", "Three."))
    assert set(Import.objects.all()) == {taken, fresh}
    assert not Import.objects.filter(pk=old.pk).exists()


# ── Taking ────────


def test_taking_writes_the_working_copies_with_saved_copies_and_one_event(nepal, india, editor):
    nepal_was = savedcopies.save(nepal, by=None)
    record = summaries(editor, ("nepal", "One."), ("india", "Two."))
    stamp = Stamp.objects.get(pk=1).counter if Stamp.objects.exists() else 0
    changed = importing.take(record, by=editor)
    assert {entry.slug for entry in changed} == {"nepal", "india"}
    assert (summary(nepal), summary(india)) == ("One.", "Two.")
    copies = SavedCopy.objects.of(nepal)
    assert [copy.author for copy in copies] == [editor, None]
    assert copies.last().pk == nepal_was.pk
    event = Event.objects.get(verb="import")
    assert (event.actor, event.subject, len(event.details["entries"])) == (editor, "profiles.csv", 2)
    assert Stamp.objects.get(pk=1).counter == stamp
    assert not Publication.objects.exists()
    record.refresh_from_db()
    assert (record.state, bool(record.decided_at)) == ("taken", True)
    assert "brought in already" in refused(importing.take, record, by=editor)


def test_what_is_new_is_made_with_all_its_facts(editor, nepal):
    data = {
        "profiles.csv": csv_file(("slug", "iso2", "name_en", "name_ar"), ("oman", "OM", "Oman", "عمان")),
        "memberships.csv": csv_file(("profile", "type", "start"), ("oman", "sending", "2008")),
        "responsible_entities.csv": csv_file(OFFICES, ("oman", "Ministry", "وزارة", "2008"), ("nepal", "M", "", "")),
    }
    importing.take(importing.read(data, name="data", by=editor), by=editor)
    oman = Entity.objects.get(slug="oman")
    assert oman.memberships.get().start == "2008"
    assert oman.responsible_entities.get().name_ar == "وزارة"
    assert ResponsibleEntity.objects.filter(entity=nepal).count() == 1


def test_some_rows_can_be_taken_and_those_that_are_wrong_left(nepal, india, editor):
    record = summaries(editor, ("nepal", "One."), ("india", "Two."), ("india", "Three."))
    assert "row 4 (India): Row 3 says" in refused(importing.take, record, by=editor)
    assert "row 4" in refused(importing.take, record, by=editor, rows=[("profiles", 2), ("profiles", 4)])
    importing.take(record, by=editor, rows=[("profiles", 2)])
    assert (summary(nepal), summary(india)) == ("One.", "Old.")


def test_a_fact_is_not_taken_without_its_new_entry(editor):
    data = {
        "profiles.csv": csv_file(("slug", "iso2", "name_en"), ("oman", "OM", "Oman")),
        "responsible_entities.csv": csv_file(OFFICES, ("oman", "Ministry", "", "2008")),
    }
    record = importing.read(data, name="data", by=editor)
    assert "“oman”" in refused(importing.take, record, by=editor, rows=[("responsible_entities", 2)])
    assert not Entity.objects.exists()


def test_single_cells_can_be_left_and_keep_what_stands_there(nepal, editor):
    rows = [("slug", "summary_en", "website"), ("nepal", "New.", "https://example.org/")]
    record = brought("profiles", editor, *rows)
    importing.take(record, by=editor, left=[("profiles", 2, "summary_en")])
    nepal.refresh_from_db()
    assert (nepal.summary_en, nepal.website) == ("Old.", "https://example.org/")
    record.refresh_from_db()
    assert [cell["column"] for cell in record.changes[0]["cells"]] == ["website"]


def test_a_new_row_is_not_taken_without_the_cells_that_it_needs(editor):
    rows = [("slug", "iso2", "name_en", "name_ar", "summary_en"), ("oman", "OM", "Oman", "عمان", "A state.")]
    record = brought("profiles", editor, *rows)
    words = refused(importing.take, record, by=editor, left=[("profiles", 2, "name_en"), ("profiles", 2, "summary_en")])
    assert "profiles, row 2 (Oman), name_en: A new row needs this cell" in words
    assert "summary_en" not in words
    importing.take(record, by=editor, left=[("profiles", 2, "summary_en")])
    assert Entity.objects.get().summary_en == ""


def test_a_fact_whose_name_is_left_is_still_the_one_that_was_read(nepal, editor):
    office = factories.responsible_entity(nepal, "Ministry")
    factories.responsible_entity(nepal, "Agency")
    rows = [("uid", "profile", "name_en", "start"), (office.uid, "nepal", "Agency", "2008")]
    record = brought("responsible_entities", editor, *rows)
    importing.take(record, by=editor, left=[("responsible_entities", 2, "name_en")])
    assert list(nepal.responsible_entities.order_by("pk").values_list("name_en", "start")) == [
        ("Ministry", "2008"),
        ("Agency", ""),
    ]


def test_a_new_fact_of_which_cells_are_left_changes_no_other(nepal, editor):
    was = factories.membership(nepal, start="2001")
    record = brought("memberships", editor, ("profile", "type", "start", "certainty"), ("nepal", "sending", "2008", ""))
    count = nepal.memberships.count()
    kept = str(was.start)
    assert refused(importing.take, record, by=editor, left=[("memberships", 2, "start")])
    was.refresh_from_db()
    assert was.start == kept
    assert nepal.memberships.count() == count


def test_the_choice_is_kept_and_the_rest_taken(nepal, india, editor):
    record = summaries(editor, ("nepal", "One."), ("india", "Two."), ("atlantis", "x"))
    importing.choose(record, Choice(rows=frozenset({("profiles", 2)})), by=editor)
    record.refresh_from_db()
    assert importing.take_chosen(record, by=editor) == [india]
    assert (summary(nepal), summary(india)) == ("Old.", "Two.")


def test_what_is_wrong_with_the_file_itself_bars_all_of_it(nepal, editor):
    content = csv_file(("slug", "summary_en", "colour"), ("nepal", "New.", "red"))
    record = importing.read(content, name="profiles.csv", by=editor)
    assert "colour" in refused(importing.take_chosen, record, by=editor)
    assert summary(nepal) == "Old."


def test_what_changes_nothing_is_not_taken(nepal, editor):
    assert "Nothing" in refused(importing.take, summaries(editor, ("nepal", "Old.")), by=editor)


def test_a_file_with_unknown_columns_is_not_taken_unless_they_are_left_out(nepal, editor):
    content = csv_file(("slug", "summary_en", "colour"), ("nepal", "New.", "red"))
    record = importing.read(content, name="profiles.csv", by=editor)
    assert "colour" in refused(importing.take, record, by=editor)
    record = importing.read(content, name="profiles.csv", by=editor, ignore_unknown=True)
    assert "colour" in record.notes[0]
    importing.take(record, by=editor)
    assert summary(nepal) == "New."


def test_what_changed_since_it_was_read_is_said_and_nothing_written(nepal, india, editor):
    record = summaries(editor, ("nepal", "One."), ("india", "Two."))
    Entity.objects.filter(pk=india.pk).update(website="https://example.org")
    assert "India" in (words := refused(importing.take, record, by=editor))
    assert "Nepal" not in words
    assert (summary(nepal), summary(india)) == ("Old.", "Old.")
    importing.take(record, by=editor, rows=[("profiles", 2)])


def test_an_address_that_was_given_away_since_is_said(editor):
    row = ("oman", "OM", "Oman", "عمان")
    record = brought("profiles", editor, ("slug", "iso2", "name_en", "name_ar"), row)
    factories.entity("oman", iso2="OM")
    assert "Oman" in refused(importing.take, record, by=editor)


def test_what_only_the_database_sees_refuses_all(nepal, india, editor):
    record = brought("profiles", editor, ("slug", "iso2"), ("nepal", "QX"), ("india", "QX"))
    assert refused(importing.take, record, by=editor)
    assert {nepal.iso2, india.iso2} == set(Entity.objects.values_list("iso2", flat=True))


@pytest.mark.django_db(transaction=True)
def test_an_end_in_the_middle_leaves_nothing_half(nepal, india, editor, monkeypatch):
    record, write = summaries(editor, ("nepal", "One."), ("india", "Two.")), applying.write
    written = []

    def fall(uid, copy):
        if written:
            raise DatabaseError("The machine ends.")
        written.append(write(uid, copy))
        return written[0]

    monkeypatch.setattr(applying, "write", fall)
    with pytest.raises(DatabaseError):
        importing.take(record, by=editor)
    assert written
    assert not connection.in_atomic_block
    assert (summary(nepal), summary(india)) == ("Old.", "Old.")
    assert not SavedCopy.objects.exists()
    record.refresh_from_db()
    assert (record.state, record.outcome) == ("read", {})
    monkeypatch.undo()
    importing.take(record, by=editor)


def test_what_was_taken_can_be_proposed_together(nepal, india, editor):
    changed = importing.take(summaries(editor, ("nepal", "One."), ("india", "Two.")), by=editor)
    proposing.propose_together(changed, by=editor, message="From the list.")
    assert len({proposal.bundle for proposal in Proposal.objects.waiting()}) == 1


# ── Many ────────


@pytest.mark.slow
def test_ten_thousand_rows(editor):
    profiles = [factories.entity(f"country-{number}") for number in range(100)]
    ResponsibleEntity.objects.bulk_create(
        ResponsibleEntity(entity=profiles[number % 100], name_en=f"Ministry {number}", position=number // 100)
        for number in range(10_000)
    )
    offices = ResponsibleEntity.objects.order_by("pk").values_list("uid", "entity__slug", "name_en")
    rows = [(uid, slug, name, "2008" if place % 100 == 0 else "") for place, (uid, slug, name) in enumerate(offices)]
    record = brought("responsible_entities", editor, ("uid", "profile", "name_en", "start"), *rows)
    assert (record.problems, len(record.changes), record.unchanged) == ([], 100, 9_900)
    importing.take(record, by=editor)
    assert ResponsibleEntity.objects.filter(start="2008").count() == 100
