"""What follows from documents, from those of schema 1 as they read today; their sources become rows of the register.

The documents themselves stay as they are, and so do their digests.
"""

import json
from itertools import groupby

from django.db import migrations
from django.utils import timezone

from profiles.published import documents
from profiles.published.search import sort_key
from profiles.published.upgrades import source_from_1, upgrade


def publications(apps, schema_editor):
    """The days when facts were first published, what is counted, who rests on what; and what a confirmation holds for."""
    model = apps.get_model("published", "Publication")
    every = model.objects.order_by("entity_uid", "number").iterator(100)
    digests = {}
    for _entity, rows in groupby(every, lambda row: row.entity_uid):
        recorded = {}
        for row in rows:
            old = json.loads(row.document)
            facts = [fact for key in documents.FACTS for fact in old[key]]
            day = timezone.localdate(row.created_at).isoformat()
            recorded |= {fact["uid"]: day for fact in facts if fact["uid"] not in recorded}
            row.recorded = {fact["uid"]: recorded[fact["uid"]] for fact in facts}
            content = upgrade(old, row.recorded)
            digests |= zip(map(documents.digest, facts), digests_of(content), strict=True)
            row.content_digest = documents.content_digest(content)
            row.sort_ar = sort_key(row.name_ar)
            row.save(update_fields=["recorded", "content_digest", "sort_ar"])
            derive(apps, row, content)
            register(apps, old)
    for row in apps.get_model("published", "Confirmation").objects.iterator():
        row.digest = digests.get(row.digest, row.digest)
        row.save(update_fields=["digest"])


def digests_of(content):
    return [documents.fact_digest(fact) for key in documents.FACTS for fact in content[key]]


def derive(apps, row, content):
    facet, citation = apps.get_model("published", "Facet"), apps.get_model("published", "Citation")
    facet.objects.filter(publication=row).delete()
    facet.objects.bulk_create(facet(publication=row, **item) for item in documents.facets(content))
    citation.objects.bulk_create(citation(publication=row, **item._asdict()) for item in documents.citations(content))


def register(apps, old):
    """The sources of a document of schema 1, in the register."""
    for key in documents.FACTS:
        for fact in old[key]:
            add(apps, fact["source_title"], fact["source_url"])


def add(apps, title, url):
    """A source that was a title and an address, as what a row of today holds."""
    if not (title or url):
        return []
    found = source_from_1(title, url)
    labels = {f"label_{language}": text for language, text in found["title"].items()}
    apps.get_model("published", "Source").objects.get_or_create(code=found["code"], defaults=labels | {"url": url})
    return [{"code": found["code"], "carries": "all"}]


def vocabularies(apps, schema_editor):
    for name in ("Body", "Meeting", "ThematicArea"):
        for row in apps.get_model("published", name).objects.iterator():
            row.sources = add(apps, row.source_title, row.source_url)
            if name == "Body" and row.member_states:
                # As many as there are today; since when, nobody said.
                row.sizes = f"{timezone.localdate().isoformat()} {row.member_states}"
            row.save()


class Migration(migrations.Migration):
    dependencies = [("published", "0003_schema_2")]

    operations = [
        migrations.RunPython(publications, migrations.RunPython.noop),
        migrations.RunPython(vocabularies, migrations.RunPython.noop),
    ]
