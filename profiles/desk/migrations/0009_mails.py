"""E-mails on their way, and the line in the log about one that was given up."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0008_papers"),
    ]

    operations = [
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
                    ("mail", "could not send an e-mail"),
                ],
                max_length=16,
                verbose_name="what",
            ),
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notice", "notice"),
                            ("invitation", "invitation"),
                            ("forgotten", "forgotten password"),
                            ("answer", "answer to a report"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("recipient", models.CharField(max_length=200, verbose_name="to whom")),
                ("address", models.EmailField(blank=True, max_length=254)),
                ("subject", models.CharField(blank=True, max_length=500, verbose_name="subject")),
                ("body", models.TextField(blank=True)),
                ("language", models.CharField(max_length=2)),
                ("sender", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sent", "sent"),
                            ("failed", "given up"),
                            ("nobody", "for nobody"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("due", models.DateTimeField(default=django.utils.timezone.now, verbose_name="next try")),
                ("claimed_until", models.DateTimeField(null=True)),
                ("tries", models.PositiveIntegerField(default=0, verbose_name="tries")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="why not")),
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
                "verbose_name": "e-mail",
                "verbose_name_plural": "e-mails",
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["state", "due"], name="profiles_ma_state_1abf69_idx"),
                    models.Index(fields=["kind", "at"], name="profiles_ma_kind_b9b2e6_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "waiting"),
                            models.Q(("address", ""), ("body", ""), ("subject", "")),
                            _connector="OR",
                        ),
                        name="mail_keeps_no_words",
                    )
                ],
            },
        ),
    ]
