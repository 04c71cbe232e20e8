"""Data that is brought in, so that it can be come back to and undone."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0014_wordings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "state",
                    models.CharField(
                        choices=[("read", "read"), ("taken", "taken"), ("undone", "undone")],
                        default="read",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("rows", models.JSONField(default=list)),
                ("changes", models.JSONField(default=list)),
                ("problems", models.JSONField(default=list)),
                ("notes", models.JSONField(default=list)),
                ("unchanged", models.PositiveIntegerField(default=0)),
                ("bases", models.JSONField(default=dict)),
                ("outcome", models.JSONField(default=dict)),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["author", "-at"], name="profiles_im_author__728cb2_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "read")),
                            models.Q(models.Q(("state", "read"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="import_decided",
                    )
                ],
            },
        ),
    ]
