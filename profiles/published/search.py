"""Finding an entry by words, in Latin and in Arabic letters, however they are spelt."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

from profiles.values.choices import EntryKind
from profiles.values.plaintext import words

from .documents import kind_of
from .models import Spelling
from .spelling import LONG, LONGEST, MINOR, bare, normalise, one_letter_apart, spellings, spelt, without_article


def tokens(query: str) -> list[str]:
    """The words that a query asks for, bare."""
    return [bare(word)[:LONGEST] for word in normalise(query).split()][:12]


# The names that somebody may write without their spaces; and of how many words a query may be one.
ONE_WORD_OF = 4
ONE_WORD = ("name", "other_names", "former_names")


def index_text(content: dict) -> dict[str, str]:
    """What a document is looked up by: the tokens of its names, and all together."""
    names, elsewhere = NAMES[kind_of(content)](content)
    # Names in one word too: “Vietnam” finds Viet Nam.
    lines = [line for key in ONE_WORD for text in content.get(key, {}).values() for line in text.splitlines()]
    unspaced = [normalise(line).replace(" ", "") for line in lines]
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
    return [words(text) for key in keys for text in content[key].values()]


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
    """Look words up in publications that are `live`, in the first of the `ways` in which any has them.

    What is scheduled, replaced or withdrawn must not count anywhere: an answer would differ by it.
    """
    found = Found(set(), set(), set(), mistyped=False)
    for groups, mistyped in ways(query):
        found = look_up(groups, live)._replace(mistyped=mistyped)
        if found.anywhere:
            break
    return found


def ways(query: str) -> Iterator[tuple[list[list[str]], bool]]:
    """How a query can be meant, the likeliest first, and whether it is mistyped then: as it stands; without its minor
    words; in one word; with words that differ by a letter."""
    groups = as_typed(query)
    if not groups:
        return
    yield groups, False
    major = without_minor(groups)
    if major != groups:
        yield major, False
    if 1 < len(groups) <= ONE_WORD_OF:
        yield [[normalise(query).replace(" ", "")[:LONGEST]]], False
    yield as_meant(major), True


def as_typed(query: str) -> list[list[str]]:
    """The words of a query, each a group of the tokens that it may stand for: as typed, and as others spell it."""
    return [spelt(token) for token in tokens(query)]


def without_minor(groups: list[list[str]]) -> list[list[str]]:
    """The same without minor words; all, where there is none other."""
    return [group for group in groups if group[0] not in MINOR] or groups


def as_meant(groups: list[list[str]]) -> list[list[str]]:
    """The same, and with the words of names that each may be a mistyped form of."""
    return [list(dict.fromkeys([*group, *near(group[0])])) for group in groups]


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


class WholeWord(str):
    """A token that is looked up as a whole word alone."""

    __slots__ = ()


def fts5(groups: list[list[str]], column: str, whole: bool) -> tuple[str, str]:
    terms = ["(" + " OR ".join(f'"{token}"{star(token, whole, " *")}' for token in group) + ")" for group in groups]
    return (
        "SELECT rowid FROM published_search WHERE published_search MATCH %s",
        f"{{{column}}} : ({' AND '.join(terms)})",
    )


def tsquery(groups: list[list[str]], column: str, whole: bool) -> tuple[str, str]:
    terms = ["(" + " | ".join(f"'{token}'{star(token, whole, ':*')}" for token in group) + ")" for group in groups]
    vector = f"array_to_tsvector(string_to_array({column}, ' '))"
    return f"SELECT id FROM published_publication WHERE {vector} @@ %s::tsquery", " & ".join(terms)  # noqa: S608


def star(token: str, whole: bool, sign: str) -> str:
    """What says that a token may begin a longer word; nothing where it may not."""
    return "" if whole or isinstance(token, WholeWord) else sign


def near(token: str) -> list[WholeWord]:
    """Words of names that differ from a word by one letter: too many, too few, another, or two changed places.
    Long words may lack one letter and have one too many, as “Phillipines” does. Some may stand in no live name: they
    are looked up beside the word itself, and begin no other, so that they find nothing that is live."""
    rows = Spelling.objects.filter(key__in=spellings(token)).values_list("word", flat=True).distinct().order_by("word")
    return [WholeWord(word) for word in rows[:200] if one_letter_apart(token, word) or len(token) >= LONG]


def spelling_rows(names: str) -> list[tuple[str, str]]:
    """The keys and words under which the words of names are kept."""
    return [(key, word) for word in names.split() for key in sorted(spellings(word))]
