"""Periods: from when to when a fact holds, as far as its source says, and what that means on a given day."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .partialdate import PartialDate, is_valid

NEVER, ALWAYS = dt.date.min, dt.date.max


class Qualifier(models.TextChoices):
    """How a source means a date."""

    EXACT = "exact", pgettext_lazy("date qualifier", "exact")
    ABOUT = "about", pgettext_lazy("date qualifier", "about")
    AT_LATEST = "at_latest", pgettext_lazy("date qualifier", "at the latest")
    AT_EARLIEST = "at_earliest", pgettext_lazy("date qualifier", "at the earliest")


@dataclass(frozen=True)
class Bounds:
    """Between which days a fact holds: certainly, and at all. The `until` days do not count."""

    possible_from: dt.date
    certain_from: dt.date
    certain_until: dt.date
    possible_until: dt.date

    HELD = ("certain", "possible", "no")

    def on(self, day: dt.date) -> str:
        """Whether the fact holds on a day, one of `HELD`."""
        if self.certain_from <= day < self.certain_until:
            return "certain"
        return "possible" if self.possible_from <= day < self.possible_until else "no"

    def never_certain(self) -> "Bounds":
        """The same of what is doubted: it may hold on those days, and certainly holds on none."""
        return Bounds(self.possible_from, self.possible_from, self.possible_from, self.possible_until)

    def during(self, first: dt.date, last: dt.date) -> str:
        """Whether it holds on any of some days, of which the last counts."""
        pairs = ((self.certain_from, self.certain_until), (self.possible_from, self.possible_until))
        for held, (begun, over) in zip(self.HELD, pairs, strict=False):
            if max(begun, first) < over and begun <= last:
                return held
        return "no"


@dataclass(frozen=True)
class Period:
    """From when to when a fact holds, as far as its source says.

    `start` and `end` are texts of partial dates or empty. `start_by`: by then it held, where `start` alone is vaguer.
    `ended` says that it is over though no exact end is stated. `recorded` is the day when it was first recorded here.
    The start day counts, the end day does not (chairs hand over on one day), unless `last_day_counts`; but who was
    named for a day (an end *at the earliest*) was it on that day.
    """

    start: str = ""
    start_qualifier: str = Qualifier.EXACT
    end: str = ""
    end_qualifier: str = Qualifier.EXACT
    ended: bool = False
    start_by: str = ""
    recorded: str = ""
    last_day_counts: bool = False

    KEYS = ("start", "start_qualifier", "end", "end_qualifier", "ended", "start_by", "recorded")

    @classmethod
    def of(cls, fact: dict) -> "Period":
        """The period of a dated fact in a document."""
        counts = fact.get("role", {}).get("last_day_counts", False)
        return cls(**{key: fact[key] for key in cls.KEYS}, last_day_counts=counts)

    @lru_cache(maxsize=5000)  # noqa: B019 – a period is a few texts, and pages ask the same ones again and again
    def bounds(self) -> Bounds:
        """Between which days it holds.

        What has begun with no date began by the day on which it was recorded. What ended with no date is counted as
        far as its sources carry it and no further: whoever records that something is over changes no number of the
        days before.
        """
        first_start, last_start = self._start_days()
        first_end, last_end = self._end_days(first_start, last_start)
        return Bounds(first_start, last_start, max(first_end, first_start), max(last_end, first_start))

    def _start_days(self) -> tuple[dt.date, dt.date]:
        first, last = possible_days(self.start, self.start_qualifier)
        if not self.start and self.recorded:
            last = PartialDate(self.recorded).last_day
        return first, min(last, PartialDate(self.start_by).last_day) if self.start_by else last

    def _end_days(self, first_start: dt.date, last_start: dt.date) -> tuple[dt.date, dt.date]:
        """The first and the last of the days that may be the first after it."""
        if not self.end:
            return self._end_of_what_is_over(first_start, last_start) if self.ended else (ALWAYS, ALWAYS)
        first, last = possible_days(self.end, self.end_qualifier)
        if self.end_qualifier == Qualifier.AT_EARLIEST:
            return day_after(first), day_after(PartialDate(self.end).last_day) if self.ended else ALWAYS
        return (day_after(first), day_after(last)) if self.last_day_counts else (first, last)

    def _end_of_what_is_over(self, first_start: dt.date, last_start: dt.date) -> tuple[dt.date, dt.date]:
        """The same where no date of the end is stated at all: as far as what is said of the start reaches."""
        if self.start_by:
            held = PartialDate(self.start_by)
            return day_after(held.first_day), day_after(held.last_day)
        if not self.start:
            return first_start, first_start
        later = self.start_qualifier == Qualifier.AT_EARLIEST
        return first_start, day_after(PartialDate(self.start).last_day if later else last_start)

    @property
    def possible_start(self) -> dt.date:
        """The first day on which it may have begun."""
        return possible_days(self.start, self.start_qualifier)[0]

    @property
    def is_to_come(self) -> bool:
        """Whether it has certainly not begun yet: nothing is said of it until today."""
        return self.possible_start > timezone.localdate()

    @property
    def from_text(self) -> str:
        """The start in words: `2008`, `about 2018`, `Aug. 2024 or earlier`, `2008 (by 22 Jan.)`, `not stated`."""
        if not self.start_by:
            return display(self.start, self.start_qualifier)
        if not self.start:
            return display(self.start_by, Qualifier.AT_LATEST)
        start, by = display(self.start, self.start_qualifier), PartialDate(self.start_by)
        return gettext("%(start)s (by %(by)s)") % {"start": start, "by": by}

    @property
    def until_text(self) -> str:
        """The end in words; `today` where it is open and has begun."""
        if not self.end:
            open_end = gettext("no end stated") if self.is_to_come else gettext("today")
            return gettext("ended, date not stated") if self.ended else open_end
        if self.last_named:
            named = gettext("last named %s") % PartialDate(self.end)
            return gettext("%s, then ended") % named if self.ended else named
        return display(self.end, self.end_qualifier)

    @property
    def last_named(self) -> str:
        """The date on which a source last named it, where no other end is known; or nothing."""
        return self.end if self.end_qualifier == Qualifier.AT_EARLIEST else ""

    @property
    def is_one_date(self) -> bool:
        """Whether all that is known is one date: it began and ended on it, or was named on it and not since."""
        same = self.start == self.end and (self.start_qualifier == self.end_qualifier or self.last_named)
        return bool(self.start and same)

    def __str__(self):
        if self.is_one_date:
            return display(self.end, Qualifier.EXACT) if self.last_named else self.from_text
        if self.is_to_come and not (self.end or self.ended):
            return gettext("from %s") % self.from_text
        return f"{self.from_text} – {self.until_text}"

    def problem(self) -> ValidationError | None:
        """Why this cannot be a period, in words, or None. Of a text that is no date, its own field says so."""
        if not (is_valid(self.start) and is_valid(self.end) and is_valid(self.start_by)):
            return None
        if self.start_by and PartialDate(self.start_by).last_day < self.possible_start:
            return ValidationError({"start_by": _("This is before the start.")})
        if (
            self.start_by
            and self.end
            and possible_days(self.end, Qualifier.EXACT)[1] < PartialDate(self.start_by).first_day
        ):
            return ValidationError({"start_by": _("This is after the end.")})
        if self.ended and self.end and self.end_qualifier != Qualifier.AT_EARLIEST:
            return ValidationError(
                {"ended": _("With an end date there is nothing more to say: leave “ended” unticked.")}
            )
        if self.start and self.end and possible_days(self.end, Qualifier.EXACT)[1] < PartialDate(self.start).first_day:
            return ValidationError({"end": _("The end is before the start.")})
        return None


def display(text: str, qualifier: str) -> str:
    """A partial date with its qualifier, in the reader's language."""
    if not text:
        return gettext("not stated")
    return pattern(qualifier) % PartialDate(text)


def pattern(qualifier: str) -> str:
    """How a date is written with its qualifier, in the reader's language, with `%s` for the date."""
    patterns = {
        Qualifier.EXACT: "%s",
        Qualifier.ABOUT: gettext("about %s"),
        Qualifier.AT_LATEST: gettext("%s or earlier"),
        Qualifier.AT_EARLIEST: gettext("%s or later"),
    }
    return patterns[qualifier]


def possible_days(text: str, qualifier: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that a qualified partial date may mean. *About* reaches one unit either way."""
    if not text:
        return NEVER, ALWAYS
    date = PartialDate(text)
    if qualifier == Qualifier.AT_LATEST:
        return NEVER, date.last_day
    if qualifier == Qualifier.AT_EARLIEST:
        return date.first_day, ALWAYS
    if qualifier == Qualifier.ABOUT:
        return date.previous.first_day, date.following.last_day
    return date.first_day, date.last_day


def day_after(day: dt.date) -> dt.date:
    return day if day == ALWAYS else day + dt.timedelta(1)
