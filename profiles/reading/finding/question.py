"""What a query asks: the time, the profiles and the words of vocabularies that it names, and what it wants to know."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError

from profiles.published import search
from profiles.published.models import Publication
from profiles.published.models.coded import Vocabulary
from profiles.published.spelling import MINOR, bare, normalise
from profiles.values.languages import of_row
from profiles.values.partialdate import PartialDate

from .. import facts
from ..facts import Profile
from ..reading import Reading

Groups = list[list[str]]

# What a word asks for. The words of roles, bodies, themes and types are those of the vocabularies.
ASKED_FOR = {
    "member": "member members membership join joined membre membres adhésion عضو عضوة أعضاء عضوية انضم انضمت"
    " انضموا انضمام",
    "observer": "observer observers observed observateur observateurs مراقب مراقبة مراقبون مراقبين مراقبو",
    "office": "ministry ministries minister responsible contact reach address website email phone ministère"
    " ministères ministre responsables adresse courriel téléphone وزارة وزارات وزير مسؤول مسؤولة"
    " مسؤولية اتصال تواصل عنوان موقع هاتف بريد",
    "meeting": "meeting meetings met consultation consultations réunion réunions اجتماع اجتماعات مشاورة مشاورات"
    " تشاور لقاء",
    "host": "host hosts hosted hosting hôte accueilli accueille مضيف مضيفة استضاف استضافت استضافة تستضيف يستضيف",
    "adopted": "adopt adopted adopts adoption outcome outcomes adopté adoptée adoptés résultats اعتمد اعتمدت"
    " اعتماد أقر صدر نتائج",
    "between": "change changed changes changing between difference changé entre différence تغير تغيرت تغيير"
    " تغييرات بين",
}
# How chair and secretariat are asked for, beside their own words, whichever roles these are.
OFFICES = {
    "chair": "chairs chaired chairing chairman chairmanship presidency presided présidence président présidé"
    " رئيس رئيسة ترأس ترأست يرأس ترؤس",
    "secretariat": "secretariats secrétariat secrétariats أمين أمناء",
}


def by_word(lists: dict[str, str]) -> dict[str, str]:
    return {bare(word): key for key, words in lists.items() for word in normalise(words).split()}


KINDS, OFFICE_WORDS = by_word(ASKED_FOR), by_word(OFFICES)
# What asks, beside a time, who began then to be a member or an observer.
SINCE = by_word({"since": "since join joined depuis منذ انضم انضمت انضموا انضمام"})
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|e|er|re|eme)?")
# Later and earlier years are words: no date of the dialogue lies there.
YEARS = range(1900, 2101)
# Up to how many profiles that share a word are looked at for one that is named so.
FEW = 8


@dataclass(frozen=True)
class Question:
    """A query, taken apart: what it asks for (of `ASKED_FOR`), when, of whom, and its other words."""

    reading: Reading
    asked: frozenset[str]
    when: PartialDate | None
    profiles: list[Profile]
    # The words that name something, and those of them that are no profile's name.
    words: Groups
    others: Groups
    # Whether it asks of what began in the time.
    is_since: bool = False

    @classmethod
    def of(cls, query: str, reading: Reading) -> "Question":
        words = normalise(query).split()[:12]
        when, words = take_date(words)
        day = min(when.last_day, reading.today) if when else reading.day
        groups = [search.spelt(bare(word)[: search.LONGEST]) for word in words if bare(word) not in MINOR]
        asked = frozenset(KINDS[group[0]] for group in groups if group[0] in KINDS)
        naming = [group for group in groups if group[0] not in KINDS]
        profiles, others = named(naming, reading.on(day), nearly=bool(asked))
        is_since = bool(when) and any(bare(word) in SINCE for word in words)
        return cls(reading.on(day), asked, when, profiles, naming, others, is_since)

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """The days that are asked about, up to today."""
        return (self.when.first_day if self.when else self.reading.day), self.reading.day

    @property
    def is_ahead(self) -> bool:
        """Whether it asks of what is still to come."""
        return bool(self.when) and self.when.first_day > self.reading.today

    @property
    def numbers(self) -> set[int]:
        """Which of several things in a row: “third” is a word of their names, “3rd” or “3” beside words a number."""
        if len(self.words) == 1 and not self.asked:
            return set()
        return {int(match[1]) for group in self.words if (match := ORDINAL.fullmatch(group[0]))}

    def vocabulary(self, kind: str) -> list[Vocabulary]:
        """The words of a vocabulary that the query names; if it names profiles, beside them."""
        rows = getattr(self.reading.vocabularies, kind).values()
        return [row for row in rows if names_word(row, self.others or self.words)]

    @cached_property
    def roles(self) -> list[Vocabulary]:
        rows = self.reading.vocabularies.role
        offices = {"chair": self.reading.chair, "secretariat": self.reading.secretariat}
        codes = {offices[OFFICE_WORDS[group[0]]] for group in self.others if group[0] in OFFICE_WORDS}
        return [rows[code] for code in rows if code in codes] or self.vocabulary("role")


def take_date(words: list[str]) -> tuple[PartialDate | None, list[str]]:
    """The day, month or year that some words name, and the words without it."""
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            if date := date_of(part):
                return date, words[:start] + words[start + length :]
    return None, words


def date_of(words: list[str]) -> PartialDate | None:
    if not any(len(word) == 4 and word.isdecimal() for word in words):
        return None
    for text in (" ".join(words), "-".join(words)):
        try:
            date = PartialDate.parse(text)
        except ValidationError:
            continue
        return date if date.first_day.year in YEARS else None
    return None


# ── Profiles ────────


def named(words: Groups, reading: Reading, *, nearly: bool) -> tuple[list[Profile], Groups]:
    """The profiles of which words are a whole name, the longest first, and the other words. If `nearly`, where there is
    none, the one alone whose names have some words."""
    live = reading.roll.released.keys()
    having = [search.match([group], "search_names", whole=True) & live for group in words]
    spans = {span: found for span in spans_of(len(words)) if (found := set.intersection(*having[slice(*span)]))}
    if 1 < len(words) <= search.ONE_WORD_OF:
        joined = "".join(group[0] for group in words)
        spans = {(0, len(words)): search.match([[joined]], "search_names", whole=True) & live} | spans
    rows = set().union(*(found for found in spans.values() if len(found) <= FEW))
    profiles = facts.profiles(Publication.objects.filter(pk__in=rows).order_by("slug") if rows else [], reading)
    called = {profile.publication.pk: (profile, names_of(profile)) for profile in profiles}
    found, used = [], set()
    for (first, end), pks in spans.items():
        whole = [called[pk][0] for pk in pks if pk in called and is_name(words[first:end], called[pk][1])]
        if whole and not used & set(range(first, end)):
            found += whole
            used |= set(range(first, end))
    if not found and nearly:
        span, pks = next(((span, pks) for span, pks in spans.items() if len(pks) == 1), ((0, 0), ()))
        found, used = [called[pk][0] for pk in pks], set(range(*span))
    return found, [group for place, group in enumerate(words) if place not in used]


def spans_of(number: int) -> Iterator[tuple[int, int]]:
    """All runs of so many words, from the first to before the last, the longest first."""
    for length in range(number, 0, -1):
        for start in range(number - length + 1):
            yield start, start + length


def names_of(profile: Profile) -> list[list[str]]:
    """The names of a profile, each as its major tokens."""
    names, _elsewhere = search.names_of_profile(profile.content)
    return [major(line) for name in names for line in name.splitlines()]


def major(text: str) -> list[str]:
    return [word for word in search.tokens(text) if word not in MINOR]


def is_name(groups: Groups, names: list[list[str]]) -> bool:
    """Whether words are one of some names, with its spaces or without."""
    joined = "".join(group[0] for group in groups)
    return any(is_whole(groups, name) or "".join(name) == joined for name in names)


def is_whole(groups: Groups, name: list[str]) -> bool:
    return len(groups) == len(name) and all(word in group for word, group in zip(name, groups, strict=True))


# ── Words ────────


def names_word(row: Vocabulary, groups: Groups) -> bool:
    """Whether words begin at least half of the words of a label, an acronym or the code of a row."""
    return bool(groups) and any(len(name) <= 2 * len(groups) and begin(groups, name) for name in labels(row))


def labels(row: Vocabulary) -> Iterator[list[str]]:
    """The labels of a row, each as its major tokens; and in one word."""
    texts = [row.code.replace("-", " ").replace("_", " ")]
    for name in ("label", "acronym", "plural"):
        if hasattr(row, f"{name}_en"):
            texts += of_row(row, name).values()
    for text in filter(None, texts):
        yield major(text)
        yield [normalise(text).replace(" ", "")]


def begin(groups: Groups, words: Iterable[str]) -> bool:
    """Whether a token of each group begins one of some words."""
    words = list(words)
    return all(any(word.startswith(token) for token in group for word in words) for group in groups)
