"""What an answer is read with: one value, made once for a request and handed on."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import identity, live, madeof, meetings, roll, stamp, vocabularies
from profiles.published.live import Version
from profiles.published.meetings import Meeting
from profiles.published.models import Identity, Publication
from profiles.published.orders import Day
from profiles.published.roll import Roll
from profiles.published.stamp import Stamped
from profiles.published.vocabularies import Vocabularies
from profiles.values import languages
from profiles.values.choices import EntryKind
from profiles.values.partialdate import PartialDate

from .parameters import BadParameters


@dataclass(frozen=True)
class Reading:
    """The moment at which the directory is read and its stamp, today, the day that is asked about, the language.

    `today` is the moment's day in TIME_ZONE; `day` is that or an earlier one. What follows from them, the vocabularies
    and the roll, is read when it is first needed.
    """

    moment: dt.datetime
    stamp: Stamped
    today: dt.date
    day: dt.date
    language: str
    # Whether the answer may show summaries and long texts of profiles: a list that does not is no other where only
    # these change.
    prose: bool = True

    @classmethod
    def at(cls, moment: dt.datetime, stamp: Stamped) -> "Reading":
        """A reading of today as of a moment, in the language that is in force."""
        today = timezone.localdate(moment)
        return cls(moment, stamp, today, today, languages.current())

    @classmethod
    def now(cls) -> "Reading":
        return cls.at(*stamp.now())

    def on(self, day: dt.date) -> "Reading":
        """The same of another day."""
        return replace(self, day=day)

    @property
    def is_past(self) -> bool:
        """Whether it speaks of a day before today."""
        return self.day < self.today

    @cached_property
    def vocabularies(self) -> Vocabularies:
        return vocabularies.current(self.stamp)

    @cached_property
    def identity(self) -> Identity:
        return identity.of(self.stamp)

    @cached_property
    def chair(self) -> str:
        """The code of the role whose holder chairs; empty where none is named so."""
        return self.vocabularies.code("role", self.identity.chair_id or "")

    @cached_property
    def secretariat(self) -> str:
        """The code of the role of the secretariat; empty where none is named so."""
        return self.vocabularies.code("role", self.identity.secretariat_id or "")

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """The codes of the roles in which somebody acts for the whole body: chair and secretariat, as far as named."""
        return tuple(code for code in (self.chair, self.secretariat) if code)

    @cached_property
    def main_meetings(self) -> str:
        """The code of the kind of meeting that counts in the life of the body; empty where none is named so."""
        return self.vocabularies.code("meeting_kind", self.identity.main_meetings_id or "")

    @cached_property
    def roll(self) -> Roll:
        return roll.current(self.stamp) if self.prose else roll.facts(self.stamp).roll

    @property
    def released(self) -> dt.datetime | None:
        """The moment of the latest release."""
        return madeof.released(self.stamp)

    @property
    def counter(self) -> int:
        """How many writes there have been."""
        return madeof.counter(self.stamp)

    @cached_property
    def states(self) -> frozenset[str]:
        """The ISO codes of all states that are public."""
        return frozenset(roll.states(self.stamp))

    @cached_property
    def meetings(self) -> list[Meeting]:
        """All meetings that are public, earliest first."""
        return meetings.current(self.stamp).rows

    @cached_property
    def texts(self) -> dict[str, dict]:
        """The texts of the site, by address: the document of each that is public."""
        return {content["slug"]: content for content in live.current(self.stamp, EntryKind.TEXT).rows}

    @cached_property
    def text_slugs(self) -> tuple[str, ...]:
        """Which texts of the site are public."""
        return live.slugs(self.stamp, EntryKind.TEXT)

    @cached_property
    def papers(self) -> list[dict]:
        """The documents that are public, latest first, those of no stated day last: what each says."""
        rows = live.current(self.stamp, EntryKind.PAPER).rows
        return sorted(rows, key=lambda content: content["day"], reverse=True)

    @cached_property
    def programmes(self) -> list[dict]:
        """The programmes that are public, the latest begun first: what each says."""
        rows = live.current(self.stamp, EntryKind.PROGRAMME).rows
        return sorted(rows, key=lambda content: content["start"], reverse=True)

    def versions(self, kind: EntryKind) -> dict[str, Version]:
        """Which version of each entry of a kind is public, by address: not of profiles."""
        return live.current(self.stamp, kind).versions

    @property
    def entries_digest(self) -> str:
        """A digest of all that is said beside profiles: what a page that names meetings or documents is made of."""
        digests = [live.current(self.stamp, kind).digest for kind in (EntryKind.PAPER, EntryKind.PROGRAMME)]
        return "".join([meetings.current(self.stamp).digest, *digests])

    @property
    def members(self) -> Day:
        """Who is what on the day, as bits in the order of names."""
        return self.roll.order("name", self.language).day(self.day)

    def live(self) -> Iterable[Publication]:
        """All profiles that are public, as a queryset in the order of names."""
        return (
            Publication.objects.of_kind(EntryKind.PROFILE)
            .live(self.moment)
            .order_by(languages.column_of("sort", self.language), "slug")
        )


def parse_day(text: str, today: dt.date) -> dt.date:
    """The day that `on=` means: of a year or month its last day, as far as it has come. Raises BadRequest."""
    try:
        date = PartialDate.parse(text)
    except ValidationError as error:
        raise BadParameters({"on": error.messages[0]}) from error
    if date.first_day > today:
        reason = _("“%s” is still to come: the directory can be read as of any day up to today.") % text[:40]
        raise BadParameters({"on": reason})
    return min(date.last_day, today)
