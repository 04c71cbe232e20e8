"""What documents of schema 2 need: sources by code, the day of recording, printed dates, names in both languages."""

import django.core.validators
from django.db import migrations, models

import profiles.desk.models.facts
import profiles.published.models.sources
import profiles.values.partialdate


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0001_tables"),
        ("published", "0003_schema_2"),
    ]

    operations = [
        migrations.RenameField(
            model_name="entity",
            old_name="acronym",
            new_name="acronym_en",
        ),
        migrations.RenameField(
            model_name="responsibleentity",
            old_name="acronym",
            new_name="acronym_en",
        ),
        migrations.AddField(
            model_name="affiliation",
            name="recorded",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default=profiles.desk.models.facts.today,
                editable=False,
                max_length=10,
                verbose_name="recorded on",
            ),
        ),
        migrations.AddField(
            model_name="affiliation",
            name="sources",
            field=profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
        ),
        migrations.AddField(
            model_name="affiliation",
            name="start_by",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default="",
                help_text="A day on which it held for certain, where “from” is less exact.",
                max_length=10,
                verbose_name="by then at the latest",
            ),
        ),
        migrations.AddField(
            model_name="affiliation",
            name="start_printed",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default="",
                help_text="What the body itself prints, where it means less: 2008-01-01 for 2008.",
                max_length=10,
                verbose_name="from, as printed",
            ),
        ),
        migrations.AddField(
            model_name="affiliation",
            name="unusual",
            field=models.BooleanField(
                default=False, help_text="Though it looks mistaken.", verbose_name="the year is right"
            ),
        ),
        migrations.AddField(
            model_name="entity",
            name="acronym_ar",
            field=models.CharField(blank=True, max_length=30, verbose_name="acronym"),
        ),
        migrations.AddField(
            model_name="entity",
            name="other_names_ar",
            field=models.TextField(
                blank=True,
                help_text="One a line: search finds them, pages do not show them.",
                verbose_name="other names",
            ),
        ),
        migrations.AddField(
            model_name="entity",
            name="other_names_en",
            field=models.TextField(
                blank=True,
                help_text="One a line: search finds them, pages do not show them.",
                verbose_name="other names",
            ),
        ),
        migrations.AddField(
            model_name="entity",
            name="ror",
            field=models.URLField(
                blank=True,
                help_text="Its address in the Research Organization Registry.",
                max_length=60,
                validators=[
                    django.core.validators.RegexValidator(
                        "^https://ror\\.org/[0-9a-z]{9}\\Z", "As in “https://ror.org/031m4d720”."
                    )
                ],
                verbose_name="ROR",
            ),
        ),
        migrations.AddField(
            model_name="entity",
            name="wikidata",
            field=models.CharField(
                blank=True,
                max_length=20,
                validators=[django.core.validators.RegexValidator("^Q[1-9][0-9]*\\Z", "As in “Q837”.")],
                verbose_name="Wikidata",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="recorded",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default=profiles.desk.models.facts.today,
                editable=False,
                max_length=10,
                verbose_name="recorded on",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="sources",
            field=profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
        ),
        migrations.AddField(
            model_name="membership",
            name="start_by",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default="",
                help_text="A day on which it held for certain, where “from” is less exact.",
                max_length=10,
                verbose_name="by then at the latest",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="start_printed",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default="",
                help_text="What the body itself prints, where it means less: 2008-01-01 for 2008.",
                max_length=10,
                verbose_name="from, as printed",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="unusual",
            field=models.BooleanField(
                default=False, help_text="Though it looks mistaken.", verbose_name="the year is right"
            ),
        ),
        migrations.AddField(
            model_name="responsibleentity",
            name="acronym_ar",
            field=models.CharField(blank=True, max_length=30, verbose_name="acronym"),
        ),
        migrations.AddField(
            model_name="responsibleentity",
            name="recorded",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default=profiles.desk.models.facts.today,
                editable=False,
                max_length=10,
                verbose_name="recorded on",
            ),
        ),
        migrations.AddField(
            model_name="responsibleentity",
            name="sources",
            field=profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
        ),
        migrations.AddField(
            model_name="responsibleentity",
            name="start_by",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default="",
                help_text="A day on which it held for certain, where “from” is less exact.",
                max_length=10,
                verbose_name="by then at the latest",
            ),
        ),
        migrations.AddField(
            model_name="responsibleentity",
            name="start_printed",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default="",
                help_text="What the body itself prints, where it means less: 2008-01-01 for 2008.",
                max_length=10,
                verbose_name="from, as printed",
            ),
        ),
        migrations.AddField(
            model_name="responsibleentity",
            name="translation_ar",
            field=models.CharField(
                blank=True,
                help_text="Shown, and said to be ours, where there is no official name in this language.",
                max_length=300,
                verbose_name="our translation",
            ),
        ),
        migrations.AddField(
            model_name="responsibleentity",
            name="translation_en",
            field=models.CharField(
                blank=True,
                help_text="Shown, and said to be ours, where there is no official name in this language.",
                max_length=300,
                verbose_name="our translation",
            ),
        ),
        migrations.AddField(
            model_name="responsibleentity",
            name="unusual",
            field=models.BooleanField(
                default=False, help_text="Though it looks mistaken.", verbose_name="the year is right"
            ),
        ),
        migrations.AddField(
            model_name="roleterm",
            name="recorded",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default=profiles.desk.models.facts.today,
                editable=False,
                max_length=10,
                verbose_name="recorded on",
            ),
        ),
        migrations.AddField(
            model_name="roleterm",
            name="sources",
            field=profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
        ),
        migrations.AddField(
            model_name="roleterm",
            name="start_by",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default="",
                help_text="A day on which it held for certain, where “from” is less exact.",
                max_length=10,
                verbose_name="by then at the latest",
            ),
        ),
        migrations.AddField(
            model_name="roleterm",
            name="start_printed",
            field=profiles.values.partialdate.PartialDateField(
                blank=True,
                default="",
                help_text="What the body itself prints, where it means less: 2008-01-01 for 2008.",
                max_length=10,
                verbose_name="from, as printed",
            ),
        ),
        migrations.AddField(
            model_name="roleterm",
            name="unusual",
            field=models.BooleanField(
                default=False, help_text="Though it looks mistaken.", verbose_name="the year is right"
            ),
        ),
        migrations.AddField(
            model_name="savedcopy",
            name="content_digest",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="savedcopy",
            name="recorded",
            field=models.JSONField(default=dict),
        ),
    ]
