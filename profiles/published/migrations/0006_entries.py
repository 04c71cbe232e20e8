"""Publications and releases are of entries of several kinds; all that there are by now are of profiles."""

from importlib import import_module

from django.db import migrations, models

search = import_module("profiles.published.migrations.0002_search")
KINDS = [("profile", "profile"), ("meeting", "meeting"), ("text", "text of the site")]


def renamed(model):
    return migrations.RenameField(model_name=model, old_name="entity_uid", new_name="entry_uid")


def with_kind(model):
    return [
        migrations.AddField(
            model_name=model,
            name="kind",
            field=models.CharField(choices=KINDS, default="profile", max_length=10),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name=model,
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=[code for code, _label in KINDS]), name=f"{model}_kind"
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0005_moved"),
    ]

    operations = [
        # On SQLite Django makes the table anew, and the triggers of the index go with it.
        migrations.RunPython(search.no_index, search.index),
        migrations.RemoveConstraint(model_name="publication", name="publication_number"),
        migrations.RemoveConstraint(model_name="release", name="release_moment"),
        renamed("confirmation"),
        renamed("publication"),
        renamed("release"),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(fields=("entry_uid", "number"), name="publication_number"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(fields=("entry_uid", "live_from"), name="release_moment"),
        ),
        *with_kind("publication"),
        *with_kind("release"),
        migrations.RunPython(search.index, search.no_index),
    ]
