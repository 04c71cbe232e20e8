"""Finding rows of the desk by words, spelt as anybody spells them: by the rules of the public search, in the names that
stand there now. They are a few thousand at most, so they are read and compared here, and no column is kept for it."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from django.db.models import QuerySet

from profiles.published import search
from profiles.published.spelling import normalise

# What a row is called, beside what its list says that it is searched by; of pairs both languages.
CALLED = {"slug", "code", "iso2", "iso3", "username", "name", "formal_name", "native_name", "former_names"}
CALLED |= {"other_names", "acronym", "label", "plural"}


def columns(model) -> list[str]:
    """The columns of a model that say what a row is called."""
    names = [field.name for field in model._meta.concrete_fields]
    return [name for name in names if name.removesuffix("_en").removesuffix("_ar") in CALLED]


def find(rows: QuerySet, query: str, lookups: Iterable[str]) -> list[int]:
    """The primary keys of those of some rows that have all words of a query in some columns: in the first way in which
    it can be meant and any has them."""
    texts = defaultdict(dict)
    for pk, *values in rows.order_by().values_list("pk", *lookups):
        texts[pk].update(dict.fromkeys(filter(None, values)))
    words = {pk: words_of(tuple(map(str, values))) for pk, values in texts.items()}
    for groups, _mistyped in search.ways(query):
        if found := [pk for pk, text in words.items() if has_all(text, groups)]:
            return found
    return []


@lru_cache(maxsize=10_000)
def words_of(texts: tuple[str, ...]) -> str:
    """The words of what a row is called, each name in one word too, with a space before and behind each."""
    unspaced = [normalise(line).replace(" ", "") for text in texts for line in text.splitlines()]
    return f" {search.tokenise(list(texts), unspaced)} "


def has_all(words: str, groups: list[list[str]]) -> bool:
    """Whether of each group one token begins a word, or is one where it may begin no other."""
    return all(any(f" {token}{ending(token)}" in words for token in group) for group in groups)


def ending(token: str) -> str:
    return " " if isinstance(token, search.WholeWord) else ""
