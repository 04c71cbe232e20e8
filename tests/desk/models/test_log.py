"""The private record: written once, newest first."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk import verbs
from profiles.desk.models import Event, SavedCopy
from profiles.desk.verbs import savedcopies
from profiles.published.models.publications import Immutable
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [SavedCopy, Event])
def test_what_is_written_once_cannot_be_changed_or_deleted(model, publisher):
    entity = factories.published(by=publisher)
    savedcopies.save(entity, by=publisher)
    row, rows = model.objects.first(), model.objects.all()
    for act in (row.save, row.delete, rows.delete, lambda: rows.update(pk=1), lambda: rows.bulk_update([row], ["at"])):
        with pytest.raises(Immutable):
            act()


def test_the_newest_event_comes_first_and_of_one_moment_the_later_entry(publisher, time_machine):
    entity, now = factories.entity(), timezone.now()
    time_machine.move_to(now, tick=False)
    for words in ("one", "two"):
        verbs.log(Event.Verb.ASK, publisher, entity, words)
    time_machine.move_to(now - dt.timedelta(hours=1), tick=False)
    verbs.log(Event.Verb.ASK, publisher, entity, "earlier")
    assert [event.message for event in Event.objects.of(entity)] == ["two", "one", "earlier"]
