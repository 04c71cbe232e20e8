"""Profiles side by side, and the members against other bodies and against the themes. Pure: rows in, statements out."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext, pgettext, pgettext_lazy

from profiles.published.models import Body
from profiles.published.vocabularies import Words
from profiles.values import languages
from profiles.values.choices import Status
from profiles.values.languages import either

from .counting import Total
from .facts import Profile, Term

# ── Profiles side by side ────────


@dataclass(frozen=True)
class Cell:
    """What one profile says in a line. Cells with unequal keys differ in substance."""

    profile: Profile
    key: Hashable
    terms: list[Term] = field(default_factory=list)
    # In the line of a body: whether the profile is that body's own.
    itself: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a comparison: the word that it is about, if any, and a cell for each profile."""

    cells: list[Cell]
    word: dict | None = None

    @property
    def differs(self) -> bool:
        return len({cell.key for cell in self.cells if not cell.itself}) > 1

    @property
    def held(self) -> int:
        """How many profiles say anything."""
        return sum(bool(cell.key) for cell in self.cells)


@dataclass(frozen=True)
class Comparison:
    """Two profiles or more, line by line. Long texts and responsible entities are shown, not compared."""

    profiles: list[Profile]
    words: Words

    @cached_property
    def type(self) -> Line:
        return Line([Cell(profile, (profile.group, former_type(profile))) for profile in self.profiles])

    @cached_property
    def join(self) -> Line:
        return Line([Cell(profile, joined(profile)) for profile in self.profiles])

    @cached_property
    def kind(self) -> Line:
        return Line([Cell(profile, (profile["kind"], profile["organization_kind"])) for profile in self.profiles])

    @cached_property
    def roles(self) -> list[Line]:
        return self._lines("role", lambda profile: profile.roles)

    @cached_property
    def bodies(self) -> list[Line]:
        return self._lines("body", lambda profile: profile.affiliations, lambda term: term["status"])

    @cached_property
    def areas(self) -> list[Line]:
        """The themes that any of them names, those of most of them first."""
        found = {area["code"]: area for profile in self.profiles for area in profile.areas}
        named = [(profile, {area["code"] for area in profile.areas}) for profile in self.profiles]
        lines = [Line([Cell(profile, code in codes) for profile, codes in named], area) for code, area in found.items()]
        return sorted(lines, key=lambda line: (-line.held, place(self.words.area, line.word)))

    def _lines(self, kind, terms_of, key_of=lambda term: "") -> list[Line]:
        """A line for each word of a kind that any of them names in a dated fact."""
        found = {term[kind]["code"]: term[kind] for profile in self.profiles for term in terms_of(profile)}
        lines = []
        for code, word in found.items():
            cells = []
            for profile in self.profiles:
                terms = [term for term in terms_of(profile) if term[kind]["code"] == code]
                key = frozenset((key_of(term), term.held) for term in current(terms))
                cells.append(Cell(profile, key, terms, is_itself(word, profile)))
            lines.append(Line(cells, word))
        return sorted(lines, key=lambda line: place(getattr(self.words, kind), line.word))

    @property
    def names(self) -> str:
        return gettext(", ").join(either(profile["name"]) for profile in self.profiles)

    @property
    def lines(self) -> list[Line]:
        return [self.type, self.join, self.kind, *self.roles, *self.areas, *self.bodies]

    @property
    def differing(self) -> int:
        return sum(line.differs for line in self.lines)


def former_type(profile: Profile) -> str:
    last = profile.last_membership
    return last["type"]["code"] if last and not profile.membership else ""


def joined(profile: Profile) -> tuple[str, str] | None:
    return (profile.join["start"], profile.join["start_qualifier"]) if profile.join else None


def current(terms: list[Term]) -> list[Term]:
    """Those that hold on the day, or else all."""
    return [term for term in terms if term.held != "no"] or terms


def is_itself(word: dict, profile: Profile) -> bool:
    return bool(word.get("row")) and getattr(word["row"], "entity_slug", "") == profile["slug"]


def place(rows: dict, word: dict) -> tuple[int, str]:
    """Where a vocabulary has a word; what it no longer has comes last."""
    codes = list(rows)
    return (codes.index(word["code"]) if word["code"] in rows else len(codes)), word["code"]


# ── The members in other bodies ────────

