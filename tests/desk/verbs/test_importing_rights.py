"""Who may bring in which rows; and an import that is undone."""

import pytest
from django.core.exceptions import PermissionDenied

from profiles.desk.models import Entity, Event, Import
from profiles.desk.verbs import importing, proposing, publishing
from profiles.published.models import Source, Stamp
from tests import factories
from tests.desk.exchange.steps import contents, csv_file
from tests.desk.verbs.brought import OFFICES, brought, refused, summaries, summary
from tests.desk.verbs.test_releases import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    return factories.entity("nepal", summary_en="Old.")


@pytest.fixture
def india():
    return factories.entity("india", summary_en="Old.")


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


def test_what_is_proposed_cannot_be_undone_before_it_is_taken_back(nepal, india, editor):
    record = summaries(editor, ("nepal", "One."), ("india", "Two."))
    importing.take(record, by=editor)
    proposal = proposing.propose(nepal, by=editor, message="From the list.")
    assert refused(importing.undo, record, by=editor) == (
        "It cannot be undone while Nepal waits to be published: take the proposal back first."
    )
    proposing.take_back(proposal, by=editor)
    importing.undo(record, by=editor)
    assert (summary(nepal), summary(india)) == ("Old.", "Old.")


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
