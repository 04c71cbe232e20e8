"""Meetings were words of a vocabulary, public at once; what each says now is its first version, and kinds are a vocabulary.

Their record begins with this: what they said before, and since when, nobody kept.
"""

import uuid

import django.core.validators
from django.db import migrations, models
from django.utils import timezone
from django.utils.html import escape, linebreaks

from profiles.published import documents, search

# Of the kinds that there could be: English, Arabic; one, and several.
KINDS = {
    "ministerial": (
        ("Ministerial consultation", "التشاور الوزاري"),
        ("Ministerial consultations", "المشاورات الوزارية"),
    ),
    "senior_officials": (
        ("Senior officials’ meeting", "اجتماع كبار المسؤولين"),
        ("Senior officials’ meetings", "اجتماعات كبار المسؤولين"),
    ),
    "ambassadors": (("Ambassadors’ meeting", "اجتماع السفراء"), ("Ambassadors’ meetings", "اجتماعات السفراء")),
}


def publish(apps, schema_editor):
    meetings = apps.get_model("published", "Meeting").objects.order_by("start", "code")
    if not meetings:
        return
    publication, release, citation, facet, stamp = (
        apps.get_model("published", name) for name in ("Publication", "Release", "Citation", "Facet", "Stamp")
    )
    make_kinds(apps.get_model("published", "MeetingKind"))
    register = {row.code: details(row) for row in apps.get_model("published", "Source").objects.all()}
    now = timezone.now()
    for meeting in meetings:
        content = document(meeting, register)
        row = publication.objects.create(created_at=now, number=1, **columns(content))
        release.objects.create(
            entry_uid=row.entry_uid, kind="meeting", slug=row.slug, publication=row, live_from=now, created_at=now
        )
        citation.objects.bulk_create(
            citation(publication=row, **found._asdict()) for found in documents.citations(content)
        )
        facet.objects.bulk_create(facet(publication=row, **found) for found in documents.facets(content))
    counted, _made = stamp.objects.get_or_create(pk=1)
    counted.counter += 1
    counted.save()


def make_kinds(kind):
    for position, (code, (one, several)) in enumerate(KINDS.items()):
        labels = {"label_en": one[0], "label_ar": one[1], "plural_en": several[0], "plural_ar": several[1]}
        kind.objects.create(code=code, position=position, **labels)


def details(source) -> dict:
    """A source as documents hold it."""
    plain = ("code", "publisher", "day", "language", "url", "archived_url", "kind")
    return {key: getattr(source, key) for key in plain} | {
        "title": {"en": source.label_en, "ar": source.label_ar},
        "retrieved_on": source.retrieved_on.isoformat() if source.retrieved_on else "",
    }


def document(meeting, register: dict) -> dict:
    def pair(name):
        return {"en": getattr(meeting, f"{name}_en"), "ar": getattr(meeting, f"{name}_ar")}

    one = KINDS[meeting.kind][0]
    plain = ("ordinal", "start", "start_qualifier", "end", "end_qualifier", "certainty", "host_slug")
    cited = [item for item in meeting.sources if item["code"] in register]
    return {
        "schema": 2,
        "entry": "meeting",
        "uid": str(uuid.uuid4()),
        "slug": meeting.code,
        "kind": {"code": meeting.kind, "label": {"en": one[0], "ar": one[1]}},
        "name": pair("label"),
        "place": pair("place"),
        "note": pair("note"),
        "agenda": {"en": "", "ar": ""},
        "outcome": {code: text and linebreaks(escape(text)) for code, text in pair("outcome").items()},
        **{key: getattr(meeting, key) for key in plain},
        # Whoever kept it has seen the year.
        "unusual": True,
        "areas": [],
        "rests_on": cited,
        "attendances": [],
        "sources": [register[code] for code in sorted({item["code"] for item in cited})],
    }


def columns(content: dict) -> dict:
    """Of the publication of a meeting."""
    text, name = documents.canonical(content), content["name"]
    return {
        "entry_uid": content["uid"],
        "kind": "meeting",
        "slug": content["slug"],
        "document": text,
        "digest": documents.digest(text),
        "content_digest": documents.content_digest(content),
        "name_en": name["en"],
        "name_ar": name["ar"],
        "sort_en": search.sort_key(name["en"]),
        "sort_ar": search.sort_key(name["ar"]),
        **search.index_text(content),
    }


CODE = django.core.validators.RegexValidator(
    "^[a-z0-9]+([-_][a-z0-9]+)*\\Z",
    "Use small letters without accents, digits and single hyphens, as in “fair-recruitment”.",
)


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0007_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeetingKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label_en", models.CharField(max_length=200, verbose_name="label")),
                ("label_ar", models.CharField(max_length=200, verbose_name="label")),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order in lists.", verbose_name="position"),
                ),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="No longer offered in forms; what names it keeps it.",
                        verbose_name="retired",
                    ),
                ),
                ("code", models.CharField(max_length=60, unique=True, validators=[CODE], verbose_name="code")),
                ("plural_en", models.CharField(max_length=200, verbose_name="label of the group")),
                ("plural_ar", models.CharField(max_length=200, verbose_name="label of the group")),
            ],
            options={
                "verbose_name": "kind of meeting",
                "verbose_name_plural": "kinds of meeting",
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.RunPython(publish),
        migrations.DeleteModel(name="Meeting"),
    ]
