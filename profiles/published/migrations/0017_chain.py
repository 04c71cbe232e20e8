"""Chain the releases that there are. Of what was moved or cancelled before this, nothing is known."""

import datetime as dt
import hashlib
import json
from itertools import islice
from uuid import UUID

from django.db import migrations, models

BATCH = 500
LEFT_OUT = {"live_until", "written", "publication_id"}


def digest(content):
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(value):
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value


def said_of(row):
    found = {field.attname: plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}
    content = {name: value for name, value in found.items() if name not in LEFT_OUT and value not in ("", None)}
    of = row.publication
    return digest(content | ({"publication": {"digest": of.digest, "number": of.number}} if of else {}))


def chain(apps, schema_editor):
    release, link = apps.get_model("published", "Release"), apps.get_model("published", "Link")
    publications = release._base_manager.select_related("publication").defer("publication__document")
    rows = publications.order_by("created_at", "pk").iterator(BATCH)
    number, previous = 0, ""
    while batch := list(islice(rows, BATCH)):
        links = []
        for row in batch:
            number += 1
            line = {"chain": "releases", "number": number, "previous": previous, "row": row.pk, "said": said_of(row)}
            previous = digest(line)
            links.append(link(**line, digest=previous))
        link._base_manager.bulk_create(links)
    if number:
        apps.get_model("published", "Head")._base_manager.create(chain="releases", number=number, digest=previous)


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0016_data_releases"),
    ]

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "chain",
                    models.CharField(
                        choices=[("events", "events"), ("releases", "releases")],
                        max_length=8,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.CharField(choices=[("events", "events"), ("releases", "releases")], max_length=8)),
                ("number", models.PositiveBigIntegerField()),
                ("row", models.PositiveBigIntegerField()),
                ("said", models.CharField(max_length=64)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["chain", "row", "number"], name="link_row")],
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "number"), name="link_number"),
                    models.UniqueConstraint(fields=("chain", "previous"), name="link_previous"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="link_number_from_one"),
                ],
            },
        ),
        migrations.RunPython(chain, migrations.RunPython.noop),
    ]
