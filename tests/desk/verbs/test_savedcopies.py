"""The record of the working copy: each saved state, and how an earlier one is taken up again."""

import pytest
from django.core.exceptions import PermissionDenied

from profiles.desk import workingcopy
from profiles.desk.models import Entity, SavedCopy
from profiles.desk.verbs import publishing, savedcopies
from profiles.published import documents
from profiles.published.models import Publication, Stamp
from tests import factories
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
