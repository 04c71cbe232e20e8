"""Who took part in a meeting, and who is not known to have; which meetings somebody took part in or hosted."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from profiles.published.meetings import Meeting
from profiles.published.models import Publication
from profiles.published.search import without_article
from profiles.values.choices import Capacity, Certainty, Level
from profiles.values.languages import column_of, either
from profiles.values.period import Qualifier

from .. import facts, holders
from ..counting import Total
from ..facts import Profile
from ..holders import Holder
from ..meetings import has_begun, hosted, is_main
from ..reading import Reading
from . import papers
from .page import EntryPage, Named

# In which capacities members take part.
AS_MEMBER = (Capacity.CHAIR, Capacity.HOST, Capacity.MEMBER)


@dataclass(frozen=True)
class Participant(Named):
    """Somebody who took part."""

    @property
    def rank(self) -> str:
        """The level in words; nothing where it is not stated, or where the office says it."""
        level = Level(self.fact["level"])
        label = str(level.label)
        said = without_article(either(self.fact["head"])).startswith(label)
        return "" if said or level == Level.NOT_STATED else label


@dataclass
class MeetingPage(EntryPage):
    """A meeting as its page shows it."""

    texts = ("outcome", "agenda")

    # ── Who took part ────────

    @cached_property
    def participants(self) -> list[tuple[Capacity, list[Participant]]]:
        """Those who took part, by capacity."""
        found = {}
        for fact in self.facts:
            row = Participant(fact, self.cited_by(fact), self.profiles.get(fact["entity_slug"]))
            found.setdefault(Capacity(fact["capacity"]), []).append(row)
        return list(found.items())

    @cached_property
    def absent(self) -> list[Profile]:
        """Certain members on the first day who are not named among those who took part, where any member is."""
        named = {fact["entity_slug"] for fact in self.content["attendances"]}
        as_members = {fact["entity_slug"] for fact in self.content["attendances"] if fact["capacity"] in AS_MEMBER}
        day = self.first_day
        if not (as_members - {""}) or not day or day > self.reading.today:
            return []
        members = self.reading.on(day).members
        pks = members.order.primary_keys(members.certain.get(("standing", "member"), 0))
        found = facts.profiles(Publication.objects.filter(pk__in=list(pks)), self.reading.on(day))
        order = column_of("sort", self.reading.language)
        rows = [row for row in found if row["slug"] not in named]
        return sorted(rows, key=lambda row: getattr(row.publication, order))

    # ── Around it ────────

    @cached_property
    def papers(self) -> list[dict]:
        """What was adopted or presented there."""
        return papers.of_meeting(self.content["slug"], self.reading)

    @property
    def host(self) -> Profile | None:
        return self.profiles.get(self.content["host_slug"])

    @property
    def first_day(self) -> dt.date | None:
        """The day on which it certainly began, where that is stated to the day."""
        return self._stated("start")

    @property
    def last_day(self) -> dt.date | None:
        """The day on which it certainly ended, where that is stated to the day."""
        return self._stated("end") if self.content["end"] else self.first_day

    def _stated(self, name: str) -> dt.date | None:
        text, qualifier = self.content[name], self.content[f"{name}_qualifier"]
        sure = Certainty(self.content["certainty"]).is_sure and qualifier == Qualifier.EXACT
        return dt.date.fromisoformat(text) if sure and len(text) == len("2008-01-21") else None

    @cached_property
    def opened_by(self) -> list[Holder]:
        """Who certainly chaired when it opened: chairs hand over at a meeting, so who did on the day before."""
        return self._chairs(self.first_day and self.first_day - dt.timedelta(1))

    @cached_property
    def closed_by(self) -> list[Holder]:
        """Who certainly chaired by its close."""
        return self._chairs(self.last_day)

    def _chairs(self, day: dt.date | None) -> list[Holder]:
        if not day or day > self.reading.today:
            return []
        reading = self.reading.on(day)
        members = reading.members
        pks = list(members.order.primary_keys(members.certain.get(("role", reading.chair), 0)))
        found = holders.by_role(pks, reading).get(reading.chair, []) if pks else []
        return [holder for holder in found if holder.term.held == "certain"]

    @cached_property
    def membership(self) -> tuple[Total, Total] | None:
        """How many members and observers there were on its last day."""
        day = self.last_day
        if not day or day > self.reading.today:
            return None
        members = self.reading.on(day).members

        def total(standing: str) -> Total:
            sure, perhaps = (bits.get(("standing", standing), 0) for bits in (members.certain, members.possible))
            return Total(sure.bit_count(), perhaps.bit_count())

        return total("member"), total("observer")

    def _of_its_kind(self) -> list[Meeting]:
        kind = self.reading.vocabularies.code("meeting_kind", self.content["kind"]["code"])
        return [row for row in self.reading.meetings if row.kind.code == kind and row["start"]]

    @property
    def before(self) -> Meeting | None:
        """The one of its kind before it."""
        earlier = [row for row in self._of_its_kind() if row["start"] < self.content["start"]]
        return earlier[-1] if earlier else None

    @property
    def after(self) -> Meeting | None:
        later = [row for row in self._of_its_kind() if row["start"] > self.content["start"]]
        return later[0] if later and self.content["start"] else None


# ── On a profile ────────


@dataclass(frozen=True)
class Attended:
    """A meeting in which somebody took part, and how."""

    meeting: Meeting
    fact: dict

    @property
    def certainty(self) -> str:
        """How sure that is: no surer than the meeting."""
        return self.fact["certainty"] if is_sure(self.meeting) else self.meeting["certainty"]


@dataclass(frozen=True)
class Record:
    """The meetings in which somebody took part, and those that it hosted, latest first; in how many main ones it took
    part, of how many whose participants are known."""

    attended: list[Attended]
    hosted: list[Meeting]
    main: int
    of_main: int


def of_profile(slug: str, reading: Reading) -> Record | None:
    """Which meetings up to the day somebody took part in or hosted; None where none names it."""
    held = [row for row in reading.meetings if has_begun(row, reading.day)]
    found = [
        Attended(row, fact) for row in reversed(held) for fact in row["attendances"] if fact["entity_slug"] == slug
    ]
    hosting = hosted(reading.meetings, reading.day, slug)[::-1]
    if not found and not hosting:
        return None
    known = [row for row in held if is_main(row, reading) and row["attendances"] and is_sure(row)]
    sure = [item for item in found if is_sure(item.fact) and is_sure(item.meeting)]
    main = {item.meeting.slug for item in sure if is_main(item.meeting, reading)}
    return Record(found, hosting, len(main), len(known))


def is_sure(row) -> bool:
    return Certainty(row["certainty"]).is_sure
