"""The index over the words of publications, by each database's own means (see `search.py`).

On SQLite triggers keep it. They go when Django remakes the table of publications: a migration that alters it has to
run `index` again.
"""

from django.db import migrations

INDEX = {
    "sqlite": [
        """CREATE VIRTUAL TABLE published_search USING fts5(search_names, search, content='published_publication',
            content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3')""",
        """CREATE TRIGGER published_search_insert AFTER INSERT ON published_publication BEGIN
            INSERT INTO published_search(rowid, search_names, search) VALUES (new.id, new.search_names, new.search);
        END""",
        """CREATE TRIGGER published_search_delete AFTER DELETE ON published_publication BEGIN
            INSERT INTO published_search(published_search, rowid, search_names, search)
                VALUES ('delete', old.id, old.search_names, old.search);
        END""",
        "INSERT INTO published_search(published_search) VALUES ('rebuild')",
    ],
    "postgresql": [
        f"""CREATE INDEX published_{column} ON published_publication
            USING gin (array_to_tsvector(string_to_array({column}, ' ')))"""
        for column in ("search_names", "search")
    ],
}
NO_INDEX = {
    "sqlite": [
        "DROP TRIGGER published_search_insert",
        "DROP TRIGGER published_search_delete",
        "DROP TABLE published_search",
    ],
    "postgresql": ["DROP INDEX published_search_names", "DROP INDEX published_search"],
}


def index(apps, schema_editor):
    for statement in INDEX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def no_index(apps, schema_editor):
    for statement in NO_INDEX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("published", "0001_tables")]

    operations = [migrations.RunPython(index, no_index)]
