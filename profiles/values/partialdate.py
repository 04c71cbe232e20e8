"""Dates as sources give them: a year, a month or a day, never an invented 1 January; and periods made of two of them.

A partial date is stored as ISO text (`2008`, `2008-01`, `2008-01-21`, or empty for *not stated*), which sorts, fits in
a document, and loses nothing. `PartialDate` reads it; `PartialDateField` keeps it in a column; `Period` says what two
of them with their qualifiers mean on a given day.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

FORMAT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
EARLIEST, LATEST = 1000, 2999
NEVER, ALWAYS = dt.date.min, dt.date.max
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

MONTHS = {
    "en": ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sep.", "Oct.", "Nov.", "Dec."],
    "ar": [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
}


class Qualifier(models.TextChoices):
    """How a source means a date."""

    EXACT = "exact", pgettext_lazy("date qualifier", "exact")
    ABOUT = "about", pgettext_lazy("date qualifier", "about")
    AT_LATEST = "at_latest", pgettext_lazy("date qualifier", "at the latest")
    AT_EARLIEST = "at_earliest", pgettext_lazy("date qualifier", "at the earliest")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day. Ordered by its text, so a year comes before its months and days."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `2008`, `2008-01`, `2008-01-21` (or day first, `21.01.2008`; or in Arabic digits).

        Raises ValidationError, in the reader's language, for anything else.
        """
        typed = str(text).strip()
        text = typed.translate(DIGITS)
        if backwards := re.fullmatch(r"(?:(\d{1,2})[./])?(\d{1,2})[./](\d{4})", text, re.ASCII):
            day, month, year = backwards.groups()
            text = "-".join(part.zfill(2) for part in (year, month, day) if part)
        match = FORMAT.fullmatch(text)
        if not match:
            raise ValidationError(
                _("“%(text)s” is not a date. Write a year (2008), a month (2008-01) or a day (2008-01-21)."),
                code="partial_date",
                params={"text": typed[:40]},
            )
        year, month, day = (int(part or 1) for part in match.groups())
        try:
            dt.date(year, month, day)
        except ValueError:
            year = 0
        if not EARLIEST <= year <= LATEST:
            raise ValidationError(
                _("“%(text)s” is not in the calendar."), code="partial_date", params={"text": typed[:40]}
            )
        return cls(text)

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def first_day(self) -> dt.date:
        return dt.date(*(int(part) for part in f"{self.text}-01-01"[:10].split("-")))

    @property
    def last_day(self) -> dt.date:
        year, month, day = (*(int(part) for part in self.text.split("-")), 0, 0)[:3]
        month = month or 12
        return dt.date(year, month, day or calendar.monthrange(year, month)[1])

    @property
    def previous(self) -> "PartialDate":
        """The year, month or day before."""
        return PartialDate((self.first_day - dt.timedelta(1)).isoformat()[: len(self.text)])

    @property
    def following(self) -> "PartialDate":
        """The year, month or day after."""
        return PartialDate((self.last_day + dt.timedelta(1)).isoformat()[: len(self.text)])

    def display(self, language: str | None = None) -> str:
        """As the source site prints it: `01 Jan. 2008`, `Jan. 2008`, `2008`; in Arabic `01 يناير 2008`."""
        year, month, day = (*self.text.split("-"), "", "")[:3]
        month = month and MONTHS["ar" if (language or get_language()) == "ar" else "en"][int(month) - 1]
        return " ".join(part for part in (day, month, year) if part)

    def __str__(self):
        return self.display()


@dataclass(frozen=True)
class Bounds:
    """Between which days a fact holds: certainly, and at all. The `until` days do not count."""

    possible_from: dt.date
    certain_from: dt.date
    certain_until: dt.date
    possible_until: dt.date

    def on(self, day: dt.date) -> str:
        """`certain`, `possible` or `no`."""
        if self.certain_from <= day < self.certain_until:
            return "certain"
        return "possible" if self.possible_from <= day < self.possible_until else "no"


