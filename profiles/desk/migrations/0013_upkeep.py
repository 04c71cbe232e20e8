"""How long facts hold before somebody is asked, and who was asked about which."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0012_kept_lists"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("notice", "notice"),
                    ("invitation", "invitation"),
                    ("forgotten", "forgotten password"),
                    ("answer", "answer to a report"),
                    ("reminder", "question whether facts are still true"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="ShelfLife",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("memberships", "membership"),
                            ("role_terms", "role held"),
                            ("affiliations", "affiliation"),
                            ("responsible_entities", "responsible entity"),
                            ("contact", "how a responsible entity is reached"),
                        ],
                        max_length=24,
                        unique=True,
                        verbose_name="kind of fact",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="After so many months without a word on it somebody is asked. Empty: never.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="months",
                    ),
                ),
            ],
            options={
                "verbose_name": "shelf life",
                "verbose_name_plural": "shelf lives",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("months__isnull", True), ("months__gte", 1), _connector="OR"),
                        name="shelflife_months",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("asked", "asked"), ("escalated", "told that nobody answered")], max_length=12
                    ),
                ),
                ("entry_uid", models.UUIDField()),
                ("facts", models.JSONField()),
                ("mail_uid", models.UUIDField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "kind", "at"], name="profiles_re_person__f7c27a_idx"),
                    models.Index(fields=["entry_uid", "kind"], name="profiles_re_entry_u_bfc7dc_idx"),
                    models.Index(fields=["mail_uid"], name="profiles_re_mail_ui_b296e5_idx"),
                ],
            },
        ),
    ]
