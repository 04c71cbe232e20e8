"""A process of its own that publishes: each line is (kind, text) in JSON, and is answered once it is committed."""

import datetime as dt
import json
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from profiles.desk.models import Entity, Text, User  # noqa: E402
from profiles.desk.verbs import publishing, savedcopies, vocabulary  # noqa: E402
from profiles.published.models import Publication  # noqa: E402


def publish(entity, *, by):
    publishing.publish(entity, by=by, override="Alone.")


def schedule(entity, *, by):
    """As soon as it can be scheduled, however busy the machine is."""
    for seconds in (0.1, 1, 10):
        at = timezone.now() + dt.timedelta(seconds=seconds)
        try:
            publishing.publish(entity, by=by, override="Alone.", at=at)
        except publishing.Refused:
            continue
        return


def rename(row, text, *, by):
    row.label_en = text
    vocabulary.change(row, by=by)


def act(kind, text, *, by):
    entity = Entity.objects.get(slug="nepal")
    if kind in ("publish", "schedule", "restore", "note"):
        if kind == "restore":
            entity = savedcopies.restore(Publication.objects.of(entity).order_by("number").first(), by=by)
        Entity.objects.filter(pk=entity.pk).update(summary_en=text)
        entity.refresh_from_db()
        (schedule if kind == "schedule" else publish)(entity, by=by)
    elif kind == "withdraw":
        publishing.withdraw(entity, by=by, reason=(text, text))
    elif kind == "page":
        Text.objects.filter(slug="about").update(name_en=text)
        publish(Text.objects.get(slug="about"), by=by)
    elif kind == "type":
        rename(entity.memberships.get().type, text, by=by)
    elif kind == "confirm":
        day = dt.date(2020, 1, 1) + dt.timedelta(days=int(text.split()[-1]))
        publishing.confirm(entity, by=by, facts=[str(entity.memberships.get().uid)], day=day)


if __name__ == "__main__":
    publisher = User.objects.get(username="publisher")
    for line in sys.stdin:
        act(*json.loads(line), by=publisher)
        print(json.dumps(True), flush=True)