# How a member stands in a body, each member once: the first of these that certainly holds.
SURE = {
    "member": {Status.MEMBER},
    "observer": {Status.OBSERVER},
    "other": {Status.CHAIR, Status.TECHNICAL_SECRETARIAT},
    "none": {Status.NONE},
}
CATEGORIES = (*SURE, "outside", "unsure", "silent")
LABELS = {
    "member": pgettext_lazy("in another body", "Members"),
    "observer": pgettext_lazy("in another body", "Observers"),
    "other": pgettext_lazy("in another body", "Other status"),
    "none": pgettext_lazy("in another body", "None, as a source says"),
    "outside": pgettext_lazy("in another body", "Earlier or later, not on that day"),
    "unsure": pgettext_lazy("in another body", "Not certain or not stated"),
    "silent": pgettext_lazy("in another body", "Nothing in the directory"),
}
SIGNS = {
    Status.MEMBER: pgettext_lazy("mark in a table", "M"),
    Status.OBSERVER: pgettext_lazy("mark in a table", "O"),
    Status.CHAIR: pgettext_lazy("mark in a table", "C"),
    Status.TECHNICAL_SECRETARIAT: pgettext_lazy("mark in a table", "S"),
    Status.NONE: "–",
}


@dataclass(frozen=True)
class Mark:
    """What stands in a cell of a table: a sign to see, words to hear."""

    sign: str
    words: str
    category: str


@dataclass(frozen=True)
class Stand:
    """How one member stands in one body on a day: its statuses, each certain, possible or no (before or after)."""

    statuses: tuple[tuple[str, str], ...] = ()

    def held(self, *how: str) -> list[str]:
        """The statuses that hold in any of these ways, in the order of statuses."""
        found = {status for status, held in self.statuses if held in how}
        return [status for status in Status.values if status in found]

    @cached_property
    def category(self) -> str:
        certain = set(self.held("certain"))
        for category, statuses in SURE.items():
            if certain & statuses:
                return category
        if self.held("certain", "possible"):
            return "unsure"
        return "outside" if self.statuses else "silent"

    @property
    def mark(self) -> Mark:
        if self.category == "silent":
            return Mark("·", gettext("nothing in the directory"), self.category)
        if self.category == "outside":
            return self._mark("(%s)", gettext("not on that day, but earlier or later: %s"), self.held("no"))
        if self.category == "unsure":
            return self._mark(
                pgettext("mark in a table", "%s?"), gettext("not certain: %s"), self.held("certain", "possible")
            )
        return self._mark("%s", "%s", self.held("certain"))

    def _mark(self, sign: str, words: str, statuses: list[str]) -> Mark:
        signs = " ".join(str(SIGNS[status]) for status in statuses if status in SIGNS)
        labels = gettext(", ").join(str(Status(status).label) for status in statuses)
        return Mark(sign % signs, words % labels, self.category)


SILENT = Stand()


@dataclass(frozen=True)
class Crowd:
    """The members of the dialogue on a day, by publication; and how each stands in each body.

    `members` says of each how sure it is that it is a member: certain or possible.
    """

    day: dt.date
    members: dict[int, str]
    stands: dict[tuple[int, str], Stand]

    @classmethod
    def of(cls, day: dt.date, rows) -> "Crowd":
        """From (publication, kind, code, status, held) of the members' facets of kinds standing and body."""
        members, statuses = {}, defaultdict(list)
        for publication, kind, code, status, held in rows:
            if kind == "body":
                statuses[publication, code].append((status, held))
            elif held == "certain" or (held == "possible" and publication not in members):
                members[publication] = held
        stands = {key: Stand(tuple(found)) for key, found in statuses.items() if key[0] in members}
        return cls(day, members, stands)

    @property
    def total(self) -> Total:
        return Total(self._sure(self.members), len(self.members))

    def stand(self, publication: int, code: str) -> Stand:
        return self.stands.get((publication, code), SILENT)

    def in_body(self, body: Body) -> "InBody":
        stands = {publication: self.stand(publication, body.code) for publication in self.members}
        return InBody(body, self, stands)

    def _sure(self, publications) -> int:
        return sum(self.members[publication] == "certain" for publication in publications)

    def count(self, publications, perhaps=()) -> Total:
        """How many of these are certainly members; and how many there would be with those that perhaps are."""
        return Total(self._sure(publications), len({*publications, *perhaps}))


@dataclass(frozen=True)
class InBody:
    """How the members stand in one body: each in one category."""

    body: Body
    crowd: Crowd
    stands: dict[int, Stand]

    def of(self, category: str) -> list[int]:
        return [publication for publication, stand in self.stands.items() if stand.category == category]

    def count(self, category: str) -> Total:
        """How many stand so. Members and observers may be more than is certain; of the rest we say what we have."""
        perhaps = []
        if category in ("member", "observer"):
            perhaps = [key for key, stand in self.stands.items() if category in stand.held("certain", "possible")]
        return self.crowd.count(self.of(category), perhaps)

    @property
    def known(self) -> bool:
        """Whether anything at all is stated of any member."""
        return any(stand.statuses for stand in self.stands.values())


