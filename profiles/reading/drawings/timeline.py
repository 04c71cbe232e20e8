"""Time drawn: which dated facts stand on the timelines of the directory, of a profile and of a role."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import get_language_bidi, gettext

from profiles.published.meetings import Meeting
from profiles.published.vocabularies import Vocabularies
from profiles.values import languages
from profiles.values.choices import Certainty, Standing
from profiles.values.period import Period, Qualifier

from ..facts import Profile, Term
from ..holders import Holder
from ..meetings import first_day, hosted, main, plural
from ..reading import Reading
from . import sentences
from .axis import Axis
from .bars import CLAIMED, ChartItem, pack
from .chart import Chart, ChartSection, Lane
from .settled import settled


def label_in(pair: dict[str, str]) -> tuple[str, str]:
    """The text of a pair in the reader's language, or in the other with that one's code."""
    language = languages.language_of(pair)
    return pair[language], "" if language == languages.current() else language


def item(term: Term, name: dict[str, str], look: str, *, what: str = "", **kwargs) -> ChartItem:
    """A dated fact under a name; `what` goes before its dates in the sentence."""
    label, lang = label_in(name)
    certainty = Certainty(term["certainty"])
    remark = "" if certainty == Certainty.STATED else f" ({certainty.label})"
    return ChartItem(
        label + ("" if certainty.is_sure else remark),
        f"{what or label}{gettext(': ')}{term.shown_period}{remark}",
        term.period.bounds(),
        look if certainty.is_sure else CLAIMED,
        lang=lang,
        inexact=inexact(term.period),
        **kwargs,
    )


def inexact(period: Period) -> tuple[bool, bool]:
    """Whether its start and its end are stated, each by a day, month or year in which it lies."""
    near = (Qualifier.EXACT, Qualifier.ABOUT)
    start, end = (period.start, period.start_qualifier), (period.end, period.end_qualifier)
    return tuple(bool(text) and qualifier in near for text, qualifier in (start, end))


def look_of(type_code: str, standing: str, vocabularies: Vocabularies | None) -> str:
    """Observers are outlined, kinds of members filled, each in its own way."""
    if standing == Standing.OBSERVER:
        return "observer"
    members = (
        [row.code for row in vocabularies.type.values() if row.standing == Standing.MEMBER] if vocabularies else []
    )
    return f"member-{members.index(type_code) % 3 if type_code in members else 0}"


def memberships(profile: Profile, vocabularies: Vocabularies) -> list[ChartItem]:
    """An entity's memberships, each with its type and dates."""
    found = []
    for term in profile.memberships:
        label, lang = label_in(term["type"]["label"])
        look = look_of(term["type"]["code"], term["type"]["standing"], vocabularies)
        found.append(item(term, same(gettext(", ").join([label, str(term.shown_period)]), lang), look, what=label))
    return found


def same(text: str, lang: str = "") -> dict[str, str]:
    """A text as a pair, in the reader's language or in the one that it stands in."""
    here = lang or languages.current()
    return languages.no_pair() | {here: text}


def lanes_of_role(holders: list[Holder]) -> list["Plan"]:
    """A lane for each holder, in the order of their first terms."""
    terms = defaultdict(list)
    for holder in holders:
        terms[holder.profile["slug"]].append(holder)
    return [
        Plan(found[0].profile["name"], own_terms([one.term for one in found], found[0].profile), ("member", slug))
        for slug, found in terms.items()
    ]


def terms_of_role(holders: list[Holder]) -> list[ChartItem]:
    """Terms of one role, each with its holder's name."""
    return [
        item(
            holder.term,
            holder.profile["name"],
            "office",
            run=holder.profile["slug"],
            what=gettext(", ").join(
                filter(None, [label_in(holder.profile["name"])[0], label_in(holder.term["title"])[0]])
            ),
        )
        for holder in holders
    ]


def own_terms(terms: list[Term], profile: Profile) -> list[ChartItem]:
    """An entity's terms of one role, each with its dates."""
    return [
        item(
            term,
            same(str(term.shown_period)),
            "office",
            what=label_in(term["title"])[0] or label_in(term["role"]["label"])[0],
            run=profile["slug"],
            mute=True,
        )
        for term in terms
    ]


def hostings(meetings: list[Meeting], hosts: dict[str, Profile]) -> list[ChartItem]:
    """The meetings of which the host has a profile, each with the host's name."""
    shown = [(meeting, hosts[meeting["host_slug"]]) for meeting in meetings if meeting["host_slug"] in hosts]
    return [
        hosting(meeting, host["name"], what=gettext(", ").join([label_in(host["name"])[0], meeting.label]))
        for meeting, host in shown
    ]


def own_hostings(meetings: list[Meeting]) -> list[ChartItem]:
    """The meetings that one profile hosted, each with its days."""
    return [hosting(meeting, same(str(meeting.days)), what=meeting.label, mute=True) for meeting in meetings]


