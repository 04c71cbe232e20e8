"""Words with letters of Persian and Urdu or with their digits, “co-operation”, and names in one word are found."""

import json

from django.db import migrations

from profiles.published.search import index_text, sort_key, spelling_rows
from profiles.published.upgrades import upgrade


def recompute(apps, schema_editor):
    publications, spellings = (apps.get_model("published", name) for name in ("Publication", "Spelling"))
    for row in publications.objects.iterator(100):
        content = upgrade(json.loads(row.document), row.recorded)
        columns = {"sort_en": sort_key(row.name_en), "sort_ar": sort_key(row.name_ar)} | index_text(content)
        changed = [name for name, words in columns.items() if getattr(row, name) != words]
        if not changed:
            continue
        for name in changed:
            setattr(row, name, columns[name])
        row.save(update_fields=changed)
        rows = spelling_rows(columns["search_names"])
        spellings.objects.bulk_create([spellings(key=key, word=word) for key, word in rows], ignore_conflicts=True)
    if schema_editor.connection.vendor == "sqlite":
        # The triggers of the index know rows that come and go, not such as change.
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("INSERT INTO published_search(published_search) VALUES ('rebuild')")


class Migration(migrations.Migration):
    dependencies = [("published", "0011_found_by_years")]

    operations = [migrations.RunPython(recompute, migrations.RunPython.noop)]
