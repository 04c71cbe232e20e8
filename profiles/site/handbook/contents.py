"""What stands in a handbook, as plain data: `book.typ` needs nothing else, and nothing here knows how it is set."""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import groupby, islice

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext

from profiles.published.models import Publication
from profiles.reading import facts
from profiles.reading.filters import MemberFilter
from profiles.reading.reading import Reading
from profiles.values import languages
from profiles.values.choices import EntryKind
from profiles.values.languages import of_row

from . import VOLUME, chapters, imprint
from .entities import entity
from .letters import marked_words, plainly, readable
from .writing import Writer

# A book in both languages is one in English and after it one in the second: each opens on its own side, has its own
# contents and index, and can be printed alone.
# Of a node what no reader sees in letters.
UNSET = ("to", "alt")
LANGUAGES = {code: [code] for code in languages.LANGUAGES} | (
    {"both": [*languages.LANGUAGES]} if languages.SECOND else {}
)


def book(reading: Reading, language: str, query: QueryDict, volume: int = 1) -> dict:
    """The handbook of whom a query of the directory selects, on the reading's day, or a volume of it.

    Raises BadRequest, with the reason.
    """
    parts, first = [], LANGUAGES[language][0]
    for code in LANGUAGES[language]:
        with translation.override(code):
            one = replace(reading, language=code)
            parts.append(part(selection(one, language, query, volume), one))
    with translation.override(first):
        data = {"language": first, "parts": parts} | about(parts[0], reading)
    names = (
        Publication.objects.of_kind(EntryKind.PROFILE)
        .live(reading.moment)
        .values_list(languages.columns_of("name")[-1], flat=True)
    )
    data = settable(data, marked_words(names))
    digest = digest_of(data)
    for one in data["parts"]:
        one["chapters"][-1]["blocks"].append(imprint.digest_line(digest, one["language"]))
    return data


def settable(data, kept: tuple[str, ...] = ()):
    """The same without letters that no face has, since a file that promises to be read by all holds none, and without
    signs of vowels but in some words."""
    if isinstance(data, dict):
        return {name: value if name in UNSET else settable(value, kept) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [settable(value, kept) for value in data]
    return plainly(readable(data), kept) if isinstance(data, str) else data


def about(first: dict, reading: Reading) -> dict:
    """What the file says of itself, to whoever looks at no page of it."""
    title = f"{first['cover']['body']}{gettext(': ')}{first['cover']['title']}"
    return {
        "title": f"{title}{gettext(', ')}{first['cover']['day']}",
        "description": f"{first['cover']['subtitle']}. {first['cover']['day']}.",
        "author": first["cover"]["publisher"],
        "keywords": [*filter(None, of_row(reading.identity, "name").values())],
        "made": int((reading.released or dt.datetime(2000, 1, 1, tzinfo=dt.UTC)).timestamp()),
    }


def digest_of(data: dict) -> str:
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Selection:
    """Whom a book is of: those that filters select, or as many of them as fit into a volume."""

    filters: MemberFilter
    volume: int
    volumes: int
    lines: list[tuple[facts.GroupKey, int]]


def volumes(reading: Reading, language: str, query: QueryDict) -> int:
    """How many volumes a handbook has; in both languages each has half as many profiles. Raises BadRequest."""
    number = len(MemberFilter.of(query, reading).listing())
    if not number:
        raise BadRequest(gettext("Nothing matches all of these."))
    return -(-number // size_of(language))


def size_of(language: str) -> int:
    return VOLUME // len(LANGUAGES[language])


def selection(reading: Reading, language: str, query: QueryDict, volume: int) -> Selection:
    number, size = volumes(reading, language, query), size_of(language)
    if not 1 <= volume <= number:
        raise BadRequest(
            gettext("There is no volume %(volume)d: there are %(number)d.") % {"volume": volume, "number": number}
        )
    filters = MemberFilter.of(query, reading)
    lines = islice(filters.listing().keys(), (volume - 1) * size, volume * size)
    return Selection(filters, volume, number, list(lines))


def ends_of_volumes(reading: Reading, language: str, query: QueryDict) -> list[tuple[Publication, Publication]]:
    """The first and the last profile of each volume."""
    pks = [pk for _key, pk in MemberFilter.of(query, reading).listing()[:].lines]
    size = size_of(language)
    ends = [(part[0], part[-1]) for part in (pks[start : start + size] for start in range(0, len(pks), size))]
    found = Publication.objects.in_bulk({pk for pair in ends for pk in pair})
    return [(found[first], found[last]) for first, last in ends]


# ── A part, in one language ────────


def part(chosen: Selection, reading: Reading) -> dict:
    """The book in the language of the reading."""
    writer = Writer(reading)
    before = [chapters.how_to_read(writer)]
    main = [chapters.at_a_glance(writer), chapters.offices_and_meetings(writer)]
    groups, named = groups_of(chosen, writer)
    main += [*groups, *filter(None, [chapters.themes(named, writer)])]
    main += [chapters.index(writer), chapters.sources(writer), imprint.notice(writer)]
    cover = imprint.cover(chosen, writer)
    return {
        "language": reading.language,
        "cover": cover,
        "running": f"{cover['body']} · {cover['title']}",
        "foot": cover["day"],
        "contents": gettext("Contents"),
        "before": before,
        "chapters": main,
        "first": main[0]["key"],
        "last": main[-1]["key"],
    }


def groups_of(chosen: Selection, writer: Writer) -> tuple[list[dict], dict[str, list[facts.Profile]]]:
    """A chapter for each group of the directory, in its order; and who is named with each theme."""
    named, found = defaultdict(list), []
    for number, (key, lines) in enumerate(groupby(chosen.lines, key=lambda line: line[0])):
        profiles = read([pk for _key, pk in lines], writer.reading)
        for profile in profiles:
            for area in profile.areas:
                named[area["code"]].append(profile)
        entities = [entity(profile, writer) for profile in profiles]
        title = chapters.title_of(writer.reading, key)
        found.append(chapters.group(title, str(number), profiles, entities, writer))
    return found, named


def read(pks: list[int], reading: Reading) -> list[facts.Profile]:
    found = Publication.objects.in_bulk(pks)
    return facts.confirmed_profiles([found[pk] for pk in pks], reading)
