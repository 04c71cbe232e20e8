"""Words of names apart from the rest, the index of each database over both, and what mistyped words are looked up by.

On SQLite triggers keep the index. They go when Django remakes the table of publications: a migration that alters it
has to run `index` again.
"""

import json

from django.db import migrations, models

INDEX = {
    "sqlite": [
        """CREATE VIRTUAL TABLE profiles_search USING fts5(search_names, search, content='profiles_publication',
            content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3')""",
        """CREATE TRIGGER profiles_search_insert AFTER INSERT ON profiles_publication BEGIN
            INSERT INTO profiles_search(rowid, search_names, search) VALUES (new.id, new.search_names, new.search);
        END""",
        """CREATE TRIGGER profiles_search_delete AFTER DELETE ON profiles_publication BEGIN
            INSERT INTO profiles_search(profiles_search, rowid, search_names, search)
                VALUES ('delete', old.id, old.search_names, old.search);
        END""",
        "INSERT INTO profiles_search(profiles_search) VALUES ('rebuild')",
    ],
    "postgresql": [
        f"CREATE INDEX profiles_{column} ON profiles_publication USING gin (array_to_tsvector(string_to_array({column}, ' ')))"
        for column in ("search_names", "search")
    ],
}
NO_INDEX = {
    "sqlite": [
        "DROP TRIGGER profiles_search_insert",
        "DROP TRIGGER profiles_search_delete",
        "DROP TABLE profiles_search",
    ],
    "postgresql": ["DROP INDEX profiles_search_names", "DROP INDEX profiles_search"],
}


def fill(apps, schema_editor):
    from profiles import search, snapshots

    Publication, Spelling = (apps.get_model("profiles", name) for name in ("Publication", "Spelling"))
    for publication in Publication.objects.iterator():
        words = search.texts(snapshots.upgraded(json.loads(publication.document)))
        Publication.objects.filter(pk=publication.pk).update(**words)
        rows = [Spelling(key=key, word=word) for key, word in search.spelling_rows(words["search_names"])]
        Spelling.objects.bulk_create(rows, ignore_conflicts=True)


def index(apps, schema_editor):
    for statement in INDEX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def no_index(apps, schema_editor):
    for statement in NO_INDEX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("profiles", "0002_report")]

    operations = [
        migrations.AddField("publication", "search_names", models.TextField(default=""), preserve_default=False),
        migrations.CreateModel(
            name="Spelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("key", models.CharField(max_length=60)),
                ("word", models.CharField(max_length=60)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("key", "word"), name="spelling_once")]},
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(index, no_index),
    ]
