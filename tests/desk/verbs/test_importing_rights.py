"""Who may bring in which rows; and an import that is undone."""

import pytest
from django.core.exceptions import PermissionDenied

from profiles.desk.models import Event, Import
from profiles.desk.verbs import importing
from profiles.published.models import Source, Stamp
from tests import factories
from tests.desk.verbs.brought import OFFICES, brought, refused, summaries, summary

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


def test_what_was_read_can_be_forgotten(nepal, editor):
    record = summaries(editor, ("nepal", "New."))
    importing.discard(record, by=editor)
    assert not Import.objects.exists()
    record = summaries(editor, ("nepal", "New."))
    importing.take(record, by=editor)
    assert "brought in already" in refused(importing.discard, record, by=editor)
