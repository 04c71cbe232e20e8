"""The working copies of meetings, which are published by now, and of who took part."""

import json
import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

import profiles.desk.models.facts
import profiles.published.models.sources
import profiles.values.partialdate


def make_meetings(apps, schema_editor):
    """A working copy of each meeting that was published, and what it said as the first saved copy."""
    meeting, copy = apps.get_model("profiles", "Meeting"), apps.get_model("profiles", "SavedCopy")
    kinds = {row.code: row for row in apps.get_model("published", "MeetingKind").objects.all()}
    plain = (
        "ordinal",
        "start",
        "start_qualifier",
        "end",
        "end_qualifier",
        "certainty",
        "unusual",
        "host_slug",
        "rests_on",
    )
    for row in apps.get_model("published", "Publication").objects.filter(kind="meeting").order_by("pk"):
        content = json.loads(row.document)
        pairs = {
            f"{name}_{code}": content[name][code]
            for name in ("name", "place", "agenda", "outcome", "note")
            for code in ("en", "ar")
        }
        meeting.objects.create(
            uid=row.entry_uid,
            slug=row.slug,
            kind=kinds[content["kind"]["code"]],
            **{key: content[key] for key in plain},
            **pairs,
        )
        copy.objects.create(
            entry_uid=row.entry_uid,
            document=row.document,
            digest=row.digest,
            content_digest=row.content_digest,
            at=row.created_at,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0006_entries"),
        ("published", "0008_meetings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "slug",
                    models.CharField(
                        help_text="As in “ministerial-2026”; fixed at first publication.",
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
                    "ordinal",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The eighth: 8.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="ordinal",
                    ),
                ),
                ("name_en", models.CharField(max_length=200, verbose_name="name")),
                ("name_ar", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "start",
                    profiles.values.partialdate.PartialDateField(
                        blank=True, default="", max_length=10, verbose_name="first day"
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
                        verbose_name="first day is",
                    ),
                ),
                (
                    "end",
                    profiles.values.partialdate.PartialDateField(
                        blank=True, default="", max_length=10, verbose_name="last day"
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
                        verbose_name="last day is",
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
                ("place_en", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("place_ar", models.CharField(blank=True, max_length=200, verbose_name="place")),
                (
                    "host_slug",
                    models.CharField(
                        blank=True,
                        help_text="Address of the host’s profile here, as in “kuwait”.",
                        max_length=60,
                        verbose_name="host",
                    ),
                ),
                ("agenda_en", models.TextField(blank=True, verbose_name="agenda")),
                ("agenda_ar", models.TextField(blank=True, verbose_name="agenda")),
                ("outcome_en", models.TextField(blank=True, verbose_name="outcome")),
                ("outcome_ar", models.TextField(blank=True, verbose_name="outcome")),
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
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="published.meetingkind",
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["-start", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sources",
                    profiles.published.models.sources.SourcesField(blank=True, default=list, verbose_name="sources"),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
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
                    "capacity",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("host", "Host"),
                            ("member", "Member"),
                            ("observer", "Observer"),
                            ("partner", "Partner"),
                            ("guest", "Guest"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("minister", "Minister"),
                            ("deputy_minister", "Deputy minister"),
                            ("ambassador", "Ambassador"),
                            ("senior_official", "Senior official"),
                            ("not_stated", "Not stated"),
                        ],
                        default="not_stated",
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "head_en",
                    models.CharField(
                        blank=True,
                        help_text="The office, never a person: “Minister of Labour”.",
                        max_length=300,
                        verbose_name="head of delegation",
                    ),
                ),
                (
                    "head_ar",
                    models.CharField(
                        blank=True,
                        help_text="The office, never a person: “Minister of Labour”.",
                        max_length=300,
                        verbose_name="head of delegation",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendances", to="profiles.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ordinal__isnull", False)),
                fields=("kind", "ordinal"),
                name="meeting_ordinal",
                violation_error_message="There is a meeting of this kind and number already: change that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end", ""),
                    django.db.models.lookups.LessThanOrEqual(
                        models.F("start"), django.db.models.functions.text.Concat("end", models.Value("-99"))
                    ),
                    _connector="OR",
                ),
                name="meeting_end_after_start",
                violation_error_message="The end is before the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity__in", ["chair", "host", "member", "observer", "partner", "guest"]),
                    ("level__in", ["minister", "deputy_minister", "ambassador", "senior_official", "not_stated"]),
                ),
                name="attendance_choices",
            ),
        ),
        migrations.RunPython(make_meetings, migrations.RunPython.noop),
    ]
