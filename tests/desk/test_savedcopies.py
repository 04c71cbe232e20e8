"""The record of the working copy: each saved state, and how an earlier one is taken up again."""

import pytest
from django.core.exceptions import PermissionDenied

from profiles.desk import publishing, savedcopies, workingcopy
from profiles.desk.models import Entity, SavedCopy
from profiles.published import documents
from profiles.published.models import Publication, Stamp
from tests import factories
from tests.desk.test_publishing import change, live_number

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
