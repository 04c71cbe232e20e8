"""What a profile answers first: whether it is a member, of which kind, since when, until when, on the day that is read.

The name stands above each sentence and not in it, so that none needs an article, a gender or a number of its own.
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from profiles.published import documents
from profiles.reading.facts import Profile, Term
from profiles.values.choices import Certainty, Standing
from profiles.values.languages import either
from profiles.values.partialdate import PartialDate
from profiles.values.period import Qualifier

from .dates import begins, partial, period_of, with_qualifier

register = template.Library()


@register.filter
def answer(profile: Profile) -> SafeString:
    """The sentence: `Member since 2008, as a country of destination.`, and where it is due one about its past."""
    found = filter(None, [today(profile), before(profile), dispute(profile)])
    return SafeString(" ".join(sentence if sentence.endswith(".") else f"{sentence}." for sentence in found))


@register.filter
def answer_brief(profile: Profile) -> SafeString | str:
    """The same in a cell of a list that says of which kind: the join date as it is meant, or when it was last named.

    What the body itself printed for it stands on the profile, with a note: a list has no room for one.
    """
    if profile.held == "certain" or profile.group.held == "ahead":
        return with_qualifier(*documents.meant_start(profile.join)) if profile.join else gettext("not stated")
    term = profile.membership or profile.last_membership
    if term and begins_later(term, profile):
        return fill(gettext("first named {date}"), date=partial(documents.meant_start(term)[0]))
    if named := term and period_of(term).last_named:
        return fill(gettext("last named {date}"), date=partial(named))
    return fill(gettext("until {date}"), date=end_of(term)) if term and term["end"] else gettext("not stated")


def today(profile: Profile) -> SafeString | str:
    """What it is on the day."""
    if profile.held == "certain":
        return since(profile.membership)
    if profile.held == "possible":
        return perhaps(profile, profile.membership)
    if profile.group.held == "ahead" and profile.join:
        values = {"what": as_what(profile.join), "date": begins(profile.join)}
        return fill(gettext("Not yet: {what} from {date}"), **values)
    if profile.last_membership:
        return no_longer(profile.last_membership)
    return gettext("Neither a member nor an observer on this day")


def since(term: Term) -> SafeString | str:
    start, qualifier = documents.meant_start(term)
    patterns = {
        Qualifier.EXACT: (gettext("Member since {date}"), gettext("Observer since {date}")),
        Qualifier.ABOUT: (gettext("Member since about {date}"), gettext("Observer since about {date}")),
        Qualifier.AT_LATEST: (gettext("Member since {date} or earlier"), gettext("Observer since {date} or earlier")),
        Qualifier.AT_EARLIEST: (gettext("Member since {date} or later"), gettext("Observer since {date} or later")),
    }
    unknown = Standing.MEMBER.label, Standing.OBSERVER.label
    sentence = fill((patterns[qualifier] if start else unknown)[observes(term)], date=partial(start))
    if not says_no_more(term):
        sentence = fill(gettext("{sentence}, as {what}"), sentence=sentence, what=as_what(term))
    return sentence if start else fill(gettext("{sentence}; since when is not stated"), sentence=sentence)


def perhaps(profile: Profile, term: Term) -> SafeString | str:
    """What it may be, and why that is not certain."""
    start, qualifier = documents.meant_start(term)
    values = {
        "what": as_what(term),
        "named": when(period_of(term).last_named),
        # That it was first named then says that it may have begun before.
        "start": when(start, Qualifier.EXACT if begins_later(term, profile) else qualifier),
        "end": end_of(term),
    }
    return fill(why_perhaps(profile, term), **values)


def why_perhaps(profile: Profile, term: Term) -> str:
    certainty, named = Certainty(term["certainty"]), period_of(term).last_named
    if begins_later(term, profile):
        return {
            Certainty.DISPUTED: gettext("First named {start}; sources differ on whether as {what}"),
            Certainty.NOT_STATED: gettext("First named {start}; no source says whether as {what}"),
        }.get(certainty, gettext("First named as {what} {start}; it may have been one before"))
    if certainty == Certainty.DISPUTED:
        return gettext("Sources differ on whether it was {what} on this day")
    if certainty == Certainty.NOT_STATED:
        last = gettext("Last named {named}; no source says whether as {what}")
        return last if named else gettext("Took part; no source says whether as {what}")
    if profile.day < documents.bounds(term.fact).certain_from:
        became = gettext("It became {what} {start}; whether by this day is not stated")
        return became if documents.meant_start(term)[0] else gettext("No source says when it became {what}")
    if named and term["ended"]:
        return gettext("Last named as {what} {named}; when it ended is not stated")
    if named:
        return gettext("Last named as {what} {named}; nothing says whether it still is one")
    return gettext("Perhaps {what}, until {end}")


def begins_later(term: Term, profile: Profile) -> bool:
    """Whether the day lies before the first that any source names, and nothing says that it had not begun."""
    start, qualifier = documents.meant_start(term)
    return qualifier == Qualifier.AT_LATEST and bool(start) and profile.day < PartialDate(start).first_day


def no_longer(term: Term) -> SafeString | str:
    head = gettext("No longer an observer") if observes(term) else gettext("No longer a member")
    values = {"named": when(period_of(term).last_named), "end": end_of(term), "what": as_what(term)}
    brief = says_no_more(term)
    if values["named"]:
        tail = gettext("last named as one {named}") if brief else gettext("last named as {what} {named}")
    elif values["end"]:
        tail = gettext("until {end}") if brief else gettext("{what} until {end}")
    elif brief:
        return head
    else:
        tail = gettext("once {what}")
    return fill(gettext("{head}: {tail}"), head=head, tail=fill(tail, **values))


def observes(term: Term) -> bool:
    return term["type"]["standing"] == Standing.OBSERVER


def before(profile: Profile) -> SafeString | str:
    """That it had first joined earlier than with what it is on the day."""
    first, now = profile.join, profile.membership or profile.last_membership
    if not (first and now) or first["uid"] == now["uid"]:
        return ""
    if documents.bounds(first.fact).certain_from > profile.day:
        return ""
    return fill(gettext("It first joined {date}."), date=when(*documents.meant_start(first)))


def dispute(profile: Profile) -> SafeString | str:
    """Between which years sources differ about what it was, apart from the day itself."""
    shown = profile.membership["uid"] if profile.membership else ""
    disputed = [
        term for term in profile.memberships if term["certainty"] == Certainty.DISPUTED and term["uid"] != shown
    ]
    dates = sorted(term[name] for term in disputed for name in ("start", "end") if term[name])
    if not dates:
        return ""
    first, last = dates[0][:4], dates[-1][:4]
    if first == last:
        return fill(gettext("Sources differ about {date}."), date=partial(first))
    return fill(gettext("Sources differ about {first} to {last}."), first=partial(first), last=partial(last))


@register.filter
def as_what(term: Term) -> str:
    """The member type within a sentence: `a country of origin`, `an observer`."""
    label = in_a_sentence(term["type"]["label"])
    return (gettext("an {type}") if label[:1] in "aeiou" else gettext("a {type}")).format(type=label)


@register.filter
def in_a_sentence(pair: dict[str, str]) -> str:
    """A label within a sentence: with a small first letter, unless it is an acronym."""
    label = either(pair)
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def says_no_more(term: Term) -> bool:
    """Whether the member type says no more than whether it is a member or an observer."""
    return either(term["type"]["label"]) in (Standing.MEMBER.label, Standing.OBSERVER.label)


def when(date: str, qualifier: str = Qualifier.EXACT) -> SafeString | str:
    """A date within a sentence: `on 21 Jan. 2008`, `in May 2021 or earlier`; nothing where there is none."""
    if not date:
        return ""
    pattern = gettext("on {date}") if PartialDate(date).precision == "day" else gettext("in {date}")
    return fill(pattern, date=with_qualifier(date, qualifier))


def end_of(term: Term) -> SafeString | str:
    return with_qualifier(term["end"], term["end_qualifier"])


def fill(pattern: str, **values) -> SafeString:
    return format_html(pattern, **values)
