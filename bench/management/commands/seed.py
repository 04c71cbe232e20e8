"""Synthetic profiles in any number, to measure with: of real shape, the same ones each time, live at once.

They are written in bulk, past the verbs of the desk, which check and log one profile at a time; so this asks
for the name of the database that it fills.
"""

import datetime as dt
import random
import time
import uuid
from functools import cache

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from profiles.desk.verbs import writing
from profiles.desk.verbs.publications import derive
from profiles.desk.verbs.releases import TICK
from profiles.published import documents, search
from profiles.published.models import (
    Body,
    Citation,
    Facet,
    MemberType,
    Publication,
    Release,
    Role,
    Source,
    Spelling,
    ThematicArea,
)

SPACE = uuid.UUID("5eedda7a-0000-4000-8000-000000000000")
PREFIX = "synthetic-"
AT_ONCE = 500
SYLLABLES = {
    "en": ["ba", "de", "fo", "ga", "hi", "ka", "lo", "ma", "ni", "pa", "ri", "su", "ta", "vo", "wi", "ya"],
    "ar": ["با", "دو", "را", "سي", "شا", "عا", "فو", "قا", "كا", "لا", "مو", "نا", "وي", "حا", "جا", "زو"],
}
SOURCE = {
    "code": "synthetic",
    "title": {"en": "A synthetic source", "ar": "مصدر اصطناعي"},
    "publisher": "",
    "day": "",
    "language": "en",
    "url": "https://example.org/source",
    "archived_url": "",
    "retrieved_on": "",
    "kind": "",
}
LONG = {
    "en": "The profile of a member says who is responsible, since when it takes part, and which themes it works on. ",
    "ar": "تبين صفحة العضو الجهة المسؤولة، ومنذ متى يشارك العضو، والمحاور التي يعمل عليها في إطار الحوار. ",
}


class Command(BaseCommand):
    help = "Fill up the directory with synthetic profiles to a number. For measurements: never where people work."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, help="how many live synthetic profiles there are to be")
        parser.add_argument("--into", required=True, metavar="DATABASE", help="the database's name, to be sure")

    def handle(self, *, number, into, **options):
        if into != str(settings.DATABASES["default"]["NAME"]):
            raise CommandError(f"The database is {settings.DATABASES['default']['NAME']}, not {into}.")
        there = Publication.objects.filter(slug__startswith=PREFIX).count()
        words = vocabulary()
        if not all(words.values()):
            raise CommandError("The vocabulary is missing: run `load_directory` first.")
        labels = {"label_en": SOURCE["title"]["en"], "label_ar": SOURCE["title"]["ar"]}
        Source.objects.get_or_create(code=SOURCE["code"], defaults=labels | {"url": SOURCE["url"], "language": "en"})
        began, known = time.monotonic(), set(Spelling.objects.values_list("word", flat=True).distinct())
        for start in range(there, number, AT_ONCE):
            write(range(start, min(start + AT_ONCE, number)), words, known)
            if self.stdout.isatty() or (start + AT_ONCE) % 10_000 == 0:
                done = min(start + AT_ONCE, number) - there
                self.stdout.write(
                    f"\r{done:,} of {number - there:,} profiles, {time.monotonic() - began:.0f} s", ending=""
                )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(f"\r{number:,} synthetic profiles are live ({time.monotonic() - began:.0f} s).")


WORDS = {"type": MemberType, "role": Role, "area": ThematicArea, "body": Body}


def vocabulary() -> dict:
    """The words that profiles are made of, as documents name them."""
    return {key: [row.as_document() for row in model.objects.all()] for key, model in WORDS.items()}


def write(numbers, words, known: set) -> None:
    """Publish some synthetic profiles in one transaction. `known` are the words that can be spelt, and grows."""
    moment = timezone.now()
    contents = [content(number, words) for number in numbers]
    texts = [documents.canonical(item) for item in contents]
    with writing():
        publications = Publication.objects.bulk_create(
            Publication(
                entry_uid=item["uid"],
                number=1,
                document=text,
                digest=documents.digest(text),
                content_digest=documents.content_digest(item),
                created_at=moment,
                **derive(item),
            )
            for item, text in zip(contents, texts, strict=True)
        )
        # A moment for each, as people publish: lists of what is new come in that order.
        moments = (moment - TICK * number for number in range(len(publications)))
        Release.objects.bulk_create(
            Release(entry_uid=row.entry_uid, kind=row.kind, slug=row.slug, publication=row, live_from=live_from)
            for row, live_from in zip(publications, moments, strict=True)
        )
        insert(Facet, facets(publications, contents))
        cited = zip(publications, contents, strict=True)
        insert(
            Citation,
            [
                {"publication_id": row.pk} | citation._asdict() | {"fact_uid": uuid_of(citation.fact_uid)}
                for row, item in cited
                for citation in documents.citations(item)
            ],
        )
        new = {word for row in publications for word in row.search_names.split()} - known
        known |= new
        insert(Spelling, [{"key": key, "word": word} for key, word in search.spelling_rows(" ".join(sorted(new)))])


