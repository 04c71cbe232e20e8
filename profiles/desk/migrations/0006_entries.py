"""What lies between a working copy and its publication is of entries of several kinds; and the working copies of the
texts of the site, which are published by now."""

import json
import uuid

from django.db import migrations, models

ADDRESSES = [
    ("home", "Front page"),
    ("about", "About"),
    ("contact", "Contact"),
    ("licence", "Licence"),
    ("accessibility", "Accessibility"),
]
INDEXES = {
    "event": ("profiles_ev_entity__70aee9_idx", "profiles_ev_entry_u_0a089b_idx"),
    "proposal": ("profiles_pr_entity__b04892_idx", "profiles_pr_entry_u_a4e214_idx"),
    "report": ("profiles_re_entity__aa6c8c_idx", "profiles_re_entry_u_db4fd8_idx"),
    "savedcopy": ("profiles_sa_entity__b0803b_idx", "profiles_sa_entry_u_aae5e8_idx"),
    "wish": ("profiles_wi_entity__1cbf6e_idx", "profiles_wi_entry_u_191955_idx"),
}


def renamed(model):
    old, new = INDEXES[model]
    return [
        migrations.RemoveIndex(model_name=model, name=old),
        migrations.RenameField(model_name=model, old_name="entity_uid", new_name="entry_uid"),
        migrations.AddIndex(model_name=model, index=models.Index(fields=["entry_uid", "-at"], name=new)),
    ]


def make_texts(apps, schema_editor):
    """A working copy of each text that was published, and what it said as the first saved copy."""
    text, copy = apps.get_model("profiles", "Text"), apps.get_model("profiles", "SavedCopy")
    for row in apps.get_model("published", "Publication").objects.filter(kind="text").order_by("pk"):
        content = json.loads(row.document)
        text.objects.create(
            uid=row.entry_uid,
            slug=row.slug,
            name_en=content["name"]["en"],
            name_ar=content["name"]["ar"],
            body_en=content["body"]["en"],
            body_ar=content["body"]["ar"],
        )
        copy.objects.create(
            entry_uid=row.entry_uid,
            document=row.document,
            digest=row.digest,
            content_digest=row.content_digest,
            at=row.created_at,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0005_offices_without_a_name"),
        ("published", "0007_texts"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="proposal", name="proposal_one_waiting"),
        *(operation for model in INDEXES for operation in renamed(model)),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("entry_uid",), name="proposal_one_waiting"
            ),
        ),
        migrations.CreateModel(
            name="Text",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("slug", models.CharField(choices=ADDRESSES, max_length=60, unique=True, verbose_name="page")),
                ("name_en", models.CharField(max_length=200, verbose_name="title")),
                ("name_ar", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("body_en", models.TextField(blank=True, verbose_name="text")),
                ("body_ar", models.TextField(blank=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "text of the site",
                "verbose_name_plural": "texts of the site",
                "ordering": ["slug"],
            },
        ),
        migrations.RunPython(make_texts, migrations.RunPython.noop),
    ]
