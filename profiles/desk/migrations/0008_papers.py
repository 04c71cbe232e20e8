"""The working copies of documents and programmes, and whom they name; what a responsible entity took over from."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

import profiles.desk.models.facts
import profiles.published.models.sources
import profiles.values.partialdate


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0007_meetings"),
        ("published", "0010_merging"),
    ]

    operations = [
        migrations.AddField(
            model_name="responsibleentity",
            name="succeeds",
            field=models.CharField(
                blank=True,
                help_text="Where a source says so. The page says it of both.",
                max_length=36,
                verbose_name="took over from",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                choices=[
                    ("publish", "published"),
                    ("propose", "proposed"),
                    ("return", "returned a proposal"),
                    ("take_back", "took back a proposal"),
                    ("schedule", "scheduled"),
                    ("cancel", "cancelled a scheduled release"),
                    ("withdraw", "withdrew"),
                    ("restore", "restored an earlier version"),
                    ("confirm", "confirmed facts"),
                    ("vocabulary", "changed a word"),
                    ("ask", "asked for a change"),
                    ("answer", "answered a wish"),
                    ("share", "made a preview link"),
                    ("revoke", "revoked a preview link"),
                    ("report", "received a report of a mistake"),
                    ("close", "closed a report of a mistake"),
                    ("delete", "deleted a draft"),
                    ("account", "changed an account"),
                    ("invite", "sent an invitation"),
                    ("sessions", "ended somebody’s sessions"),
                    ("second_factor", "removed somebody’s second factor"),
                ],
                max_length=16,
                verbose_name="what",
            ),
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "slug",
                    models.CharField(
                        help_text="As in “abu-dhabi-declaration”; fixed at first publication.",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*\\Z",
                                "Use small letters without accents, digits and single hyphens, as in “fair-recruitment”.",
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("declaration", "Declaration"),
                            ("statement", "Statement"),
                            ("report", "Report"),
                            ("paper", "Paper"),
                            ("agreement", "Agreement"),
                        ],
                        default="declaration",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name_en", models.CharField(max_length=300, verbose_name="title")),
                ("name_ar", models.CharField(blank=True, max_length=300, verbose_name="title")),
                (
                    "day",
                    profiles.values.partialdate.PartialDateField(
                        blank=True,
                        default="",
                        help_text="2008, 2008-01 or 2008-01-21. Empty: not stated.",
                        max_length=10,
                        verbose_name="adopted or signed on",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("inferred", "inferred"),
                            ("disputed", "disputed"),
                            ("not_stated", "not stated"),
                        ],
                        default="stated",
                        max_length=12,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "unusual",
                    models.BooleanField(
                        default=False, help_text="Though it looks mistaken.", verbose_name="the year is right"
                    ),
                ),
                (
                    "languages",
                    models.CharField(
                        blank=True,
                        help_text="Codes with a space between them, as in “en ar”.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}( [a-z]{2,3})*\\Z", "Codes with a space between them, as in “en ar”."
                            )
                        ],
                        verbose_name="languages of the text",
                    ),
                ),
                (
                    "meeting_slug",
                    models.CharField(
                        blank=True,
                        help_text="Address of the meeting where it was adopted or presented.",
                        max_length=60,
                        verbose_name="meeting",
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=600, verbose_name="where the text is")),
                ("archived_url", models.URLField(blank=True, max_length=600, verbose_name="archived address")),
                ("file", models.CharField(blank=True, editable=False, max_length=80)),
                ("summary_en", models.TextField(blank=True, verbose_name="summary")),
                ("summary_ar", models.TextField(blank=True, verbose_name="summary")),
                ("note_en", models.TextField(blank=True, verbose_name="public note")),
                ("note_ar", models.TextField(blank=True, verbose_name="public note")),
                (
                    "rests_on",
                    profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
                ),
                (
                    "areas",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="published.thematicarea", verbose_name="thematic areas"
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["-day", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sources",
                    profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "recorded",
                    profiles.values.partialdate.PartialDateField(
                        blank=True,
                        default=profiles.desk.models.facts.today,
                        editable=False,
                        max_length=10,
                        verbose_name="recorded on",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("inferred", "inferred"),
                            ("disputed", "disputed"),
                            ("not_stated", "not stated"),
                        ],
                        default="stated",
                        max_length=12,
                        verbose_name="certainty",
                    ),
                ),
                ("note_en", models.TextField(blank=True, verbose_name="public note")),
                ("note_ar", models.TextField(blank=True, verbose_name="public note")),
                (
                    "entity_slug",
                    models.CharField(
                        blank=True,
                        help_text="Address of its profile here, as in “nepal”.",
                        max_length=60,
                        verbose_name="profile",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True, help_text="Of who has a profile: as it has it.", max_length=300, verbose_name="name"
                    ),
                ),
                (
                    "name_ar",
                    models.CharField(
                        blank=True, help_text="Of who has a profile: as it has it.", max_length=300, verbose_name="name"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="profiles.paper"
                    ),
                ),
            ],
            options={
                "verbose_name": "party",
                "verbose_name_plural": "parties",
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "slug",
                    models.CharField(
                        help_text="As in “skills-recognition”; fixed at first publication.",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*\\Z",
                                "Use small letters without accents, digits and single hyphens, as in “fair-recruitment”.",
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                ("name_en", models.CharField(max_length=300, verbose_name="name")),
                ("name_ar", models.CharField(blank=True, max_length=300, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("running", "Running"),
                            ("completed", "Completed"),
                            ("not_stated", "State not stated"),
                        ],
                        default="not_stated",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "start",
                    profiles.values.partialdate.PartialDateField(
                        blank=True,
                        default="",
                        help_text="2008, 2008-01 or 2008-01-21. Empty: not stated.",
                        max_length=10,
                        verbose_name="from",
                    ),
                ),
                (
                    "start_qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("about", "about"),
                            ("at_latest", "at the latest"),
                            ("at_earliest", "at the earliest"),
                        ],
                        default="exact",
                        max_length=12,
                        verbose_name="from is",
                    ),
                ),
                (
                    "end",
                    profiles.values.partialdate.PartialDateField(
                        blank=True,
                        default="",
                        help_text="The day it ended. Empty: still so, or not stated.",
                        max_length=10,
                        verbose_name="until",
                    ),
                ),
                (
                    "end_qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("about", "about"),
                            ("at_latest", "at the latest"),
                            ("at_earliest", "at the earliest"),
                        ],
                        default="exact",
                        max_length=12,
                        verbose_name="until is",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("inferred", "inferred"),
                            ("disputed", "disputed"),
                            ("not_stated", "not stated"),
                        ],
                        default="stated",
                        max_length=12,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "unusual",
                    models.BooleanField(
                        default=False, help_text="Though it looks mistaken.", verbose_name="the year is right"
                    ),
                ),
                ("summary_en", models.TextField(blank=True, verbose_name="what it does")),
                ("summary_ar", models.TextField(blank=True, verbose_name="what it does")),
                ("note_en", models.TextField(blank=True, verbose_name="public note")),
                ("note_ar", models.TextField(blank=True, verbose_name="public note")),
                (
                    "rests_on",
                    profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
                ),
                (
                    "areas",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="published.thematicarea", verbose_name="thematic areas"
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
                "ordering": ["-start", "slug"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sources",
                    profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "recorded",
                    profiles.values.partialdate.PartialDateField(
                        blank=True,
                        default=profiles.desk.models.facts.today,
                        editable=False,
                        max_length=10,
                        verbose_name="recorded on",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("inferred", "inferred"),
                            ("disputed", "disputed"),
                            ("not_stated", "not stated"),
                        ],
                        default="stated",
                        max_length=12,
                        verbose_name="certainty",
                    ),
                ),
                ("note_en", models.TextField(blank=True, verbose_name="public note")),
                ("note_ar", models.TextField(blank=True, verbose_name="public note")),
                (
                    "entity_slug",
                    models.CharField(
                        blank=True,
                        help_text="Address of its profile here, as in “nepal”.",
                        max_length=60,
                        verbose_name="profile",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True, help_text="Of who has a profile: as it has it.", max_length=300, verbose_name="name"
                    ),
                ),
                (
                    "name_ar",
                    models.CharField(
                        blank=True, help_text="Of who has a profile: as it has it.", max_length=300, verbose_name="name"
                    ),
                ),
                (
                    "start",
                    profiles.values.partialdate.PartialDateField(
                        blank=True,
                        default="",
                        help_text="2008, 2008-01 or 2008-01-21. Empty: not stated.",
                        max_length=10,
                        verbose_name="from",
                    ),
                ),
                (
                    "start_qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("about", "about"),
                            ("at_latest", "at the latest"),
                            ("at_earliest", "at the earliest"),
                        ],
                        default="exact",
                        max_length=12,
                        verbose_name="from is",
                    ),
                ),
                (
                    "start_by",
                    profiles.values.partialdate.PartialDateField(
                        blank=True,
                        default="",
                        help_text="A day on which it held for certain, where “from” is less exact.",
                        max_length=10,
                        verbose_name="by then at the latest",
                    ),
                ),
                (
                    "start_printed",
                    profiles.values.partialdate.PartialDateField(
                        blank=True,
                        default="",
                        help_text="What the body itself prints, where it means less: 2008-01-01 for 2008.",
                        max_length=10,
                        verbose_name="from, as printed",
                    ),
                ),
                (
                    "end",
                    profiles.values.partialdate.PartialDateField(
                        blank=True,
                        default="",
                        help_text="The day it ended, which no longer counts. Empty: still so.",
                        max_length=10,
                        verbose_name="until",
                    ),
                ),
                (
                    "end_qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("about", "about"),
                            ("at_latest", "at the latest"),
                            ("at_earliest", "at the earliest"),
                        ],
                        default="exact",
                        max_length=12,
                        verbose_name="until is",
                    ),
                ),
                (
                    "ended",
                    models.BooleanField(
                        default=False, help_text="It is over, though no exact date is stated.", verbose_name="ended"
                    ),
                ),
                (
                    "unusual",
                    models.BooleanField(
                        default=False, help_text="Though it looks mistaken.", verbose_name="the year is right"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[("lead", "Lead"), ("partner", "Partner"), ("funder", "Funder"), ("host", "Host")],
                        default="partner",
                        max_length=10,
                        verbose_name="part",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="profiles.programme"
                    ),
                ),
            ],
            options={
                "verbose_name": "part in the programme",
                "verbose_name_plural": "parts in the programme",
                "ordering": ["start", "id"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("certainty__in", ["stated", "inferred", "disputed", "not_stated"]),
                    ("kind__in", ["declaration", "statement", "report", "paper", "agreement"]),
                ),
                name="paper_choices",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("certainty__in", ["stated", "inferred", "disputed", "not_stated"]),
                    ("state__in", ["planned", "running", "completed", "not_stated"]),
                    ("end_qualifier__in", ["exact", "about", "at_latest", "at_earliest"]),
                    ("start_qualifier__in", ["exact", "about", "at_latest", "at_earliest"]),
                ),
                name="programme_choices",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end", ""),
                    django.db.models.lookups.LessThanOrEqual(
                        models.F("start"), django.db.models.functions.text.Concat("end", models.Value("-99"))
                    ),
                    _connector="OR",
                ),
                name="programme_end_after_start",
                violation_error_message="The end is before the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmepart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.In(django.db.models.functions.text.Length("start"), [0, 4, 7, 10]),
                    django.db.models.lookups.In(django.db.models.functions.text.Length("end"), [0, 4, 7, 10]),
                ),
                name="programmepart_dates_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmepart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end", ""),
                    django.db.models.lookups.LessThanOrEqual(
                        models.F("start"), django.db.models.functions.text.Concat("end", models.Value("-99"))
                    ),
                    _connector="OR",
                ),
                name="programmepart_end_after_start",
                violation_error_message="The end is before the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmepart",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended", False), ("end", ""), ("end_qualifier", "at_earliest"), _connector="OR"),
                name="programmepart_ended_once",
                violation_error_message="With an end date there is nothing more to say: leave “ended” unticked.",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmepart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("certainty__in", ["stated", "inferred", "disputed", "not_stated"]),
                    ("start_qualifier__in", ["exact", "about", "at_latest", "at_earliest"]),
                    ("end_qualifier__in", ["exact", "about", "at_latest", "at_earliest"]),
                ),
                name="programmepart_choices",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmepart",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["lead", "partner", "funder", "host"])), name="programmepart_part"
            ),
        ),
    ]
