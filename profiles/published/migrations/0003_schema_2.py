"""What documents of schema 2 need: a register of sources and who rests on it, the digest in today's schema, how much of
a body's list is recorded here."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import profiles.published.models.sources
import profiles.published.models.vocabulary
import profiles.values.partialdate

search = import_module("profiles.published.migrations.0002_search")


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0002_search"),
    ]

    operations = [
        # On SQLite Django makes the table anew, and the triggers of the index go with it.
        migrations.RunPython(search.no_index, search.index),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=60)),
                ("part", models.CharField(max_length=24)),
                ("fact_uid", models.UUIDField(null=True)),
                (
                    "carries",
                    models.CharField(
                        choices=[("all", "all of it"), ("start", "the start"), ("end", "the end")], max_length=6
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        help_text="Part of addresses and documents; fixed once something published names it.",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*\\Z",
                                "Use small letters without accents, digits and single hyphens, as in “fair-recruitment”.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order in lists.", verbose_name="position"),
                ),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="No longer offered in forms; what names it keeps it.",
                        verbose_name="retired",
                    ),
                ),
                ("label_en", models.CharField(max_length=300, verbose_name="title")),
                ("label_ar", models.CharField(blank=True, max_length=300, verbose_name="title")),
                ("publisher", models.CharField(blank=True, max_length=200, verbose_name="publisher")),
                (
                    "day",
                    profiles.values.partialdate.PartialDateField(
                        blank=True,
                        default="",
                        help_text="The day of the text: 2008, 2008-01 or 2008-01-21.",
                        max_length=10,
                        verbose_name="of",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="The code of the language it is in: en, ar, th …",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=600, verbose_name="address")),
                ("archived_url", models.URLField(blank=True, max_length=600, verbose_name="archived address")),
                ("retrieved_on", models.DateField(blank=True, null=True, verbose_name="retrieved on")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("official", "Official"),
                            ("press", "Press"),
                            ("academic", "Academic"),
                            ("copy", "Copy of another’s text"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["code"],
                "abstract": False,
            },
        ),
        migrations.RenameField(
            model_name="body",
            old_name="acronym",
            new_name="acronym_en",
        ),
        migrations.AddField(
            model_name="body",
            name="acronym_ar",
            field=models.CharField(blank=True, max_length=30, verbose_name="acronym"),
        ),
        migrations.AddField(
            model_name="body",
            name="coverage",
            field=models.CharField(
                choices=[("complete", "Complete"), ("partial", "Partial"), ("no_members", "It has no members")],
                default="partial",
                max_length=12,
                verbose_name="its members recorded here",
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="coverage_day",
            field=profiles.values.partialdate.PartialDateField(
                blank=True, default="", max_length=10, verbose_name="complete as of"
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="sizes",
            field=models.TextField(
                blank=True,
                help_text="A line for each change: from when, and how many. “2003 10”, “2016-08-25 12”.",
                validators=[profiles.published.models.vocabulary.check_sizes],
                verbose_name="number of member states",
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="sources",
            field=profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="sources",
            field=profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
        ),
        migrations.AddField(
            model_name="publication",
            name="content_digest",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publication",
            name="recorded",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="thematicarea",
            name="sources",
            field=profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("coverage", "complete"), ("coverage_day__gt", "")),
                    models.Q(("coverage__in", ["partial", "no_members"]), ("coverage_day", "")),
                    _connector="OR",
                ),
                name="body_complete_as_of",
                violation_error_message="A complete list has a day as of which it is complete, and no other has one.",
            ),
        ),
        migrations.AddField(
            model_name="citation",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="citations", to="published.publication"
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("url", ""), _negated=True), models.Q(("code__startswith", "source-"), _negated=True)
                ),
                fields=("url",),
                name="source_address_once",
                violation_error_message="This address is in the register already.",
            ),
        ),
        migrations.AddIndex(
            model_name="citation",
            index=models.Index(fields=["source", "publication"], name="published_c_source_985f32_idx"),
        ),
        migrations.RunPython(search.index, search.no_index),
    ]
