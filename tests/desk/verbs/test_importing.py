"""A file is read, taken in one stroke by who may, and undone as one."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.utils import timezone, translation

from profiles.desk.exchange import applying
from profiles.desk.exchange.choosing import Choice
from profiles.desk.models import Entity, Event, Import, Proposal, ResponsibleEntity, SavedCopy
from profiles.desk.verbs import Refused, importing, proposing, publishing, savedcopies
from profiles.published.models import Publication, Source, Stamp
from tests import factories
from tests.desk.exchange.steps import contents, csv_file
from tests.desk.verbs.test_releases import at_once

pytestmark = pytest.mark.django_db

OFFICES = ("profile", "name_en", "name_ar", "start")


@pytest.fixture
def nepal():
    return factories.entity("nepal", summary_en="Old.")


@pytest.fixture
def india():
    return factories.entity("india", summary_en="Old.")


def brought(sheet, by, *rows):
    return importing.read(csv_file(*rows), name=f"{sheet}.csv", by=by)


def summaries(by, *rows):
    return brought("profiles", by, ("slug", "summary_en"), *rows)


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return str(caught.value)


def summary(entity):
    return Entity.objects.get(pk=entity.pk).summary_en


# ── Reading ────────


def test_reading_writes_nothing_but_a_record_of_what_would_change(nepal, editor):
    before = contents()
    record = summaries(editor, ("nepal", "New."), ("atlantis", "x"))
    assert contents() == before
    assert (record.state, record.author, len(record.digest)) == ("read", editor, 64)
    record.refresh_from_db()
    assert record.changes[0]["cells"] == [{"column": "summary_en", "before": "Old.", "after": "New."}]
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
        assert importing.problems_of(record)[0].reason == "أدخِل رابطًا صحيحًا."
    record.refresh_from_db()
    assert [problem.reason for problem in importing.problems_of(record)] == ["Enter a valid URL."]
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
    assert "taken" in refused(importing.take, record, by=editor)


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
    record = summaries(editor, ("nepal", "One."), ("india", "x" * 500))
    assert "row 3, summary_en" in refused(importing.take, record, by=editor)
    assert "row 3" in refused(importing.take, record, by=editor, rows=[("profiles", 2), ("profiles", 3)])
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
    assert "profiles, row 2, name_en: A new row needs this cell" in words
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


# ── Who may ────────


def test_a_focal_point_brings_in_what_is_theirs_and_nothing_of_others(nepal, india):
    focal = factories.focal_point("kathmandu", nepal)
    record = brought("responsible_entities", focal, OFFICES, ("nepal", "Mine", "", ""), ("india", "Theirs", "", ""))
    assert [(row["row"], row["reason"]) for row in record.problems] == [(3, "“india” is not yours to change.")]
    assert "india" in refused(importing.take, record, by=focal)
    importing.take(record, by=focal, rows=[("responsible_entities", 2)])
    assert nepal.responsible_entities.get().name_en == "Mine"


def test_a_focal_point_is_not_told_which_others_there_are(nepal, india):
    focal = factories.focal_point("kathmandu", nepal)
    reasons = []
    for slug in ("india", "atlantis"):
        for uid in ("", str(india.uid)):
            rows = [("uid", "slug", "summary_en"), (uid, slug, "New.")]
            reasons += [row["reason"].replace(slug, "x") for row in brought("profiles", focal, *rows).problems]
        rows = [("profile", "name_en"), (slug, "Ministry")]
        reasons += [row["reason"].replace(slug, "x") for row in brought("responsible_entities", focal, *rows).problems]
    assert set(reasons) == {"“x” is not yours to change."}
    assert len(reasons) == 6


@pytest.mark.parametrize(
    ("sheet", "rows", "words"),
    [
        ("memberships", [("profile", "type", "start"), ("nepal", "sending", "1999")], "ask the secretariat"),
        ("profiles", [("slug", "name_en"), ("nepal", "Nippon")], "do not change it"),
        ("meetings", [("slug", "name_en"), ("m1", "New")], "not yours"),
        ("meetings", [("slug", "name_en"), ("m2", "New")], "not yours"),
        ("texts", [("slug", "name_en"), ("about", "New")], "not yours"),
    ],
)
def test_what_a_focal_point_only_reads_stays(nepal, sheet, rows, words):
    factories.meeting("m1")
    focal = factories.focal_point("kathmandu", nepal)
    record = brought(sheet, focal, *rows)
    assert words in record.problems[0]["reason"]
    assert record.changes == []


def test_sources_follow_their_own_right(nepal, editor, publisher):
    nepal.memberships.update(sources=factories.cites("A list"))
    factories.word(Source, "free")
    factories.published(nepal, by=publisher)
    rows = [("code", "title_en"), ("a-list", "Better"), ("free", "Freed"), ("new", "New")]
    record = brought("sources", editor, *rows)
    assert [(row["row"], "only publishers" in row["reason"]) for row in record.problems] == [(2, True)]
    importing.take(record, by=editor, rows=[("sources", 3), ("sources", 4)])
    stamp = Stamp.objects.get(pk=1).counter
    importing.take(brought("sources", publisher, *rows), by=publisher)
    assert Source.objects.get(code="a-list").label_en == "Better"
    assert Stamp.objects.get(pk=1).counter > stamp
    assert Event.objects.filter(verb="vocabulary").count() == 3


def test_nobody_else_brings_in_anything_or_takes_what_another_read(nepal, editor, publisher, administrator, stranger):
    for person in (administrator, stranger):
        with pytest.raises(PermissionDenied):
            summaries(person, ("nepal", "x"))
    record = summaries(editor, ("nepal", "New."))
    for act in (importing.take, importing.discard):
        with pytest.raises(PermissionDenied):
            act(record, by=publisher)
    editor.is_active = False
    with pytest.raises(PermissionDenied):
        importing.take(record, by=editor)
    assert summary(nepal) == "Old."


def test_a_right_that_was_lost_since_is_missed_when_it_is_taken(nepal):
    focal = factories.focal_point("kathmandu", nepal)
    record = summaries(focal, ("nepal", "New."))
    focal.assignments.all().delete()
    assert "not yours" in refused(importing.take, record, by=focal)


# ── Undoing ────────


def test_an_import_is_undone_as_one(nepal, india, editor, publisher):
    factories.responsible_entity(nepal, "Gone")
    before = contents("profiles")
    data = {
        "profiles.csv": csv_file(
            ("slug", "iso2", "name_en", "summary_en"),
            ("nepal", nepal.iso2, "Nepal", "One."),
            ("oman", "OM", "Oman", ""),
        ),
        "responsible_entities.csv": csv_file((*OFFICES, "remove"), ("nepal", "Gone", "", "", "yes")),
    }
    record = importing.read(data, name="data", by=editor)
    importing.take(record, by=editor)
    assert contents("profiles") != before
    importing.undo(record, by=publisher)
    assert contents("profiles") == before
    assert Event.objects.get(verb="undo_import").actor == publisher
    record.refresh_from_db()
    assert record.state == "undone"
    assert "undone" in refused(importing.undo, record, by=editor)


def test_what_was_changed_since_cannot_be_undone_and_is_named(nepal, india, editor):
    record = summaries(editor, ("nepal", "One."), ("india", "Two."))
    importing.take(record, by=editor)
    Entity.objects.filter(pk=india.pk).update(summary_en="Three.")
    assert "India" in (words := refused(importing.undo, record, by=editor))
    assert "Nepal" not in words
    assert (summary(nepal), summary(india)) == ("One.", "Three.")


def test_what_is_new_cannot_be_undone_once_it_is_published_or_gone(editor, publisher):
    factories.entity("india")
    rows = [("slug", "iso2", "name_en", "name_ar", "summary_en"), ("oman", "OM", "Oman", "عمان", "A state.")]
    record = brought("profiles", editor, *rows)
    (oman,) = importing.take(record, by=editor)
    factories.membership(oman)
    publishing.publish(oman, by=publisher)
    assert "Oman" in refused(importing.undo, record, by=editor)
    record = brought("profiles", editor, rows[0], ("iran", "IR", "Iran", "إيران", "A state."))
    (iran,) = importing.take(record, by=editor)
    iran.delete()
    assert "Iran" in refused(importing.undo, record, by=editor)


def test_what_was_published_since_cannot_be_undone_even_if_it_says_the_same(nepal, india, editor, publisher):
    factories.published(nepal, by=publisher)
    record = summaries(editor, ("nepal", "One."), ("india", "Two."))
    importing.take(record, by=editor)
    publishing.publish(Entity.objects.get(pk=nepal.pk), by=publisher, note=("New.", "جديد."))
    assert "Nepal" in (words := refused(importing.undo, record, by=editor))
    assert "India" not in words
    assert (summary(nepal), summary(india)) == ("One.", "Two.")


def test_what_was_public_before_can_be_undone(nepal, editor, publisher):
    factories.published(nepal, by=publisher)
    record = summaries(editor, ("nepal", "One."))
    importing.take(record, by=editor)
    importing.undo(record, by=editor)
    assert summary(nepal) == "Old."


def test_a_right_that_was_lost_since_is_missed_when_it_is_undone(nepal):
    focal = factories.focal_point("kathmandu", nepal)
    record = summaries(focal, ("nepal", "New."))
    importing.take(record, by=focal)
    focal.assignments.all().delete()
    with pytest.raises(PermissionDenied):
        importing.undo(record, by=focal)
    assert summary(nepal) == "New."


def test_sources_stay_as_they_were_brought_in(nepal, publisher):
    factories.word(Source, "free")
    data = {
        "profiles.csv": csv_file(("slug", "summary_en"), ("nepal", "New.")),
        "sources.csv": csv_file(("code", "title_en"), ("free", "Freed")),
    }
    record = importing.read(data, name="data", by=publisher)
    importing.take(record, by=publisher)
    importing.undo(record, by=publisher)
    assert (summary(nepal), Source.objects.get(code="free").label_en) == ("Old.", "Freed")


@pytest.mark.django_db(transaction=True)
def test_two_who_undo_at_once_do_it_once(nepal, editor, publisher):
    record = summaries(editor, ("nepal", "New."))
    importing.take(record, by=editor)
    undo = [lambda by=by: importing.undo(record, by=by) for by in (editor, publisher)]
    assert at_once(*undo) == []
    assert summary(nepal) == "Old."
    assert Event.objects.filter(verb="undo_import").count() == 1


def test_who_may_not_edit_everything_undoes_what_is_their_own(nepal, india):
    focal, other = factories.focal_point("kathmandu", nepal), factories.focal_point("delhi", india)
    record = summaries(focal, ("nepal", "New."))
    importing.take(record, by=focal)
    with pytest.raises(PermissionDenied):
        importing.undo(record, by=other)
    importing.undo(record, by=focal)
    assert summary(nepal) == "Old."


def test_what_was_read_can_be_forgotten(nepal, editor):
    record = summaries(editor, ("nepal", "New."))
    importing.discard(record, by=editor)
    assert not Import.objects.exists()
    record = summaries(editor, ("nepal", "New."))
    importing.take(record, by=editor)
    assert "taken" in refused(importing.discard, record, by=editor)


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
