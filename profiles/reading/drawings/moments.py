"""Who held an office and which main meetings there were, one below the other: the picture for a telephone."""

import datetime as dt
from dataclasses import dataclass

from profiles.published.meetings import Meeting
from profiles.values.choices import Certainty

from ..holders import Holder
from ..meetings import has_begun, main
from ..reading import Reading


@dataclass(frozen=True)
class Moment:
    """A term of somebody, or a meeting."""

    holder: Holder | None = None
    meeting: Meeting | None = None

    @property
    def begins(self) -> dt.date:
        return (self.meeting.days if self.meeting else self.holder.term.period).bounds().possible_from

    @property
    def held(self) -> str:
        """How sure it is that it was so at all."""
        sure = Certainty((self.meeting or self.holder.term)["certainty"]).is_sure
        return "certain" if sure else "possible"


def moments(reading: Reading, holders: list[Holder]) -> list[Moment]:
    """Terms, and the main meetings that had begun by today, latest first; of one day, terms first."""
    found = [Moment(holder=holder) for holder in holders]
    found += [Moment(meeting=row) for row in main(reading) if has_begun(row, reading.today)]
    return sorted(found, key=lambda moment: moment.begins, reverse=True)
