"""A confirmation says in what capacity somebody confirmed; of earlier ones that is not stated."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0012_folded_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="confirmation",
            name="said_by",
            field=models.CharField(
                blank=True,
                choices=[("", "not stated"), ("member", "the member"), ("secretariat", "the secretariat")],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(("said_by__in", ["", "member", "secretariat"])), name="confirmation_said_by"
            ),
        ),
    ]
