"""The texts of the site were public at once; what they say now is the first version of each.

Its record begins with this: what they said before, and since when, nobody kept.
"""

import uuid

from django.db import migrations
from django.utils import timezone

from profiles.published import documents, search

# Those that have an address.
SHOWN = ("home", "about", "contact", "licence", "accessibility")


def publish(apps, schema_editor):
    publication, release = (apps.get_model("published", name) for name in ("Publication", "Release"))
    now = timezone.now()
    for page in apps.get_model("published", "Page").objects.order_by("pk"):
        row = publication.objects.create(created_at=now, number=1, **columns(page))
        if row.slug in SHOWN:
            release.objects.create(
                entry_uid=row.entry_uid, kind="text", slug=row.slug, publication=row, live_from=now, created_at=now
            )
    if publication.objects.filter(kind="text").exists():
        stamp, _made = apps.get_model("published", "Stamp").objects.get_or_create(pk=1)
        stamp.counter += 1
        stamp.save()


def columns(page) -> dict:
    """Of the publication of a page."""
    uid = uuid.uuid4()
    name = {"en": page.label_en, "ar": page.label_ar}
    content = {
        "schema": 2,
        "entry": "text",
        "uid": str(uid),
        "slug": page.code,
        "name": name,
        "body": {"en": page.body_en, "ar": page.body_ar},
        "sources": [],
    }
    text = documents.canonical(content)
    return {
        "entry_uid": uid,
        "kind": "text",
        "slug": page.code,
        "document": text,
        "digest": documents.digest(text),
        "content_digest": documents.content_digest(content),
        "name_en": page.label_en,
        "name_ar": page.label_ar,
        "sort_en": search.sort_key(page.label_en),
        "sort_ar": search.sort_key(page.label_ar),
        **search.index_text(content),
    }


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0006_entries"),
    ]

    operations = [
        migrations.RunPython(publish),
        migrations.DeleteModel(name="Page"),
    ]