@dataclass(frozen=True)
class Named:
    """The list behind a number: who stands so, with the facts that say it."""

    category: str
    total: Total
    # (profile, whether it is certainly a member of the dialogue, its facts on the body)
    rows: list[tuple[Profile, bool, list[Term]]]

    @property
    def label(self) -> str:
        return LABELS[self.category]


def lists(found: InBody, groups) -> list[Named]:
    """For each category that anybody is in, how many and who. Without profiles, how many alone."""
    profiles = [row for group in groups for row in group.rows]
    named = []
    for category in CATEGORIES:
        keys = set(found.of(category))
        rows = [evidence(row, found) for row in profiles if row.publication.pk in keys]
        if keys or category in ("member", "observer"):
            named.append(Named(category, found.count(category), rows))
    return named


def evidence(profile: Profile, found: InBody) -> tuple[Profile, bool, list[Term]]:
    terms = [term for term in profile.affiliations if term["body"]["code"] == found.body.code]
    return profile, found.crowd.members[profile.publication.pk] == "certain", current(terms)


# ── Tables of marks ────────


@dataclass(frozen=True)
class Column:
    """A column of a table of marks: a short heading, what it stands for in full, where it leads, totals below it."""

    code: str
    short: str
    full: str
    url: str
    totals: list[Total]


@dataclass(frozen=True)
class Matrix:
    """Members down, words across, a mark where they meet; each row with its own total."""

    head: str
    columns: list[Column]
    # Of each group (a heading and its profiles), rows of (profile, marks, total).
    groups: list[tuple[object, list[tuple[Profile, list[Mark], int]]]]
    # What the totals below the columns count.
    totals: list[str]

    @property
    def fits(self) -> bool:
        """Whether the page is wide enough for it on a desk."""
        return len(self.columns) <= 12


def heading(row) -> str:
    """A word short enough for a column: in English its acronym where it has one."""
    return (languages.current() == "en" and getattr(row, "acronym", "")) or row.label


def body_matrix(bodies: list[InBody], groups) -> Matrix:
    """The members in the bodies of which anything is stated. `groups` are of profiles with their publications."""
    columns = [
        Column(
            found.body.code,
            heading(found.body),
            found.body.label,
            f"#body-{found.body.code}",
            [found.count("member"), found.count("observer")],
        )
        for found in bodies
    ]

    def line(profile):
        stands = [found.stands[profile.publication.pk] for found in bodies]
        return profile, [stand.mark for stand in stands], sum(stand.category == "member" for stand in stands)

    rows = [(group, [line(profile) for profile in group.rows]) for group in groups]
    return Matrix(gettext("Member"), columns, rows, [gettext("Members"), gettext("Observers")])


def area_matrix(areas, groups, url_of) -> Matrix:
    """Who names which theme: the themes and the profiles that have any."""
    yes, no = Mark("●", gettext("named"), "named"), Mark("", gettext("not named"), "silent")
    named = {id(row): {area["code"] for area in row.areas} for group in groups for row in group.rows}
    counts = {area.code: sum(area.code in codes for codes in named.values()) for area in areas}
    areas = [area for area in areas if counts[area.code]]
    columns = [
        Column(area.code, area.label, area.label, url_of(area.code), [Total(counts[area.code], counts[area.code])])
        for area in areas
    ]

    def line(profile):
        codes = named[id(profile)]
        return profile, [yes if area.code in codes else no for area in areas], len(codes)

    rows = [(group, [line(row) for row in group.rows if named[id(row)]]) for group in groups]
    return Matrix(gettext("Member or observer"), columns, [row for row in rows if row[1]], [gettext("Total")])


# ── Choosing ────────


@dataclass(frozen=True)
class Choice:
    """A profile that can be chosen: its slug and its name as (text, language)."""

    slug: str
    name: str
    language: str


def choices(rows, types: dict[int, str], words: Words, language: str) -> list[tuple[str, list[Choice]]]:
    """Live profiles under the plurals of their member types, the rest last.

    `rows` are (publication, slug, English name, Arabic name) in order; `types` the code of each that has one.
    """
    groups = {code: [] for code in words.type} | {"": []}
    for publication, slug, english, arabic in rows:
        names = {"en": english, "ar": arabic}
        said = language if names[language] else next((code for code in names if names[code]), language)
        code = types.get(publication, "")
        groups[code if code in groups else ""].append(Choice(slug, names[said] or slug, said))
    labels = {code: row.plural for code, row in words.type.items()} | {"": pgettext("member types", "Others")}
    return [(labels[code], found) for code, found in groups.items() if found]
