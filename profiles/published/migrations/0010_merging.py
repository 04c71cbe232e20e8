"""A word may be merged into another of its vocabulary."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0009_papers"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="published.body",
                to_field="code",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="meetingkind",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="published.meetingkind",
                to_field="code",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="membertype",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="published.membertype",
                to_field="code",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="role",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="published.role",
                to_field="code",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="thematicarea",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="published.thematicarea",
                to_field="code",
                verbose_name="merged into",
            ),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None), models.Q(("merged_into", models.F("code")), _negated=True), _connector="OR"
                ),
                name="body_merged_into_another",
                violation_error_message="A word is not merged into itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingkind",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None), models.Q(("merged_into", models.F("code")), _negated=True), _connector="OR"
                ),
                name="meetingkind_merged_into_another",
                violation_error_message="A word is not merged into itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membertype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None), models.Q(("merged_into", models.F("code")), _negated=True), _connector="OR"
                ),
                name="membertype_merged_into_another",
                violation_error_message="A word is not merged into itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None), models.Q(("merged_into", models.F("code")), _negated=True), _connector="OR"
                ),
                name="role_merged_into_another",
                violation_error_message="A word is not merged into itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="thematicarea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None), models.Q(("merged_into", models.F("code")), _negated=True), _connector="OR"
                ),
                name="thematicarea_merged_into_another",
                violation_error_message="A word is not merged into itself.",
            ),
        ),
    ]
