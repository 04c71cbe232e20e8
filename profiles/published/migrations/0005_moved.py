"""What moved into the register of sources, and the undated number of member states."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0004_upgrade"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="body",
            name="member_states",
        ),
        migrations.RemoveField(
            model_name="body",
            name="source_title",
        ),
        migrations.RemoveField(
            model_name="body",
            name="source_url",
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="source_title",
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="source_url",
        ),
        migrations.RemoveField(
            model_name="thematicarea",
            name="source_title",
        ),
        migrations.RemoveField(
            model_name="thematicarea",
            name="source_url",
        ),
    ]
