"""Programmes: as each has its page, and in which somebody has a part, or a theme is taken up."""

from dataclasses import dataclass

from profiles.published import documents
from profiles.values.choices import Part, ProgrammeState

from ..reading import Reading
from .page import EntryPage, Named
from .papers import names_area


class ProgrammePage(EntryPage):
    """A programme as its page shows it."""

    @property
    def state(self) -> ProgrammeState:
        return ProgrammeState(self.content["state"])

    @property
    def parts(self) -> list[tuple[Part, list[Named]]]:
        """Those who have a part in it, by what it is."""
        found = {}
        for fact in self.facts:
            found.setdefault(Part(fact["part"]), []).append(self.named(fact))
        return list(found.items())

    @property
    def leads(self) -> list[Named]:
        return dict(self.parts).get(Part.LEAD, [])

    @property
    def funders(self) -> list[Named]:
        return dict(self.parts).get(Part.FUNDER, [])


@dataclass(frozen=True)
class Taken:
    """A programme in which somebody has a part, and which."""

    programme: dict
    fact: dict

    @property
    def part(self) -> Part:
        return Part(self.fact["part"])

    @property
    def dated(self) -> bool:
        """Whether anything is said of when."""
        return documents.is_dated(self.fact)


def begun_by(content: dict, reading: Reading) -> bool:
    """Whether a programme may have begun by the day."""
    return content["start"] <= reading.day.isoformat()


def of_profile(slug: str, reading: Reading) -> list[Taken]:
    """The parts that somebody has in programmes that may have begun by the day."""
    return [
        Taken(row, fact)
        for row in reading.programmes
        if begun_by(row, reading)
        for fact in row["parts"]
        if fact["entity_slug"] == slug
    ]


def of_area(code: str, reading: Reading) -> list[dict]:
    """The programmes that took up a theme, by the day."""
    return [row for row in reading.programmes if names_area(row, code) and begun_by(row, reading)]
