"""Tables of marks: members down, words across, a sign where they meet."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext, pgettext, pgettext_lazy

from profiles.published.models import Body
from profiles.values import languages
from profiles.values.choices import Coverage, Status

from .bodies import InBody, Stand
from .counting import Total
from .facts import Profile

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
    # Where what is recorded is only a part.
    partial: bool = False


def mark_in(body: Body, stand: Stand) -> Mark:
    """How a member stands in a body, as a sign; and whether only a part of that body's list is recorded."""
    mark, partial = mark_of(stand), body.coverage == Coverage.PARTIAL
    if partial and stand.category == "silent":
        mark = replace(mark, words=gettext("nothing in the directory, whose list is not complete"))
    return replace(mark, partial=partial)


def mark_of(stand: Stand) -> Mark:
    """How a member stands in a body, as a sign."""
    if stand.category == "silent":
        return Mark("·", gettext("nothing in the directory"), stand.category)
    if stand.category == "outside":
        return signs(stand, "(%s)", gettext("not on that day, but earlier or later: %s"), "no")
    if stand.category == "unsure":
        return signs(stand, pgettext("mark in a table", "%s?"), gettext("not certain: %s"), "certain", "possible")
    return signs(stand, "%s", "%s", "certain")


def signs(stand: Stand, sign: str, sentence: str, *how: str) -> Mark:
    statuses = stand.held_statuses(*how)
    letters = " ".join(str(SIGNS[status]) for status in statuses if status in SIGNS)
    labels = gettext(", ").join(str(Status(status).label) for status in statuses)
    return Mark(sign % letters, sentence % labels, stand.category)


@dataclass(frozen=True)
class MatrixColumn:
    """A column of a table of marks: a short heading, what it stands for in full, where it leads, totals below it.

    `coverage` says how much of it is recorded: totals are of what is there.
    """

    code: str
    short: str
    full: str
    url: str
    totals: list[Total]
    coverage: str = Coverage.COMPLETE


@dataclass(frozen=True)
class Matrix:
    """Members down, words across, a mark where they meet; each row with its own total, of complete columns alone."""

    head: str
    # What the totals at the end of the rows count.
    sum_head: str
    columns: list[MatrixColumn]
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
    return (languages.current() != "ar" and getattr(row, "acronym_en", "")) or row.label


def body_matrix(bodies: list[InBody], groups) -> Matrix:
    """The members in the bodies of which anything is stated. `groups` are of profiles with their publications."""
    columns = [
        MatrixColumn(
            found.body.code,
            heading(found.body),
            found.body.label,
            f"#body-{found.body.code}",
            [found.count("member"), found.count("observer")],
            found.body.coverage,
        )
        for found in bodies
    ]

    def line(profile):
        marks = [mark_in(found.body, found.stands[profile.publication.pk]) for found in bodies]
        whole = [mark for found, mark in zip(bodies, marks, strict=True) if found.body.is_complete]
        return profile, marks, sum(mark.category == "member" for mark in whole)

    rows = [(group, [line(profile) for profile in group.rows]) for group in groups]
    sums = gettext("Member in complete lists")
    return Matrix(gettext("Member"), sums, columns, rows, [gettext("Members"), gettext("Observers")])


def area_matrix(areas, groups, url_of) -> Matrix:
    """Who names which theme: the themes and the profiles that have any."""
    yes, no = Mark("●", gettext("named"), "named"), Mark("", gettext("not named"), "silent")
    named = {id(row): {area["code"] for area in row.areas} for group in groups for row in group.rows}
    counts = {area.code: sum(area.code in codes for codes in named.values()) for area in areas}
    areas = [area for area in areas if counts[area.code]]
    columns = [
        MatrixColumn(
            area.code, area.label, area.label, url_of(area.code), [Total(counts[area.code], counts[area.code])]
        )
        for area in areas
    ]

    def line(profile):
        codes = named[id(profile)]
        return profile, [yes if area.code in codes else no for area in areas], len(codes)

    rows = [(group, [line(row) for row in group.rows if named[id(row)]]) for group in groups]
    total = gettext("Total")
    return Matrix(gettext("Member or observer"), total, columns, [row for row in rows if row[1]], [total])
