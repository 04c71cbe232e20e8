"""How far the work on a file is that was brought in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0017_imports_at_work"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="places",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="import",
            name="done",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="import",
            name="stage",
            field=models.CharField(
                blank=True,
                choices=[("reading", "reading rows"), ("trying", "comparing entries"), ("writing", "writing entries")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="total",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
