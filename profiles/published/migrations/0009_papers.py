"""Two more kinds of entries, documents and programmes; a publication may show a PDF as well as a logo."""

from importlib import import_module

from django.db import migrations, models

search = import_module("profiles.published.migrations.0002_search")


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0008_meetings"),
    ]

    operations = [
        # On SQLite Django makes the table anew, and the triggers of the index go with it.
        migrations.RunPython(search.no_index, search.index),
        migrations.RemoveConstraint(
            model_name="publication",
            name="publication_kind",
        ),
        migrations.RemoveConstraint(
            model_name="release",
            name="release_kind",
        ),
        migrations.RemoveIndex(
            model_name="publication",
            name="publication_logo",
        ),
        migrations.RenameField(
            model_name="publication",
            old_name="logo",
            new_name="media",
        ),
        migrations.AlterField(
            model_name="publication",
            name="kind",
            field=models.CharField(
                choices=[
                    ("profile", "profile"),
                    ("meeting", "meeting"),
                    ("text", "text of the site"),
                    ("document", "document"),
                    ("programme", "programme"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="publication",
            name="name_ar",
            field=models.CharField(max_length=300),
        ),
        migrations.AlterField(
            model_name="publication",
            name="name_en",
            field=models.CharField(max_length=300),
        ),
        migrations.AlterField(
            model_name="release",
            name="kind",
            field=models.CharField(
                choices=[
                    ("profile", "profile"),
                    ("meeting", "meeting"),
                    ("text", "text of the site"),
                    ("document", "document"),
                    ("programme", "programme"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("media", ""), _negated=True), fields=["media"], name="publication_media"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["profile", "meeting", "text", "document", "programme"])),
                name="publication_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["profile", "meeting", "text", "document", "programme"])),
                name="release_kind",
            ),
        ),
        migrations.RunPython(search.index, search.no_index),
    ]
