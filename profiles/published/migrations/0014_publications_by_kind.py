from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0013_said_by"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["kind", "slug"], name="publication_kind"),
        ),
    ]
