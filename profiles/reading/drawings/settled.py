"""Members of one beginning of whom a picture has nothing more to say: they are named in a sentence, not drawn."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from profiles.values.choices import Certainty, Standing
from profiles.values.partialdate import PartialDate
from profiles.values.period import Qualifier

from ..facts import Profile


@dataclass(frozen=True)
class Settled:
    """Who they are, in order; the month or the year since when; and whether nobody else is listed."""

    rows: list[Profile]
    since: PartialDate
    alone: bool


def settled(rows: Iterable[Profile]) -> Settled | None:
    """Of some profiles those that have been members since the year in which most began, without a change or a doubt.

    One alone is drawn like the others.
    """
    rows = list(rows)
    years = Counter(row.memberships[0]["start"][:4] for row in rows if is_plain(row))
    year = max(sorted(years), key=years.get, default="")
    if years[year] < 2:
        return None
    found = [row for row in rows if is_plain(row) and row.memberships[0]["start"][:4] == year]
    months = {row.memberships[0]["start"][:7] for row in found}
    since = months.pop() if len(months) == 1 else year
    return Settled(found, PartialDate(since), len(found) == len(rows))


def is_plain(profile: Profile) -> bool:
    """Whether it is certainly a member, of one type ever since a day, month or year that is stated."""
    if len(profile.memberships) != 1:
        return False
    (term,) = profile.memberships
    exact = term["start"] and term["start_qualifier"] == Qualifier.EXACT
    member = term["type"]["standing"] == Standing.MEMBER and term.held == "certain"
    return bool(exact and member and Certainty(term["certainty"]).is_sure and not (term["end"] or term["ended"]))
