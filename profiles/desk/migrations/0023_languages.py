"""Languages are a setting: columns for the code of any, and no list of two in them."""

from django.db import migrations, models

from profiles.values.languages import choices


class Migration(migrations.Migration):
    dependencies = [("profiles", "0022_chained_events")]

    operations = [
        migrations.AlterField("mail", "language", models.CharField(max_length=7)),
        migrations.AlterField("report", "language", models.CharField(max_length=7)),
        migrations.AlterField(
            "user",
            "language",
            models.CharField(choices=choices, default="en", max_length=7, verbose_name="language of e-mails"),
        ),
    ]
