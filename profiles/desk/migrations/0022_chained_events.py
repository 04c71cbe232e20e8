"""Chain the events that there are, and log by a verb of its own what is taken up later."""

import datetime as dt
import hashlib
import json
from itertools import islice
from uuid import UUID

from django.db import migrations, models

BATCH = 500


def digest(content):
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(value):
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value


def said_of(row):
    found = {field.attname: plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}
    return digest({name: value for name, value in found.items() if value not in ("", None)})


def chain(apps, schema_editor):
    event, link = apps.get_model("profiles", "Event"), apps.get_model("published", "Link")
    rows = event._base_manager.order_by("at", "pk").iterator(BATCH)
    number, previous = 0, ""
    while batch := list(islice(rows, BATCH)):
        links = []
        for row in batch:
            number += 1
            line = {"chain": "events", "number": number, "previous": previous, "row": row.pk, "said": said_of(row)}
            previous = digest(line)
            links.append(link(**line, digest=previous))
        link._base_manager.bulk_create(links)
    if number:
        apps.get_model("published", "Head")._base_manager.create(chain="events", number=number, digest=previous)


def unchain(apps, schema_editor):
    for name in ("Link", "Head"):
        apps.get_model("published", name)._base_manager.filter(chain="events").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0021_event_release"),
        ("published", "0017_chain"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                choices=[
                    ("publish", "published"),
                    ("propose", "proposed"),
                    ("return", "returned a proposal"),
                    ("take_back", "took back a proposal"),
                    ("schedule", "scheduled"),
                    ("cancel", "cancelled a scheduled release"),
                    ("withdraw", "withdrew"),
                    ("restore", "restored an earlier version"),
                    ("confirm", "confirmed facts"),
                    ("remind", "asked whether facts are still true"),
                    ("vocabulary", "changed a word"),
                    ("ask", "asked for a change"),
                    ("answer", "answered a wish"),
                    ("comment", "commented"),
                    ("resolve", "resolved comments"),
                    ("reopen", "reopened comments"),
                    ("level", "said that a translation needs no change"),
                    ("share", "made a preview link"),
                    ("revoke", "revoked a preview link"),
                    ("report", "received a report of a mistake"),
                    ("close", "closed a report of a mistake"),
                    ("delete", "deleted a draft"),
                    ("account", "changed an account"),
                    ("invite", "sent an invitation"),
                    ("sessions", "ended somebody’s sessions"),
                    ("second_factor", "removed somebody’s second step"),
                    ("ignore", "left an address out of the checks"),
                    ("heed", "had an address checked again"),
                    ("import", "brought in data"),
                    ("undo_import", "undid an import"),
                    ("release", "released the data"),
                    ("mail", "could not send an e-mail"),
                    ("take_up", "took up into the trail what was not in it"),
                ],
                max_length=16,
                verbose_name="what",
            ),
        ),
        migrations.RunPython(chain, unchain),
    ]
