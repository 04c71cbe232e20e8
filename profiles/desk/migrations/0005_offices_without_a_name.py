"""An office may have no official name in English either: then our translation is its name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0004_moved"),
    ]
    # What upgraded saved copies looked publications up as they were called before that.
    run_before = [
        ("published", "0006_entries"),
    ]

    operations = [
        migrations.AlterField(
            model_name="responsibleentity",
            name="name_ar",
            field=models.CharField(
                blank=True,
                help_text="The official name in this language, if there is one; otherwise leave it empty.",
                max_length=300,
                verbose_name="name",
            ),
        ),
        migrations.AlterField(
            model_name="responsibleentity",
            name="name_en",
            field=models.CharField(
                blank=True,
                help_text="The official name in this language, if there is one; otherwise leave it empty.",
                max_length=300,
                verbose_name="name",
            ),
        ),
    ]
