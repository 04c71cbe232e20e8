"""The meetings that are public, read once for as long as nothing is written or released."""

from dataclasses import dataclass
from typing import NamedTuple

from profiles.values.choices import EntryKind
from profiles.values.languages import any_of, either
from profiles.values.period import Period

from . import live, vocabularies
from .documents import Cited
from .madeof import digest_of, part, remembered
from .models import MeetingKind
from .models.sources import of_codes
from .stamp import Stamped


@dataclass(frozen=True)
class Meeting:
    """A meeting as its document says. `kind` is today's word for what it is; `cited` what the meeting rests on."""

    content: dict
    kind: MeetingKind
    cited: tuple[Cited, ...] = ()

    def __getitem__(self, key):
        """`meeting.name` in a template is the document's."""
        return self.content[key]

    @property
    def slug(self) -> str:
        return self.content["slug"]

    @property
    def label(self) -> str:
        """What it is called, in the reader's language."""
        return either(self.content["name"])

    @property
    def town(self) -> str:
        """Where it was, without the country, in the reader's language."""
        return either(self.content["place"]).replace("،", ",").split(",")[0]

    @property
    def participants(self) -> int:
        return participants_of(self.content)

    @property
    def days(self) -> Period:
        """From its first to its last day, both of which count; where one alone is stated, that is both."""
        content = self.content
        start = content["start"], content["start_qualifier"]
        end = (content["end"], content["end_qualifier"]) if content["end"] else start
        return Period(*start, *end, last_day_counts=True)


def participants_of(content: dict) -> int:
    """How many a meeting names as having taken part: who did in two capacities, once."""
    return len({fact["entity_slug"] or any_of(fact["name"]) for fact in content["attendances"]})


class Meetings(NamedTuple):
    """All meetings that are public, earliest first; and a digest of all that they say."""

    rows: list[Meeting]
    digest: str


@part
@remembered
def current(stamp: Stamped) -> Meetings:
    """The meetings under a stamp."""
    contents = sorted(live.current(stamp, EntryKind.MEETING).rows, key=lambda row: (row["start"], row["slug"]))
    kinds = vocabularies.current(stamp).meeting_kind
    details = {
        row["code"]: row for row in of_codes(item["code"] for content in contents for item in content["rests_on"])
    }
    rows = [
        Meeting(content, kinds[content["kind"]["code"]], cited_by(content, details))
        for content in contents
        if content["kind"]["code"] in kinds
    ]
    return Meetings(rows, digest_of([(row.content, row.kind.labels(), row.cited) for row in rows]))


def cited_by(content: dict, details: dict[str, dict]) -> tuple[Cited, ...]:
    """What a meeting as a whole rests on, in today's words of the register."""
    return tuple(
        Cited(0, details[item["code"]], item["carries"]) for item in content["rests_on"] if item["code"] in details
    )
