"""Dates as sources give them: a year, a month or a day, never an invented 1 January.

A partial date is stored as ISO text (`2008`, `2008-01`, `2008-01-21`, or empty for *not stated*), which sorts, fits in
a document, and loses nothing. `PartialDate` reads it as people write it (`typed` has the months and the orders);
`PartialDateField` keeps it in a column.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from . import typed
from .languages import current

FORMAT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
EARLIEST, LATEST = 1000, 2999
PRECISIONS = {4: "year", 7: "month", 10: "day"}  # by the length of the text


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day. Ordered by its text, so a year comes before its months and days."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `2008`, `2008-01`, `2008-01-21`, or what people write instead (`typed.iso`): `21 January 2008`.

        Raises ValidationError, in the reader's language, for anything else, and for what could be two days.
        """
        written = str(text).strip()
        found = typed.iso(written)
        params = {"text": written[:40]}
        if len(found) > 1:
            raise ValidationError(
                _("“%(text)s” could be %(first)s or %(second)s. Write the one that you mean."),
                code="two_days",
                params=params | dict(zip(("first", "second"), found, strict=True)),
            )
        match = FORMAT.fullmatch(found[0]) if found else None
        if not match:
            raise ValidationError(
                _("“%(text)s” is not a date. Write a year (2008), a month (2008-01) or a day (2008-01-21)."),
                code="partial_date",
                params=params,
            )
        year, month, day = (int(part or 1) for part in match.groups())
        try:
            dt.date(year, month, day)
        except ValueError:
            year = 0
        if not EARLIEST <= year <= LATEST:
            raise ValidationError(_("“%(text)s” is not in the calendar."), code="partial_date", params=params)
        return cls(found[0])

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        return PRECISIONS[len(self.text)]

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
        """As the portal writes it: `1 Jan. 2008`, `Jan. 2008`, `2008`; in Arabic `1 يناير 2008`, in French `1er janv.
        2008`."""
        found, first = self.as_printed(language).removeprefix("0"), typed.FIRST_DAY.get(language or current())
        return f"{first}{found.removeprefix('1')}" if first and found.startswith("1 ") else found

    def as_printed(self, language: str | None = None) -> str:
        """As the body’s own site prints it: `01 Jan. 2008`."""
        year, month, day = (*self.text.split("-"), "", "")[:3]
        month = month and typed.printed(language or current())[int(month) - 1]
        return " ".join(part for part in (day, month, year) if part)

    def __str__(self):
        return self.display()


def is_valid(text: str) -> bool:
    """Whether a text is empty or a partial date."""
    try:
        return not text or PartialDate.parse(text).text == text
    except ValidationError:
        return False


def date_columns(model) -> list[str]:
    """The partial dates of a row that people write."""
    return [field.name for field in model._meta.fields if isinstance(field, PartialDateField) and field.editable]


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
