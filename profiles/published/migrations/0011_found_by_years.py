"""Meetings, documents and programmes are found by their years, and all that is no profile by the words of its texts."""

import json

from django.db import migrations

from profiles.published.search import index_text
from profiles.published.upgrades import upgrade


def recompute(apps, schema_editor):
    rows = apps.get_model("published", "Publication").objects.exclude(kind="profile")
    for row in rows.iterator(100):
        for column, words in index_text(upgrade(json.loads(row.document), row.recorded)).items():
            setattr(row, column, words)
        row.save(update_fields=["search_names", "search"])
    if schema_editor.connection.vendor == "sqlite":
        # The triggers of the index know rows that come and go, not such as change.
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("INSERT INTO published_search(published_search) VALUES ('rebuild')")


class Migration(migrations.Migration):
    dependencies = [("published", "0010_merging")]

    operations = [migrations.RunPython(recompute, migrations.RunPython.noop)]
