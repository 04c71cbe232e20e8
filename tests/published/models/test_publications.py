"""What the public sees: rows that are written once, and which of them count at a moment."""

import pytest

from profiles.desk.models import Event, SavedCopy
from profiles.desk.verbs import savedcopies
from profiles.published.models import Publication, Release
from profiles.published.models.publications import Immutable
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Publication, Release, SavedCopy, Event])
def test_what_is_written_once_cannot_be_changed_or_deleted(model, publisher):
    entity = factories.published(by=publisher)
    savedcopies.save(entity, by=publisher)
    row = model.objects.first()
    for act in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(pk=1)):
        with pytest.raises(Immutable):
            act()