@dataclass(frozen=True)
class Period:
    """From when to when a fact holds, as far as its source says.

    `start` and `end` are texts of partial dates or empty. `ended` says that it is over though no exact end is stated.
    The start day counts, the end day does not (chairs hand over on one day), unless `last_day_counts`.
    """

    start: str = ""
    start_qualifier: str = Qualifier.EXACT
    end: str = ""
    end_qualifier: str = Qualifier.EXACT
    ended: bool = False
    last_day_counts: bool = False

    KEYS = ("start", "start_qualifier", "end", "end_qualifier", "ended")

    @classmethod
    def of(cls, fact: dict) -> "Period":
        """The period of a dated fact in a document."""
        counts = fact.get("role", {}).get("last_day_counts", False)
        return cls(**{key: fact[key] for key in cls.KEYS}, last_day_counts=counts)

    def bounds(self, recorded: dt.date) -> Bounds:
        """What can be said of it by somebody who recorded it on the day `recorded`.

        What was recorded as begun with no date began on that day at the latest; what was recorded as ended with no
        date ended by then.
        """
        first_start, last_start = span(self.start, self.start_qualifier)
        first_end, last_end = span(self.end, self.end_qualifier)
        if not self.start:
            last_start = recorded
        if not self.end:
            first_end, last_end = (first_start, recorded) if self.ended else (ALWAYS, ALWAYS)
        elif self.ended:
            last_end = max(first_end, recorded)
        if self.last_day_counts:
            first_end, last_end = day_after(first_end), day_after(last_end)
        return Bounds(first_start, last_start, max(first_end, first_start), max(last_end, first_start))

    @property
    def from_text(self) -> str:
        """The start in words: `2008`, `about 2018`, `Aug. 2024 or earlier`, `not stated`."""
        return qualified(self.start, self.start_qualifier)

    @property
    def until_text(self) -> str:
        """The end in words; `today` where it is open."""
        if not self.end:
            return gettext("ended, date not stated") if self.ended else gettext("today")
        if self.end_qualifier == Qualifier.AT_EARLIEST and not self.ended:
            return gettext("at least until %s") % PartialDate(self.end)
        return qualified(self.end, self.end_qualifier)

    def __str__(self):
        if self.start and self.start == self.end and self.start_qualifier == self.end_qualifier:
            return self.from_text
        return f"{self.from_text} – {self.until_text}"

    def problem(self) -> ValidationError | None:
        """Why this cannot be a period, in words, or None. Of a text that is no date, its own field says so."""
        if not (readable(self.start) and readable(self.end)):
            return None
        if self.ended and self.end and self.end_qualifier != Qualifier.AT_EARLIEST:
            return ValidationError(
                {"ended": _("With an end date there is nothing more to say: leave “ended” unticked.")}
            )
        if self.start and self.end and span(self.end, Qualifier.EXACT)[1] < PartialDate(self.start).first_day:
            return ValidationError({"end": _("The end is before the start.")})
        return None


def readable(text: str) -> bool:
    """Whether a text is empty or a partial date."""
    try:
        return not text or PartialDate.parse(text).text == text
    except ValidationError:
        return False


def qualified(text: str, qualifier: str) -> str:
    """A partial date with its qualifier, in the reader's language."""
    if not text:
        return gettext("not stated")
    words = {
        Qualifier.EXACT: "%s",
        Qualifier.ABOUT: gettext("about %s"),
        Qualifier.AT_LATEST: gettext("%s or earlier"),
        Qualifier.AT_EARLIEST: gettext("%s or later"),
    }
    return words[qualifier] % PartialDate(text)


def span(text: str, qualifier: str) -> tuple[dt.date, dt.date]:
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


class PartialDateField(models.CharField):
    """A column for the text of a partial date; empty means *not stated*."""

    def __init__(self, *args, **kwargs):
        kwargs = {"max_length": 10, "blank": True, "default": ""} | kwargs
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return PartialDate.parse(value).text if value and value.strip() else ""

    def formfield(self, **kwargs):
        # Longer than the column, so that a mistaken text comes back whole with its reason.
        field = super().formfield(**kwargs | {"max_length": 40, "help_text": kwargs.get("help_text", "")})
        field.widget.attrs |= {"placeholder": "2008-01-21", "dir": "ltr", "size": 11, "inputmode": "text"}
        return field
