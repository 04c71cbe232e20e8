"""What moved into the register of sources."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0003_upgrade"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="affiliation",
            name="source_title",
        ),
        migrations.RemoveField(
            model_name="affiliation",
            name="source_url",
        ),
        migrations.RemoveField(
            model_name="membership",
            name="source_title",
        ),
        migrations.RemoveField(
            model_name="membership",
            name="source_url",
        ),
        migrations.RemoveField(
            model_name="responsibleentity",
            name="source_title",
        ),
        migrations.RemoveField(
            model_name="responsibleentity",
            name="source_url",
        ),
        migrations.RemoveField(
            model_name="roleterm",
            name="source_title",
        ),
        migrations.RemoveField(
            model_name="roleterm",
            name="source_url",
        ),
    ]
