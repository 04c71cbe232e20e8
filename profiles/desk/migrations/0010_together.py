"""Comments of those who work on an entry, what the log says of them, and who has its form open."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0009_mails"),
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
                    ("comment", "commented"),
                    ("resolve", "resolved comments"),
                    ("reopen", "reopened comments"),
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
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_uid", models.UUIDField()),
                ("slug", models.CharField(max_length=60)),
                ("place", models.CharField(blank=True, max_length=80)),
                ("words", models.TextField(max_length=2000, verbose_name="comment")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["at", "id"],
                "indexes": [models.Index(fields=["entry_uid", "at"], name="profiles_co_entry_u_c0bcc4_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                            models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_resolved",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_uid", models.UUIDField()),
                ("opened_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "open form",
                "verbose_name_plural": "open forms",
                "ordering": ["opened_at", "id"],
                "constraints": [models.UniqueConstraint(fields=("entry_uid", "person"), name="presence_once")],
            },
        ),
    ]
