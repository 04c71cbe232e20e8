"""Documents: as each has its page, and which belong to a meeting, a theme, a profile."""

from collections.abc import Iterable

from profiles.published.meetings import Meeting
from profiles.values.choices import PaperKind

from ..reading import Reading
from .page import EntryPage, Named

# What a meeting adopts, rather than being shown it.
ADOPTED = (PaperKind.DECLARATION, PaperKind.STATEMENT)


class PaperPage(EntryPage):
    """A document as its page shows it."""

    @property
    def label(self) -> str:
        """What kind of text it is."""
        return str(PaperKind(self.content["kind"]).label)

    @property
    def parties(self) -> list[Named]:
        return [self.named(fact) for fact in self.facts]

    @property
    def meeting(self) -> Meeting | None:
        """Where it was adopted or presented, where that is public."""
        slug = self.content["meeting_slug"]
        return next((row for row in self.reading.meetings if row.slug == slug), None) if slug else None

    @property
    def adopted(self) -> bool:
        """Whether a meeting adopts what is of its kind, rather than being shown it."""
        return is_adopted(self.content)


def is_adopted(content: dict) -> bool:
    """Whether a meeting adopts what is of the kind of a document."""
    return content["kind"] in ADOPTED


def by_kind(papers: Iterable[dict]) -> list[tuple[PaperKind, list[dict]]]:
    """Documents by what they are."""
    rows = list(papers)
    groups = [(kind, [row for row in rows if row["kind"] == kind]) for kind in PaperKind]
    return [(kind, found) for kind, found in groups if found]


def of_meeting(slug: str, reading: Reading) -> list[dict]:
    """What was adopted or presented at a meeting, earliest first."""
    return [row for row in reversed(reading.papers) if row["meeting_slug"] == slug]


def of_area(code: str, reading: Reading) -> list[dict]:
    """What took up a theme, by the day."""
    day = reading.day.isoformat()
    return [row for row in reading.papers if names_area(row, code) and row["day"] <= day]


def names_area(content: dict, code: str) -> bool:
    return any(area["code"] == code for area in content["areas"])


def of_profile(slug: str, reading: Reading) -> list[dict]:
    """The agreements to which somebody is a party, by the day."""
    day = reading.day.isoformat()
    return [row for row in reading.papers if row["day"] <= day and slug in slugs_of(row["parties"])]


def slugs_of(facts: list[dict]) -> list[str]:
    return [fact["entity_slug"] for fact in facts]
