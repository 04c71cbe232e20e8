"""What the dates of some facts mean, drawn: a bar for each along one axis, certain and possible apart; and in words."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import get_language_bidi, gettext, ngettext

from profiles.published import documents
from profiles.reading.drawings.axis import Axis
from profiles.reading.drawings.bars import CLAIMED, Bar, ChartItem, place_bar
from profiles.reading.drawings.sentences import listed
from profiles.reading.drawings.timeline import inexact
from profiles.values.choices import Certainty
from profiles.values.period import ALWAYS, NEVER, Bounds, Period


@dataclass(frozen=True)
class Drawing:
    """The axis, the bars by the `uid` of their fact, and the whole as a sentence."""

    axis: Axis
    sentence: str
    bars: dict[str, Bar] = field(default_factory=dict)

    @property
    def is_vague(self) -> bool:
        """Whether anything in it is less than certain."""
        return any(bar.possible or bar.steps or bar.dot or bar.item.look == CLAIMED for bar in self.bars.values())


def draw(facts: list[dict]) -> Drawing | None:
    """The facts that have dates; nothing where none has."""
    today = timezone.localdate()
    dated = [fact for fact in facts if documents.is_dated(fact)]
    if not dated:
        return None
    items = {fact["uid"]: item_of(fact) for fact in dated}
    days = [day for item in items.values() for day in vars(item.bounds).values()]
    axis = Axis.around(days, day=today, today=today, rtl=get_language_bidi())
    bars = {uid: place_bar(item, axis, named=False)[0] for uid, item in items.items()}
    return Drawing(axis, in_words(dated, today), bars)


def item_of(fact: dict) -> ChartItem:
    period = Period.of(fact)
    look = "office" if Certainty(fact["certainty"]).is_sure else CLAIMED
    return ChartItem("", meaning(fact) or str(period), period.bounds(), look, inexact=inexact(period))


def in_words(facts: list[dict], today) -> str:
    """How many hold today, are over, are to come: `Since 2008: 1 holds today and 2 are over`."""
    held = Counter(map(state_on(today), map(documents.bounds, facts)))
    patterns = {
        "certain": ngettext("%(number)s holds today", "%(number)s hold today", held["certain"]),
        "possible": ngettext("%(number)s may hold today", "%(number)s may hold today", held["possible"]),
        "over": ngettext("%(number)s is over", "%(number)s are over", held["over"]),
        "ahead": ngettext("%(number)s has not begun yet", "%(number)s have not begun yet", held["ahead"]),
    }
    what = listed([pattern % {"number": held[state]} for state, pattern in patterns.items() if held[state]])
    since = min((fact["start"][:4] for fact in facts if fact["start"]), default="")
    if not since or int(since) > today.year:
        return what
    return gettext("Since %(since)s: %(what)s") % {"since": since, "what": what}


def state_on(today):
    def state(bounds: Bounds) -> str:
        held = bounds.on(today)
        if held != "no":
            return held
        return "ahead" if bounds.possible_from > today else "over"

    return state


def meaning(fact: dict) -> str:
    """On which days it counts as certain, on which as possible, where these are not the same."""
    if not documents.is_dated(fact):
        return ""
    found = documents.bounds(fact)
    sure, possible = (found.certain_from, found.certain_until), (found.possible_from, found.possible_until)
    if sure == possible:
        return ""
    if sure[0] >= sure[1]:
        return gettext("Certain on no day; possible: %s.") % days(*possible)
    return gettext("Certain: %(sure)s; possible: %(possible)s.") % {"sure": days(*sure), "possible": days(*possible)}


def days(begin, end) -> str:
    """Some days in words; the last does not count."""
    period = Period(iso(begin), end=iso(end))
    return gettext("at any time until %s") % period.until_text if begin == NEVER else str(period)


def iso(day) -> str:
    return "" if day in (NEVER, ALWAYS) else day.isoformat()
