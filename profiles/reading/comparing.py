"""Profiles side by side. Pure: rows in, statements out."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext, pgettext

from profiles.published.meetings import Meeting
from profiles.published.vocabularies import Vocabularies
from profiles.values import languages

from .facts import Profile, Term
from .meetings import hosted
from .reading import Reading


@dataclass(frozen=True)
class Cell:
    """What one profile says in a line. Cells with unequal keys differ in substance."""

    profile: Profile
    key: Hashable
    terms: list[Term] = field(default_factory=list)
    # In the line of a body: whether the profile is that body's own.
    itself: bool = False
    # In the line of what was hosted.
    meetings: list[Meeting] = field(default_factory=list)


@dataclass(frozen=True)
class ComparisonLine:
    """A line of a comparison: the row of a vocabulary that it is about, if any, and a cell for each profile."""

    cells: list[Cell]
    subject: dict | None = None

    @property
    def differs(self) -> bool:
        return len({cell.key for cell in self.cells if not cell.itself}) > 1

    @property
    def count(self) -> int:
        """How many profiles say anything."""
        return sum(bool(cell.key) for cell in self.cells)


@dataclass(frozen=True)
class DateLine(ComparisonLine):
    """A line of dates, each the days that it may mean (first, last) or None. Dates that may be one do not differ."""

    @property
    def differs(self) -> bool:
        stated = [cell.key for cell in self.cells if cell.key]
        if len(stated) < len(self.cells):
            return bool(stated)
        return max(first for first, _last in stated) > min(last for _first, last in stated)


@dataclass(frozen=True)
class Comparison:
    """Two profiles or more, line by line. Long texts and responsible entities are shown, not compared."""

    profiles: list[Profile]
    reading: Reading

    @property
    def vocabularies(self) -> Vocabularies:
        return self.reading.vocabularies

    @cached_property
    def type(self) -> ComparisonLine:
        return ComparisonLine([Cell(profile, (profile.group, former_type(profile))) for profile in self.profiles])

    @cached_property
    def join(self) -> DateLine:
        return DateLine([Cell(profile, join_days(profile)) for profile in self.profiles])

    @cached_property
    def kind(self) -> ComparisonLine:
        return ComparisonLine(
            [Cell(profile, (profile["kind"], profile["organization_kind"])) for profile in self.profiles]
        )

    @cached_property
    def roles(self) -> list[ComparisonLine]:
        return self._lines("role", lambda profile: profile.roles)

    @cached_property
    def hosted(self) -> ComparisonLine:
        """The meetings that each hosted by the day, the latest first: whether it hosted any is compared."""
        reading = self.reading
        found = [hosted(reading.meetings, reading.day, profile["slug"])[::-1] for profile in self.profiles]
        return ComparisonLine(
            [Cell(row, bool(held), meetings=held) for row, held in zip(self.profiles, found, strict=True)]
        )

    @cached_property
    def bodies(self) -> list[ComparisonLine]:
        return self._lines("body", lambda profile: profile.affiliations, lambda term: term["status"])

    @cached_property
    def areas(self) -> list[ComparisonLine]:
        """The themes that any of them names, those of most of them first."""
        found = {area["code"]: area for profile in self.profiles for area in profile.areas}
        named = [(profile, {area["code"] for area in profile.areas}) for profile in self.profiles]
        lines = [
            ComparisonLine([Cell(profile, code in codes) for profile, codes in named], area)
            for code, area in found.items()
        ]
        return sorted(lines, key=lambda line: (-line.count, place(self.vocabularies.area, line.subject)))

    def _lines(self, kind, terms_of, key_of=lambda term: "") -> list[ComparisonLine]:
        """A line for each row of a vocabulary that any of them names in a dated fact."""
        found = {term[kind]["code"]: term[kind] for profile in self.profiles for term in terms_of(profile)}
        lines = []
        for code, subject in found.items():
            cells = []
            for profile in self.profiles:
                terms = [term for term in terms_of(profile) if term[kind]["code"] == code]
                key = frozenset((key_of(term), term.held) for term in current(terms))
                cells.append(Cell(profile, key, terms, is_itself(subject, profile)))
            lines.append(ComparisonLine(cells, subject))
        return sorted(lines, key=lambda line: place(getattr(self.vocabularies, kind), line.subject))

    @property
    def names(self) -> str:
        return gettext(", ").join(languages.either(profile["name"]) for profile in self.profiles)

    @property
    def lines(self) -> list[ComparisonLine]:
        hosted = [self.hosted] if self.hosted.count else []
        return [self.type, self.join, self.kind, *hosted, *self.roles, *self.areas, *self.bodies]

    @property
    def differing(self) -> int:
        return sum(line.differs for line in self.lines)


def former_type(profile: Profile) -> str:
    last = profile.last_membership
    return last["type"]["code"] if last and not profile.membership else ""


def join_days(profile: Profile) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that its join date may mean."""
    if not profile.join:
        return None
    bounds = profile.join.period.bounds()
    return bounds.possible_from, bounds.certain_from


def current(terms: list[Term]) -> list[Term]:
    """Those that hold on the day, or else all."""
    return [term for term in terms if term.held != "no"] or terms


def is_itself(subject: dict, profile: Profile) -> bool:
    return bool(subject.get("row")) and getattr(subject["row"], "entity_slug", "") == profile["slug"]


def place(rows: dict, subject: dict) -> tuple[int, str]:
    """Where a vocabulary has one of its rows; what it no longer has comes last."""
    codes = list(rows)
    return (codes.index(subject["code"]) if subject["code"] in rows else len(codes)), subject["code"]


# ── Choosing ────────


@dataclass(frozen=True)
class Choice:
    """A profile that can be chosen: its slug and its name as (text, language)."""

    slug: str
    name: str
    language: str


def choices(rows, types: dict[int, str], reading: Reading) -> list[tuple[str, list[Choice]]]:
    """Live profiles under the plurals of their member types, the rest last.

    `rows` are (publication, slug, English name, Arabic name) in order; `types` the code of each that has one.
    """
    types_now = reading.vocabularies.type
    groups = {code: [] for code in types_now} | {"": []}
    for publication, slug, english, arabic in rows:
        names = {"en": english, "ar": arabic}
        language = languages.language_of(names)
        code = types.get(publication, "")
        groups[code if code in groups else ""].append(Choice(slug, names[language] or slug, language))
    labels = {code: row.plural for code, row in types_now.items()} | {"": pgettext("member types", "Others")}
    return [(labels[code], found) for code, found in groups.items() if found]
