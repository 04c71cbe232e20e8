"""Which texts stood beside each other in both languages, as far as saved copies say it."""

import json
from itertools import groupby

import django.db.models.deletion
from django.db import migrations, models

# Both as they are when this runs, and no copy of them as they are today: a digest is of use only if it is the one that
# the code of the same release takes of the next save, which reads upgraded documents of any schema too.
from profiles.published.pairs import pairs_of
from profiles.published.upgrades import upgrade


def note(apps, schema_editor):
    """As each save would have noted it: what came with a change of the Arabic, or where one language had nothing, is
    level."""
    copies = apps.get_model("profiles", "SavedCopy").objects.order_by("entry_uid", "at", "pk")
    for _uid, several in groupby(copies.iterator(100), key=lambda copy: copy.entry_uid):
        was = {}
        for copy in several:
            now = {pair.place: pair for pair in pairs_of(upgrade(json.loads(copy.document), copy.recorded))}
            keep(apps, copy, was, now)
            was = now


def keep(apps, copy, was, now):
    model = apps.get_model("profiles", "Wording")
    rows = []
    for place, pair in now.items():
        old = was.get(place)
        if pair.is_whole and not (old and old.digests == pair.digests):
            rows.append(
                model(
                    entry_uid=copy.entry_uid,
                    place=place,
                    english=pair.digests["en"],
                    arabic=pair.digests["ar"],
                    is_level=not old or not old.is_whole or old.digests["ar"] != pair.digests["ar"],
                    copy=copy,
                )
            )
    model.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("profiles", "0013_upkeep")]

    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_uid", models.UUIDField()),
                ("place", models.CharField(max_length=80)),
                ("english", models.CharField(max_length=64)),
                ("arabic", models.CharField(max_length=64)),
                ("is_level", models.BooleanField()),
                (
                    "copy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.savedcopy"
                    ),
                ),
            ],
            options={
                "verbose_name": "pair of texts",
                "verbose_name_plural": "pairs of texts",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("entry_uid", "place", "english", "arabic"), name="wording_once")
                ],
            },
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
