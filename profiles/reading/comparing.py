"""Profiles side by side. Pure: rows in, statements out."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext, pgettext

from profiles.published import offices
from profiles.published.vocabularies import Vocabularies
from profiles.values import languages

from .facts import Profile, Term
from .meetings import hosted
from .reading import Reading


@dataclass(frozen=True)
class Cell:
    """What one profile says in a line: dated facts, meetings or themes. Cells with unequal keys differ in substance."""

    profile: Profile
    key: Hashable
    items: list = field(default_factory=list)
    # In the line of a body: whether the profile is that body's own.
    itself: bool = False


@dataclass(frozen=True)
class ComparisonLine:
    """A line of a comparison: what it is about, the row of its vocabulary if any, and a cell for each profile."""

    about: str
    cells: list[Cell]
    subject: dict | None = None

    @property
    def differs(self) -> bool:
        return len({cell.key for cell in self.cells if not cell.itself}) > 1

    @property
    def is_empty(self) -> bool:
        """Whether no profile says anything."""
        return not any(cell.key for cell in self.cells)


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
    """Two profiles or more, line by line."""

    profiles: list[Profile]
    reading: Reading

    @property
    def vocabularies(self) -> Vocabularies:
        return self.reading.vocabularies

    @cached_property
    def lines(self) -> list[ComparisonLine]:
        """All in which any of them says something."""
        single = [self.type, self.join, self.kind, self.responsible, self.hosted]
        lines = [*single, *self.roles, *self.areas, *self.bodies]
        return [line for line in lines if not line.is_empty]

    @property
    def differing(self) -> list[ComparisonLine]:
        return [line for line in self.lines if line.differs]

    @property
    def same(self) -> list[ComparisonLine]:
        return [line for line in self.lines if not line.differs]

    @property
    def type(self) -> ComparisonLine:
        return self._line("type", lambda profile: (profile.group, former_type(profile)))

    @property
    def join(self) -> DateLine:
        return DateLine("join", [Cell(profile, join_days(profile)) for profile in self.profiles])

    @property
    def kind(self) -> ComparisonLine:
        return self._line("kind", lambda profile: (profile["kind"], profile["organization_kind"]))

    @property
    def responsible(self) -> ComparisonLine:
        """The entities that are responsible on the day, by name."""
        found = [(row, row.responsible_now) for row in self.profiles]
        cells = [Cell(row, frozenset(offices.name_of(term) for term in terms), terms) for row, terms in found]
        return ComparisonLine("responsible", cells)

    @property
    def hosted(self) -> ComparisonLine:
        """The meetings that each hosted by the day, the latest first: whether it hosted any is compared."""
        reading = self.reading
        found = [(row, hosted(reading.meetings, reading.day, row["slug"])[::-1]) for row in self.profiles]
        return ComparisonLine("hosted", [Cell(row, bool(held), held) for row, held in found])

    @property
    def roles(self) -> list[ComparisonLine]:
        return self._lines("role", lambda profile: profile.roles)

    @property
    def bodies(self) -> list[ComparisonLine]:
        return self._lines("body", lambda profile: profile.affiliations, lambda term: term["status"])

    @property
    def areas(self) -> list[ComparisonLine]:
        """The themes that not all of them name; and those that all do."""
        named = [{area["code"] for area in profile.areas} for profile in self.profiles]
        shared = set.intersection(*named)
        return [self._areas(set().union(*named) - shared), self._areas(shared)]

    def _areas(self, codes: set[str]) -> ComparisonLine:
        found = [[area for area in profile.areas if area["code"] in codes] for profile in self.profiles]
        found = [sorted(areas, key=lambda area: place(self.vocabularies.area, area)) for areas in found]
        keys = [frozenset(area["code"] for area in areas) for areas in found]
        return ComparisonLine("areas", [Cell(*cell) for cell in zip(self.profiles, keys, found, strict=True)])

    def _line(self, about: str, key_of) -> ComparisonLine:
        return ComparisonLine(about, [Cell(profile, key_of(profile)) for profile in self.profiles])

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
            lines.append(ComparisonLine(kind, cells, subject))
        return sorted(lines, key=lambda line: place(getattr(self.vocabularies, kind), line.subject))

    @property
    def names(self) -> str:
        return gettext(", ").join(languages.either(profile["name"]) for profile in self.profiles)


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

    `rows` are (publication, slug, names in both languages) in order; `types` the code of each that has one.
    """
    types_now = reading.vocabularies.type
    groups = {code: [] for code in types_now} | {"": []}
    for publication, slug, *texts in rows:
        names = languages.pair(*texts)
        language = languages.language_of(names)
        code = types.get(publication, "")
        groups[code if code in groups else ""].append(Choice(slug, names[language] or slug, language))
    labels = {code: row.plural for code, row in types_now.items()} | {"": pgettext("member types", "Others")}
    return [(labels[code], found) for code, found in groups.items() if found]
