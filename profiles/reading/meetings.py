"""TODO reading.meetings"""

import datetime as dt

from profiles.published.models import (
    Meeting,
)
from profiles.published.vocabularies import Words
from profiles.values.period import Period


def meetings_around(day: dt.date, words: Words) -> tuple[Meeting | None, Meeting | None]:
    """The last ministerial consultation that has begun by a day, and the next."""
    ministerial = [row for row in words.meetings if row.kind == Meeting.Kind.MINISTERIAL and row.start]
    begun = [row for row in ministerial if Period(row.start, row.start_qualifier).bounds(day).on(day) == "certain"]
    ahead = [row for row in ministerial if row not in begun]
    return (begun[-1] if begun else None), (ahead[0] if ahead else None)
