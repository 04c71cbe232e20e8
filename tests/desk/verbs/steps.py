"""What somebody does to a profile on its way to the public, as tests do it."""

import datetime as dt

from django.utils import timezone

from profiles.desk.verbs import proposing, publishing, savedcopies
from profiles.published.models import Publication

HOUR = dt.timedelta(hours=1)


def change(entity, words, by):
    entity.summary_en = words
    entity.save()
    savedcopies.save(entity, by=by)


def proposed(entity, by, words="New.", message="Because."):
    change(entity, words, by)
    return proposing.propose(entity, by=by, message=message)


def scheduled(entity, by, publisher, words, hours=1):
    """A proposal that is approved, to become public in some hours, and its release."""
    proposal = proposed(entity, by, words)
    return proposal, publishing.approve(proposal, by=publisher, at=timezone.now() + hours * HOUR, override="Alone.")


def summary(entity):
    return Publication.objects.of(entity).live(timezone.now()).get().content()["summary"]["en"]