def hosting(meeting: Meeting, name: dict[str, str], *, what: str, **kwargs) -> ChartItem:
    """A meeting under a name; `what` goes before its days in the sentence."""
    label, lang = label_in(name)
    certainty = Certainty(meeting["certainty"])
    remark = "" if certainty == Certainty.STATED else f" ({certainty.label})"
    look = "office" if certainty.is_sure else CLAIMED
    sentence = f"{what}{gettext(': ')}{meeting.days}{remark}"
    return ChartItem(label, sentence, meeting.days.bounds(), look, lang=lang, run=meeting["host_slug"], **kwargs)


def gatherings(meetings: list[Meeting]) -> list[ChartItem]:
    """Meetings that have a day or a month, each with its number and town."""
    found = []
    for meeting in meetings:
        if not first_day(meeting):
            continue
        label = " ".join(filter(None, [str(meeting["ordinal"] or ""), meeting.town])) or meeting.label
        title = f"{meeting.label}{gettext(': ')}{meeting.days}"
        found.append(ChartItem(label, title, meeting.days.bounds(), "meeting"))
    return found


# ── Charts ────────


@dataclass(frozen=True)
class Plan:
    """A lane that is not drawn yet."""

    name: dict[str, str]
    items: list[ChartItem]
    address: tuple[str, str] | None = None


def chart(reading: Reading, *parts: tuple[ChartSection, list[Plan]], looks: Iterable[tuple[str, str]] = ()) -> Chart:
    """Sections, drawn along the one axis that holds all of their plans. A section without plans is left out, and so is
    a look that nothing has."""
    meetings = main(reading)
    days = [
        day for _part, plans in parts for plan in plans for item in plan.items for day in vars(item.bounds).values()
    ]
    days += [day for day in map(first_day, meetings) if day and day <= reading.today]
    axis = Axis.around(days, day=reading.day, today=reading.today, rtl=get_language_bidi())
    sections = [
        replace(section, lanes=[Lane(plan.name, plan.address, pack(plan.items, axis)) for plan in plans])
        for section, plans in parts
        if plans
    ]
    drawn = {item.look for _part, plans in parts for plan in plans for item in plan.items}
    return Chart(axis, sections, meetings, [(look, label) for look, label in looks if look in drawn])


def looks(vocabularies: Vocabularies) -> list[tuple[str, str]]:
    """How each member type is drawn, with its label."""
    types = [row for row in vocabularies.type.values() if not row.retired]
    return [(look_of(row.code, row.standing, vocabularies), row.label) for row in types]


def of_directory(reading: Reading, groups, holders: dict[str, list[Holder]], hosts: dict[str, Profile]) -> Chart:
    """Offices in the order of the vocabulary, hosts of meetings and main meetings; then in their groups the listed
    members and observers, but for those of whom a sentence says all."""
    band = [
        Plan(role.labels(), terms_of_role(holders[code]), ("role", code))
        for code, role in reading.vocabularies.role.items()
        if code in reading.offices and code in holders
    ]
    if items := hostings(hosted(reading.meetings, reading.today), hosts):
        band.append(Plan(same(gettext("Hosts of meetings")), items))
    if held := gatherings(main(reading)):
        band.append(Plan(same(plural(reading)), held))
    parts = [(ChartSection(title=gettext("Offices and meetings")), band)]
    known = settled(row for group in groups for row in group.rows)
    for group in groups:
        plans = [
            Plan(row["name"], memberships(row, reading.vocabularies), ("member", row["slug"]))
            for row in group.rows
            if not (known and row in known.rows)
        ]
        parts.append((ChartSection(group=group), plans))
    return replace(chart(reading, *parts, looks=looks(reading.vocabularies)), settled=known)


def is_drawn(reading: Reading, profile: Profile) -> bool:
    """Whether there is a picture of an entity."""
    meetings = hosted(reading.meetings, reading.today, profile["slug"])
    return worth_drawing([*profile.memberships, *profile.roles, *meetings])


def of_profile(reading: Reading, profile: Profile) -> Chart | None:
    """An entity's memberships and roles, and the meetings that it hosted, if at least two have a date."""
    if not is_drawn(reading, profile):
        return None
    meetings = hosted(reading.meetings, reading.today, profile["slug"])
    by_role = defaultdict(list)
    for term in profile.roles:
        by_role[term["role"]["code"]].append(term)
    order = list(reading.vocabularies.role)
    codes = sorted(by_role, key=lambda code: order.index(code) if code in order else len(order))
    plans = (
        [Plan(same(gettext("Member Type")), memberships(profile, reading.vocabularies))] if profile.memberships else []
    )
    plans += [Plan(by_role[code][0]["role"]["label"], own_terms(by_role[code], profile)) for code in codes]
    if meetings:
        plans.append(Plan(same(gettext("Meetings hosted")), own_hostings(meetings)))
    found = chart(reading, (ChartSection(), plans), looks=looks(reading.vocabularies))
    return replace(found, sentence=sentences.of_profile(reading, profile, meetings))


def of_role(reading: Reading, holders: list[Holder]) -> Chart | None:
    """Who held a role, each in a lane, if at least two terms have a date."""
    if not worth_drawing([holder.term for holder in holders]):
        return None
    return replace(
        chart(reading, (ChartSection(), lanes_of_role(holders))), sentence=sentences.of_role(reading, holders)
    )


def worth_drawing(terms: list[Term | Meeting]) -> bool:
    return sum(bool(term["start"] or term["end"]) for term in terms) > 1
