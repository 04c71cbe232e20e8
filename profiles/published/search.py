"""Finding an entry by words, in Latin and in Arabic letters, however they are spelt."""

import re
import unicodedata
from html import unescape
from typing import NamedTuple

from django.db import connection
from django.utils.html import strip_tags

from profiles.values.choices import EntryKind

from .documents import kind_of
from .models import Spelling

# What no decomposition of Unicode takes apart.
FOLD = str.maketrans({"ٱ": "ا", "ة": "ه", "ى": "ي", "ـ": "", "ı": "i", "đ": "d"})


def normalise(text: str) -> str:
    """Words in one spelling, with single spaces between them.

    Case, accents, Arabic vowel signs and tatweel are dropped; the forms of alef, hamza, taa marbuta and alef maqsura
    fold; what leads a word (`ال`, `لل` …) is kept here, and left off by `bare`.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(FOLD))
    text = "".join(character for character in text if not unicodedata.combining(character)).translate(FOLD)
    return " ".join(re.findall(r"[^\W_]+", text))


def without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


# PostgreSQL takes no longer ones.
LONGEST = 60
# From how many letters on a word is still itself with two of them wrong.
LONG = 9
LEADING = re.compile(r"(?:[وفبك]?ال|[وف]?لل)(?=\w{3})")


def bare(word: str) -> str:
    """A normalised word without its article and the particles written in one with it: `والهجره`, `للهجره`: `هجره`."""
    return LEADING.sub("", word, count=1) if LEADING.match(word) else word


def tokens(query: str) -> list[str]:
    """The words that a query asks for, bare."""
    return [bare(word)[:LONGEST] for word in normalise(query).split()][:12]


def index_text(content: dict) -> dict[str, str]:
    """What a document is looked up by: the tokens of its names, and all together."""
    names, elsewhere = NAMES[kind_of(content)](content)
    # Names in one word too: “Vietnam” finds Viet Nam.
    unspaced = [normalise(name).replace(" ", "") for name in content["name"].values()]
    return {"search_names": tokenise(names, unspaced), "search": tokenise(names + elsewhere, unspaced)}


def names_of_profile(content: dict) -> tuple[list[str], list[str]]:
    """The names of a document, and the names of others in it."""
    names = [content["slug"], content["iso2"], content["iso3"], content["native_name"], *content["acronym"].values()]
    for key in ("name", "formal_name", "former_names", "other_names"):
        names += content[key].values()
    elsewhere = []
    for item in content["responsible_entities"]:
        elsewhere.append(item["native_name"])
        elsewhere += [name for key in ("name", "translation", "acronym") for name in item[key].values()]
    return names, elsewhere


def names_of_text(content: dict) -> tuple[list[str], list[str]]:
    return list(content["name"].values()), texts(content, "body")


def names_of_meeting(content: dict) -> tuple[list[str], list[str]]:
    """Its names, places and years; its kind, its texts, heads of delegations, and who has no profile of its own."""
    names = [*content["name"].values(), *content["place"].values(), *years(content, "start", "end")]
    guests = [fact for fact in content["attendances"] if not fact["entity_slug"]]
    people = pairs(content["attendances"], "head") + pairs(guests, "name")
    return names, [*content["kind"]["label"].values(), *people, *texts(content, "agenda", "outcome", "note")]


def names_of_paper(content: dict) -> tuple[list[str], list[str]]:
    names = [*content["name"].values(), *years(content, "day")]
    return names, pairs(content["parties"], "name") + texts(content, "summary", "note")


def names_of_programme(content: dict) -> tuple[list[str], list[str]]:
    names = [*content["name"].values(), *years(content, "start", "end")]
    return names, pairs(content["parts"], "name") + texts(content, "summary", "note")


def years(content: dict, *keys: str) -> list[str]:
    """The years of some partial dates."""
    return [content[key][:4] for key in keys]


def pairs(facts: list[dict], key: str) -> list[str]:
    """What some facts have under a key, in both languages."""
    return [text for fact in facts for text in fact[key].values()]


def texts(content: dict, *keys: str) -> list[str]:
    """The words of some texts without their marks: what stood in two paragraphs is no one word."""
    return [unescape(strip_tags(text.replace("<", " <"))) for key in keys for text in content[key].values()]


NAMES = {
    EntryKind.PROFILE: names_of_profile,
    EntryKind.MEETING: names_of_meeting,
    EntryKind.TEXT: names_of_text,
    EntryKind.PAPER: names_of_paper,
    EntryKind.PROGRAMME: names_of_programme,
}


def tokenise(texts: list[str], more: list[str]) -> str:
    """The tokens of some texts, each once, and each bare too; and `more`."""
    found = normalise(" ".join(texts)).split()
    found += [bare(token) for token in found] + more
    return " ".join(dict.fromkeys(token[:LONGEST] for token in found if token))


def sort_key(name: str) -> str:
    """To sort names by: letters and digits alone, so that both databases agree; Arabic without its article, which is
    told from a name that begins so by its bare alef (الأردن, but ألمانيا)."""
    words = unicodedata.normalize("NFC", name).split()
    return "".join(normalise(without_article(word)) for word in words).replace(" ", "")[:200]


# ── The index: an FTS5 table beside SQLite's publications, GIN indexes on PostgreSQL's (see the migrations) ────────


class Found(NamedTuple):
    """The live publications that have all words of a query: primary keys, and how well they were found."""

    named: set[int]  # each is a whole word of a name
    begun: set[int]  # each begins a word of a name
    anywhere: set[int]  # each begins some word
    mistyped: bool  # none has them, these have words that differ by a letter


def find(query: str, live) -> Found:
    """Look words up in publications that are `live`; where they stand in none, names whose words differ by one letter.

    What is scheduled, replaced or withdrawn must not count anywhere: an answer would differ by it.
    """
    groups = as_typed(query)
    found = look_up(groups, live)
    if groups and not found.anywhere:
        found = look_up(as_meant(groups), live)._replace(mistyped=True)
    return found


def as_typed(query: str) -> list[list[str]]:
    """The words of a query, each a group of one token."""
    return [[token] for token in tokens(query)]


def as_meant(groups: list[list[str]]) -> list[list[str]]:
    """The same with the words of names that each may be a mistyped form of."""
    return [near(token) or [token] for [token] in groups]


def look_up(groups: list[list[str]], live) -> Found:
    """Publications that have one token of each group, told apart by where it stands."""
    anywhere = match(groups, "search") & live if groups else set()
    begun = match(groups, "search_names") & live if anywhere else set()
    named = match(groups, "search_names", whole=True) & live if begun else set()
    return Found(named, begun, anywhere, mistyped=False)


def match(groups: list[list[str]], column: str, *, whole: bool = False) -> set[int]:
    """Publications that have, of each group of tokens, one as a whole word or else as the beginning of one."""
    sql, query = {"sqlite": fts5, "postgresql": tsquery}[connection.vendor](groups, column, whole)
    with connection.cursor() as cursor:
        cursor.execute(sql, [query])
        return {pk for (pk,) in cursor.fetchall()}


def fts5(groups: list[list[str]], column: str, whole: bool) -> tuple[str, str]:
    star = "" if whole else " *"
    terms = ["(" + " OR ".join(f'"{token}"{star}' for token in group) + ")" for group in groups]
    return (
        "SELECT rowid FROM published_search WHERE published_search MATCH %s",
        f"{{{column}}} : ({' AND '.join(terms)})",
    )


def tsquery(groups: list[list[str]], column: str, whole: bool) -> tuple[str, str]:
    star = "" if whole else ":*"
    terms = ["(" + " | ".join(f"'{token}'{star}" for token in group) + ")" for group in groups]
    vector = f"array_to_tsvector(string_to_array({column}, ' '))"
    return f"SELECT id FROM published_publication WHERE {vector} @@ %s::tsquery", " & ".join(terms)  # noqa: S608


def near(token: str) -> list[str]:
    """Words of names that differ from a word by one letter: too many, too few, another, or two changed places.
    Long words may lack one letter and have one too many, as “Phillipines” does. Some may stand in no live name."""
    rows = Spelling.objects.filter(key__in=spellings(token)).values_list("word", flat=True).distinct().order_by("word")
    return [word for word in rows[:200] if one_letter_apart(token, word) or len(token) >= LONG]


def is_near(token: str, word: str) -> bool:
    """Whether `near` would name a word for a token, if the word stood in a name."""
    return bool(spellings(token) & spellings(word)) and (one_letter_apart(token, word) or len(token) >= LONG)


def spellings(word: str) -> set[str]:
    """A word, and the word without any one of its letters: two words that differ by a letter have one in common.

    Of numbers, of short words (there, one letter makes another word) and of very long ones, nothing.
    """
    if not 4 <= len(word) <= 14 or not word.isalpha():
        return set()
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def spelling_rows(names: str) -> list[tuple[str, str]]:
    """The keys and words under which the words of names are kept."""
    return [(key, word) for word in names.split() for key in sorted(spellings(word))]


def one_letter_apart(one: str, other: str) -> bool:
    if len(one) < len(other):
        one, other = other, one
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
    if len(one) > len(other):
        return one[start + 1 :] == other[start:]
    swapped = one[:start] + one[start : start + 2][::-1] + one[start + 2 :]
    return one[start + 1 :] == other[start + 1 :] or swapped == other