def uuid_of(text: str | None):
    field = Citation._meta.get_field("fact_uid")
    return text and field.get_db_prep_value(text, connection)


def facets(publications, contents) -> list[dict]:
    date = cache(connection.ops.adapt_datefield_value)
    return [
        {"publication_id": row.pk}
        | {key: date(value) if isinstance(value, dt.date) else value for key, value in facet.items()}
        for row, item in zip(publications, contents, strict=True)
        for facet in documents.facets(item)
    ]


def insert(model, rows: list[dict]) -> None:
    """Insert many small rows past the ORM, which takes ten times as long; those that are there stay."""
    if not rows:
        return
    quote = connection.ops.quote_name
    columns, values = ", ".join(quote(key) for key in rows[0]), ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({values}) ON CONFLICT DO NOTHING",  # noqa: S608
            [tuple(row.values()) for row in rows],
        )


def content(number: int, words: dict) -> dict:
    """The document of one synthetic profile: the same for the same number."""
    dice = random.Random(number)  # noqa: S311
    uid = uuid.uuid5(SPACE, str(number))
    blank = {"en": "", "ar": ""}
    body = {
        code: "".join(f"<h2>{name(dice, code)}</h2><p>{text * 8}</p>" for _ in range(3)) for code, text in LONG.items()
    }
    return {
        "schema": documents.SCHEMA,
        "uid": str(uid),
        "slug": f"{PREFIX}{number:06}",
        "kind": "organization",
        "organization_kind": "intergovernmental",
        "iso2": "",
        "iso3": "",
        "native_name": "",
        "acronym": {"en": "".join(dice.choices("ABCDEFGHIKLMNOPRSTUW", k=4)), "ar": ""},
        "wikidata": "",
        "ror": "",
        "sources": [SOURCE],
        "website": f"https://{number}.example.org",
        "logo": "",
        "name": {code: name(dice, code) for code in SYLLABLES},
        "formal_name": {code: name(dice, code) for code in SYLLABLES},
        "former_names": blank,
        "other_names": blank,
        "summary": {code: text * 2 for code, text in LONG.items()},
        "body": body,
        "areas": sorted(dice.sample(words["area"], 3), key=lambda area: area["code"]),
        "memberships": [dated_fact(dice, uid, 0, type=dice.choice(words["type"]))],
        "role_terms": [
            dated_fact(
                dice, uid, 10 + index, title=blank, role=dice.choice(words["role"]), end=str(dice.randint(2021, 2025))
            )
            for index in range(2)
        ],
        "affiliations": [
            dated_fact(dice, uid, 20 + index, body=body, status=dice.choice(["member", "observer", "none"]))
            for index, body in enumerate(dice.sample(words["body"], 3))
        ],
        "responsible_entities": [responsible(dice, uid, index) for index in range(3)],
    }


def name(dice: random.Random, language: str) -> str:
    """Two words out of some thousands: names share words in real life, too."""
    syllables = SYLLABLES[language]
    return " ".join("".join(dice.choices(syllables, k=3)).capitalize() for _ in range(2))


def dated_fact(dice: random.Random, uid: uuid.UUID, index: int, **more) -> dict:
    start = f"{dice.randint(2005, 2020)}-{dice.randint(1, 12):02}"
    return {
        "uid": str(uuid.uuid5(uid, str(index))),
        "start": start,
        "start_qualifier": "exact",
        "start_by": "",
        "start_printed": "",
        "recorded": start[:4] + "-12-31",
        "unusual": False,
        "end": "",
        "end_qualifier": "exact",
        "ended": False,
        "certainty": "stated",
        "sources": [{"code": SOURCE["code"], "carries": "all"}],
        "note": {"en": "", "ar": ""},
        **more,
    }


def responsible(dice: random.Random, uid: uuid.UUID, index: int) -> dict:
    return dated_fact(
        dice,
        uid,
        30 + index,
        native_name="",
        acronym={"en": "".join(dice.choices("ABCDEFGHIKLMNOPRSTUW", k=3)), "ar": ""},
        translation={"en": "", "ar": ""},
        kind="ministry",
        website="https://example.org",
        position=index,
        name={"en": f"Ministry of {name(dice, 'en')}", "ar": f"وزارة {name(dice, 'ar')}"},
        text={code: f"<p>{text * 5}</p>" for code, text in LONG.items()},
        contact={"en": "", "ar": ""},
    )
