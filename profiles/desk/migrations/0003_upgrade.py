"""The days when facts were first recorded, and the sources of working and saved copies as rows of the register."""

import json
from collections import defaultdict
from importlib import import_module

from django.db import migrations
from django.utils import timezone

from profiles.published import documents
from profiles.published.upgrades import upgrade

published = import_module("profiles.published.migrations.0004_upgrade")


def saved_copies(apps, schema_editor):
    """A fact was recorded when it was first published, or else first saved."""
    recorded = defaultdict(dict)
    for row in apps.get_model("published", "Publication").objects.order_by("-number").iterator(100):
        recorded[row.entity_uid] |= row.recorded
    for row in apps.get_model("profiles", "SavedCopy").objects.order_by("at", "pk").iterator(100):
        old, days = json.loads(row.document), recorded[row.entity_uid]
        uids = [fact["uid"] for key in documents.FACTS for fact in old[key]]
        for uid in uids:
            days.setdefault(uid, timezone.localdate(row.at).isoformat())
        row.recorded = {uid: days[uid] for uid in uids}
        row.content_digest = documents.content_digest(upgrade(old, row.recorded))
        row.save(update_fields=["recorded", "content_digest"])
        published.register(apps, old)
    facts(apps, {uid: day for days in recorded.values() for uid, day in days.items()})


def facts(apps, recorded):
    for name in ("Membership", "RoleTerm", "Affiliation", "ResponsibleEntity"):
        for row in apps.get_model("profiles", name).objects.iterator():
            row.recorded = recorded.get(str(row.uid), row.recorded)
            row.sources = published.add(apps, row.source_title, row.source_url)
            row.save(update_fields=["recorded", "sources"])


class Migration(migrations.Migration):
    dependencies = [("profiles", "0002_schema_2"), ("published", "0004_upgrade")]

    operations = [migrations.RunPython(saved_copies, migrations.RunPython.noop)]
