"""What a picture says, as one sentence: its title, and its words where it is not seen."""

from collections import Counter

from django.utils.translation import gettext, ngettext

from profiles.published.documents import shown_start
from profiles.values.choices import Standing
from profiles.values.languages import either
from profiles.values.partialdate import PartialDate
from profiles.values.period import display

from ..facts import Profile
from ..holders import Holder
from ..meetings import has_begun, ministerial
from ..reading import Reading
from .settled import Settled


def over_time(reading: Reading, chair: Holder | None) -> str:
    """Who has chaired since when, and how many consultations there have been, by the day."""
    meetings = [row for row in ministerial(reading.meetings) if has_begun(row, reading.day)]
    parts = []
    if chair:
        since, name = display(*shown_start(chair.term.fact)), either(chair.profile["name"])
        parts.append(gettext("Chair since %(since)s: %(name)s") % {"since": since, "name": name})
    if meetings:
        sentence = ngettext(
            "%(number)d ministerial consultation since %(year)s",
            "%(number)d ministerial consultations since %(year)s",
            len(meetings),
        )
        parts.append(sentence % {"number": len(meetings), "year": PartialDate(meetings[0]["start"][:4])})
    return of_the_day(reading, parts) or gettext("Who has taken part, and when")


def on_map(reading: Reading, profiles: list[Profile], chair: Profile | None) -> str:
    """How many members and observers there are of those that are listed, and who is in the chair."""
    held = [row.membership for row in profiles if row.membership]
    sure = Counter(term["type"]["standing"] for term in held if term.held == "certain")
    more, parts = len(held) - sure.total(), []
    if number := sure[Standing.MEMBER]:
        parts.append(ngettext("%(number)s member", "%(number)s members", number) % {"number": number})
    if number := sure[Standing.OBSERVER]:
        parts.append(ngettext("%(number)s observer", "%(number)s observers", number) % {"number": number})
    if more:
        parts.append(ngettext("perhaps %(more)s more", "perhaps %(more)s more", more) % {"more": more})
    if chair:
        parts.append(gettext("in the chair: %s") % either(chair["name"]))
    return of_the_day(reading, parts) or gettext("Members and observers on the map")


def of_settled(settled: Settled) -> str:
    """Since when those have been members who are not drawn."""
    number = len(settled.rows)
    if settled.alone:
        sentence = ngettext(
            "%(number)d has been a member since %(since)s",
            "All %(number)d have been members since %(since)s",
            number,
        )
    else:
        sentence = ngettext(
            "The other %(number)d has been a member since %(since)s",
            "The other %(number)d have been members since %(since)s",
            number,
        )
    return sentence % {"number": number, "since": settled.since.display()}


def of_the_day(reading: Reading, parts: list[str]) -> str:
    """The parts as a sentence, which says the day where that is not today."""
    sentence = gettext("; ").join(parts)
    if not (sentence and reading.is_past):
        return sentence[:1].upper() + sentence[1:]
    day = PartialDate(reading.day.isoformat()).display()
    return gettext("On %(day)s: %(sentence)s") % {"day": day, "sentence": sentence}
