"""Years that are probably of another calendar: 2551, 1429, 1387 and 2065 all meant 2008 where they were written."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .partialdate import PartialDate, is_valid

# What bodies and treaties of today can rest on, and how far ahead anybody decides.
EARLIEST, YEARS_AHEAD = 1850, 10
# A year of another calendar is offered where it would be one of these bodies' own time.
SINCE = 1900
# Which Gregorian year a year of another calendar mostly lies in. The lunar year is eleven days shorter.
CALENDARS = {
    _("Buddhist"): lambda year: year - 543,
    _("Hijri"): lambda year: int(year * 0.970224 + 621.57),
    _("Solar Hijri"): lambda year: year + 621,
    _("Bikram Sambat"): lambda year: year - 57,
}


@dataclass(frozen=True)
class Doubt:
    """A year that looks mistaken, and the Gregorian years that may be meant: `{"Buddhist": 2008}`."""

    year: int
    likely: dict[str, int]

    def __str__(self):
        if not self.likely:
            return gettext("The year %(year)s looks mistaken.") % {"year": self.year}
        meant = [
            gettext("%(year)s in the %(calendar)s calendar is %(likely)s")
            % {"year": self.year, "calendar": name, "likely": likely}
            for name, likely in self.likely.items()
        ]
        return gettext("The year %(year)s looks mistaken: %(meant)s.") % {
            "year": self.year,
            "meant": gettext(", ").join(meant),
        }


def doubt(text: str, today: dt.date) -> Doubt | None:
    """Whether the year of a partial date is one that hardly anybody means."""
    if not text or not is_valid(text):
        return None
    year = PartialDate(text).first_day.year
    latest = today.year + YEARS_AHEAD
    if EARLIEST <= year <= latest:
        return None
    likely = {str(name): of(year) for name, of in CALENDARS.items()}
    return Doubt(year, {name: found for name, found in likely.items() if SINCE <= found <= latest})


def refuse_doubtful(dates: dict[str, str], today: dt.date) -> ValidationError | None:
    """What is doubtful of some dates by their field, as an error that asks back; None where nothing is."""
    doubts = {name: found for name, text in dates.items() if (found := doubt(text, today))}
    question = _("If it is right, tick “the year is right”.")
    return ValidationError({name: f"{found} {question}" for name, found in doubts.items()}) if doubts else None
