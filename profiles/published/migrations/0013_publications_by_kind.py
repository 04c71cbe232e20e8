from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0012_folded_letters"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["kind", "slug"], name="publication_kind"),
        ),
    ]
