"""The record of the working copy: each saved state, and how an earlier one is taken up again."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from profiles.desk import workingcopy
from profiles.desk.models import Entity, Event, SavedCopy
from profiles.desk.verbs import proposing, publishing, savedcopies
from profiles.published import documents
from profiles.published.models import Publication, Stamp
from tests import factories
from tests.desk.verbs.steps import HOUR
from tests.desk.verbs.test_publishing import change, live_number

pytestmark = pytest.mark.django_db


def test_restore_brings_back_the_same_document_and_keeps_what_was_there(publisher):
    entity = factories.entity()
    factories.role_term(entity, note_en="Note", note_ar="ملاحظة")
    factories.responsible_entity(entity, text_en="<p>Long.</p>")
    entity.areas.add(factories.area())
    first = workingcopy.document(entity)
    publishing.publish(entity, by=publisher)
    entity.role_terms.all().delete()
    entity.areas.clear()
    factories.affiliation(entity)
    change(entity, "Later.")
    later = workingcopy.document(entity)
    savedcopies.restore(Publication.objects.of(entity).get(), by=publisher)
    assert workingcopy.document(Entity.objects.get(pk=entity.pk)) == first
    assert [row.digest for row in SavedCopy.objects.of(entity)] == [
        documents.digest(first),
        documents.digest(later),
    ]
    assert live_number(entity) == 1


def test_restore_is_for_those_who_edit_everything(publisher):
    entity = factories.published(by=publisher)
    with pytest.raises(PermissionDenied):
        savedcopies.restore(Publication.objects.get(), by=factories.focal_point("focal", entity))


def test_save_copy_keeps_each_state_once_with_its_author(editor):
    entity = factories.entity()
    savedcopies.save(entity, by=editor)
    savedcopies.save(entity, by=editor)
    change(entity, "Again.")
    savedcopies.save(entity, by=editor)
    assert [row.author for row in SavedCopy.objects.of(entity)] == [editor, editor]


def test_saving_a_draft_leaves_the_stamp_alone(publisher, editor):
    entity = factories.published(by=publisher)
    before = Stamp.objects.get().counter
    change(entity, "Draft.")
    savedcopies.save(entity, by=editor)
    assert Stamp.objects.get().counter == before


def save_summary(entity, summary, by):
    entity.summary_en = summary
    entity.save()
    return savedcopies.save(entity, by=by)


def test_whoever_saved_since_the_newest_publication_is_an_author(publisher, editor):
    entity = factories.entity()
    save_summary(entity, "One.", editor)
    factories.published(entity)
    assert savedcopies.authors(entity) == set()
    first = save_summary(entity, "Two.", editor)
    save_summary(entity, "Three.", publisher)
    assert savedcopies.authors(entity) == {editor.pk, publisher.pk}
    assert savedcopies.authors(entity, copy=first) == {editor.pk}


def test_a_state_taken_up_again_keeps_its_first_author(publisher, editor):
    entity = factories.published()
    savedcopies.save(entity, by=None)
    copy = save_summary(entity, "Two.", editor)
    factories.published(entity)
    save_summary(entity, "Three.", None)
    savedcopies.restore(copy, by=publisher)
    assert savedcopies.authors(entity) == {editor.pk, publisher.pk}


@pytest.mark.parametrize("number", [1, 4])
def test_authors_of_several_cost_as_many_queries_as_of_one(publisher, editor, django_assert_num_queries, number):
    rows = [factories.published(by=publisher) for _ in range(number)]
    for row in rows:
        save_summary(row, "New.", editor)
    save_summary(factories.entity(), "Other.", publisher)
    with django_assert_num_queries(2):
        assert savedcopies.authors_of(rows) == {editor.pk}


def test_nobody_wrote_nothing():
    assert savedcopies.authors_of([]) == set()


def test_a_saved_copy_is_the_document_with_its_digest_and_author(editor):
    entity = factories.entity()
    copy = savedcopies.save(entity, by=editor)
    content = workingcopy.document(entity)
    assert (copy.entry_uid, copy.content(), copy.author) == (entity.uid, content, editor)
    assert (copy.digest, copy.content_digest) == (documents.digest(content), documents.content_digest(content))


def test_what_was_saved_last_is_not_saved_again_but_an_earlier_state_is(editor):
    entity = factories.entity()
    first = savedcopies.save(entity, by=editor)
    assert savedcopies.save(entity, by=editor) == first
    change(entity, "Two.")
    savedcopies.save(entity, by=editor)
    change(entity, "A summary.")
    assert savedcopies.save(entity, by=editor) != first
    assert savedcopies.save(factories.entity(), by=editor) not in SavedCopy.objects.of(entity)


def test_what_is_taken_up_again_is_logged_by_its_number_or_copy(publisher, editor):
    entity = factories.published(factories.entity("nepal"), by=publisher)
    copy = save_summary(entity, "Two.", editor)
    save_summary(entity, "Three.", editor)
    savedcopies.restore(Publication.objects.get(), by=editor, message="As it was.")
    savedcopies.restore(copy, by=publisher)
    rows = Event.objects.filter(verb="restore").order_by("pk")
    assert [(row.entry_uid, row.subject, row.actor, row.message, row.details) for row in rows] == [
        (entity.uid, "nepal", editor, "As it was.", {"number": 1}),
        (entity.uid, "nepal", publisher, "", {"copy": copy.pk}),
    ]


def test_what_is_taken_up_again_is_saved_under_who_did_so_and_what_was_there_under_nobody(publisher, editor):
    entity = factories.published(by=publisher)
    change(entity, "Never saved.")
    savedcopies.restore(Publication.objects.get(), by=editor)
    assert [row.author for row in SavedCopy.objects.of(entity)] == [editor, None]


def test_a_profile_that_was_made_public_counts_from_when_its_text_was_saved(publisher, editor):
    """Work goes on while a proposal waits: what is saved meanwhile is newer than what becomes public."""
    entity = factories.entity()
    copy = save_summary(entity, "Proposed.", editor)
    proposal = proposing.propose(entity, by=editor, message="Because.")
    save_summary(entity, "Going on.", publisher)
    publishing.approve(proposal, by=publisher)
    assert savedcopies.authors(entity) == {publisher.pk}
    assert savedcopies.authors(entity, copy=copy) == set()


def test_what_is_scheduled_counts_as_made_and_what_was_cancelled_does_not(publisher, editor):
    entity = factories.entity()
    save_summary(entity, "Scheduled.", editor)
    release = publishing.schedule(entity, by=publisher, at=timezone.now() + HOUR)
    assert savedcopies.authors(entity) == set()
    publishing.cancel(release, by=publisher)
    assert savedcopies.authors(entity) == {editor.pk}


@pytest.mark.parametrize(("seconds", "counts"), [(-1, False), (0, False), (1, True)])
def test_what_was_saved_up_to_a_publication_of_another_text_does_not_count(seconds, counts):
    made = timezone.now()
    saves = [savedcopies.Save(1, "a", made + dt.timedelta(seconds=seconds), 7)]
    assert savedcopies.authors_among(saves, ("b", made)) == ({7} if counts else set())


@pytest.mark.parametrize(("seconds", "counts"), [(-1, True), (0, True), (1, False)])
def test_the_text_that_became_public_counts_from_its_last_save_before_that(seconds, counts):
    """The same text saved only later is no longer the one that was published."""
    made = timezone.now()
    first, later = made - dt.timedelta(seconds=9), made + dt.timedelta(seconds=seconds)
    saves = [
        savedcopies.Save(1, "a", first, 7),
        savedcopies.Save(2, "b", first, 8),
        savedcopies.Save(3, "a", later, 9),
        savedcopies.Save(4, "c", later, None),
    ]
    assert savedcopies.authors_among(saves, ("a", made)) == (set() if counts else {7, 8, 9})


def test_without_a_publication_everybody_who_saved_is_an_author_up_to_the_copy():
    saves = [savedcopies.Save(pk, str(pk), timezone.now(), 10 * pk) for pk in (1, 2, 3)]
    assert savedcopies.authors_among(saves, None) == {10, 20, 30}
    assert savedcopies.authors_among(saves, None, SavedCopy(pk=2)) == {10, 20}
