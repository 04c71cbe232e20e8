from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0014_publications_by_kind"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="written",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["written"], name="release_written"),
        ),
    ]
