"""The chapters around the profiles: how to read it, the body at a glance, its offices and meetings, themes, the
index, sources."""

import re
from itertools import groupby

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri, uri_to_iri
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from profiles.published.search import sort_key
from profiles.reading import holders, meetings
from profiles.reading.entries.page import by_slug
from profiles.reading.facts import Profile
from profiles.reading.filters import MemberFilter
from profiles.values.choices import SiteText
from profiles.values.languages import NAMES, OTHER, either, of_row

from ..tags.answers import answer_brief
from ..tags.dates import begins, day_in_words, meeting_days, partial
from ..tags.sources import address, language_in_words
from ..tags.texts import plain, rich_page
from . import markup
from .letters import is_readable
from .writing import Writer, chapter, heading, pairs, paragraph, subject, table

CODES = re.compile("(?:%[0-9A-Fa-f]{2}){3}")
TYPED = 120
# How many terms of an office are listed.
TERMS = 300


def how_to_read(writer: Writer) -> dict:
    """What is certain and what is possible, and how dates are written."""
    signs = {
        "certain": gettext("certain"),
        "possible": gettext("possible: first or last named on the day shown, or sources differ"),
        "no": gettext("not on this day"),
    }
    blocks = [
        paragraph([gettext("Every fact in this handbook has a date and a source.")], "lead"),
        heading(gettext("As of a day")),
        paragraph(writer.html(as_of(writer))),
        heading(gettext("How sure it is")),
        *({"is": "held", "held": held, "of": [capfirst(words)]} for held, words in signs.items()),
        paragraph([gettext("Totals count what is certain; what is possible stands beside them.")]),
        heading(gettext("Dates")),
        paragraph(
            [
                gettext(
                    "A date is as precise as its source: a day, a month or a year. “By 2008” means in 2008 or "
                    "earlier, “from 2008 or later” that it did not begin before; “present” that no end is "
                    "known."
                )
            ]
        ),
        heading(gettext("Numbers after a fact")),
        paragraph([gettext("A small raised number leads to the list of sources at the end.")]),
        heading(gettext("Names")),
        paragraph(
            [
                gettext(
                    "Names of responsible entities are official unless “our translation” stands beside them. "
                    "What is known in one language only is printed in that language."
                )
            ]
        ),
    ]
    return chapter([gettext("How to read this handbook")], writer.key("how"), blocks)


def as_of(writer: Writer) -> str:
    words = gettext("It says what is known of %(day)s, from what had been published when it was made.")
    return words % {"day": day_in_words(writer.reading.day)}


# ── The body ────────


def at_a_glance(writer: Writer) -> dict:
    """What it is; how many take part; who chairs; where it met last and meets next."""
    reading = writer.reading
    groups = MemberFilter.of(QueryDict(), reading).listing()[:0].listing.counts()
    text = reading.texts.get(SiteText.HOME)
    rows = [[str(number), [title_of(reading, key)]] for key, number in groups.items()]
    last, ahead = meetings.around(reading)
    seats = [
        (either(of_row(role, "label")), seat)
        for role in reading.vocabularies.role.values()
        if (seat := seated(role.code, writer))
    ]
    met = [(gettext("The last"), last), (gettext("The next"), ahead)]
    blocks = [{"is": "prose", "of": writer.html(rich_page(text["body"], writer.numbers))}] if text else []
    blocks += [heading(gettext("Who takes part")), {"is": "figures", "rows": rows}] if rows else []
    if seats:
        blocks += [heading(gettext("Who holds an office")), pairs(seats)]
    if any(meeting for _label, meeting in met):
        blocks += [
            heading(meetings.plural(reading)),
            pairs([(label, meeting_line(row, writer)) for label, row in met if row]),
        ]
    return chapter([gettext("At a glance")], writer.key("glance"), blocks)


def title_of(reading, key) -> str:
    """What a group of profiles is called, as the directory has it."""
    group = {"held": key.held, "type": reading.vocabularies.type.get(key.code)}
    return markup.words(markup.nodes(render_to_string("_group_title.html", {"group": group}))).strip()


def seated(code: str, writer: Writer) -> list:
    """Who certainly holds an office on the day, and since when."""
    found = holders.on_days(code, [writer.reading.day], writer.reading)[writer.reading.day]
    parts = []
    for holder in found:
        since = format_html("{} {}", gettext("since"), begins(holder.term))
        parts += [{"is": "break"}] * bool(parts) + [
            *writer.pair(holder.profile["name"]),
            gettext(", "),
            *writer.html(since),
        ]
        parts += writer.cites(holder.term.cited)
    return parts


def meeting_line(meeting, writer: Writer) -> list:
    place = plain(meeting["place"]) or gettext("not stated")
    return writer.html(format_html("{}{}{}", place, gettext(", "), meeting_days(meeting))) + writer.cites(meeting.cited)


def offices_and_meetings(writer: Writer) -> dict:
    """Who held each office, latest first; all meetings, latest first, by kind."""
    reading, blocks = writer.reading, []
    for role in reading.vocabularies.role.values():
        found = holders.by_role(reading.members.order.latest("role", role.code, TERMS), reading).get(role.code, [])
        begun = writer.begun(row.term for row in found[::-1])
        rows = [writer.dated(writer.pair(term.profile["name"]), term) for term in begun]
        if rows:
            columns = [pgettext("of an office", "Who"), gettext("From"), gettext("Until")]
            name = writer.pair(of_row(role, "label"))
            blocks += [subject(name, writer.key("role", role.code)), table(columns, rows, [2, 1, 1])]
    hosts = by_slug({row["host_slug"] for row in reading.meetings}, reading)
    for kind in reading.vocabularies.meeting_kind.values():
        held = [row for row in reversed(reading.meetings) if row.kind.code == kind.code]
        held = [row for row in held if not reading.is_past or meetings.has_begun(row, reading.day)]
        if held:
            columns = [gettext("Meeting"), gettext("Days"), gettext("Place"), gettext("Host")]
            rows = [meeting_row(row, hosts.get(row["host_slug"]), writer) for row in held]
            name = writer.pair(of_row(kind, "plural"))
            blocks += [subject(name, writer.key("kind", kind.code)), table(columns, rows, [2.2, 1.3, 1.2, 1.1])]
    return chapter([gettext("Offices and meetings")], writer.key("offices"), blocks)


def meeting_row(meeting, host: Profile | None, writer: Writer) -> list[list]:
    name = writer.with_certainty(writer.pair(meeting["name"]), meeting) + writer.cites(meeting.cited)
    place = writer.pair(meeting["place"]) if plain(meeting["place"]) else [gettext("not stated")]
    return [name, writer.html(meeting_days(meeting)), place, writer.pair(host["name"]) if host else []]


# ── Who takes part ────────


def group(title: str, code: str, profiles: list[Profile], entities: list[dict], writer: Writer) -> dict:
    """Those of a member type, or of none on the day: all at a glance, then a page each."""
    return chapter([title], writer.key("group", code), [people(profiles, writer)], entities)


def people(profiles: list[Profile], writer: Writer, *, brief: bool = False) -> dict:
    """Some by flag and name and on which page; unless it is to be brief, since when each, too."""
    rows = [
        {
            "flag": writer.flag(profile),
            "name": writer.pair(profile["name"]),
            "since": [] if brief else writer.html(since(profile)),
            "to": writer.key("member", profile["slug"]),
        }
        for profile in profiles
    ]
    return {"is": "people", "columns": 3 if brief else 2, "rows": rows}


def since(profile: Profile) -> str:
    """The join date of a member; else as the directory has it, when it was last named or is to join."""
    brief = answer_brief(profile)
    is_dated = profile.held == "certain" and profile.join and profile.join["start"]
    return format_html("{} {}", gettext("since"), brief) if is_dated else brief


def themes(profiles_of: dict[str, list[Profile]], writer: Writer) -> dict | None:
    """The themes, and who of the book is named with each."""
    blocks = []
    for code, area in writer.reading.vocabularies.area.items():
        if code not in profiles_of:
            continue
        blocks.append(subject(writer.pair(of_row(area, "label")), writer.key("area", code)))
        if plain(about := of_row(area, "description")):
            blocks.append(paragraph(writer.pair(about)))
        blocks.append(people(profiles_of[code], writer, brief=True))
    return chapter([gettext("Themes")], writer.key("themes"), blocks) if blocks else None


# ── The end ────────


def index(writer: Writer) -> dict:
    """Names, acronyms and ministries, in the language of the book and in the other."""
    blocks = letters(writer.index, writer.language)
    if writer.other:
        title = gettext("Names in %(language)s") % {"language": NAMES[OTHER[writer.language]]}
        blocks += [subject([title], writer.key("other-names")), *letters(writer.other, OTHER[writer.language])]
    return chapter([gettext("Index")], writer.key("index"), blocks)


def letters(entries: list, language: str) -> list[dict]:
    """Entries under their first letters: what reads alike in several places stands once."""
    entries = sorted(entries, key=lambda entry: (sort_key(entry[0]), entry[0]))
    found = []
    for letter, part in groupby(entries, key=lambda entry: sort_key(entry[0])[:1].upper()):
        rows: dict[str, dict] = {}
        for _text, nodes, key in part:
            row = rows.setdefault(markup.words(nodes), {"text": nodes, "to": []})
            row["to"] += [key] * (key not in row["to"])
        found.append({"name": letter, "rows": list(rows.values())})
    return [{"is": "index", "language": language, "letters": found, "comma": gettext(", ")}]


def sources(writer: Writer) -> dict:
    """All that is cited, by number."""
    rows = [
        {
            "number": str(number),
            "key": writer.key("source", str(number)),
            "text": writer.pair(source["title"]),
            "details": details(source, writer),
        }
        for number, source in writer.sources()
    ]
    return chapter([gettext("Sources")], writer.key("sources"), [{"is": "numbered", "rows": rows}])


def details(source: dict, writer: Writer) -> list:
    """Who published it and when, in which language, where it is to be had and when it was read."""
    parts = [source["publisher"], partial(source["day"])]
    if source["language"] and source["language"] != writer.language:
        parts.append(gettext("in %(language)s") % {"language": language_in_words(source["language"])})
    if source["retrieved_on"]:
        parts.append(
            format_html(gettext("retrieved on %(day)s").replace("%(day)s", "{}"), partial(source["retrieved_on"]))
        )
    found = []
    for part in filter(None, parts):
        found += [" · "] * bool(found) + writer.html(part)
    if source["url"]:
        found += [{"is": "break"}] * bool(found)
        found += writer.html(
            format_html('<a href="{0}"><bdi dir="ltr">{1}</bdi></a>', source["url"], shown(source["url"]))
        )
    return found


def shown(url: str) -> str:
    """A web address in letters; in its codes where not all can be set, and no more of them than anybody would type."""
    if is_readable(uri_to_iri(url)):
        return address(url)
    codes = iri_to_uri(url)
    return CODES.sub("\\g<0>\u200b", codes[:TYPED]) + "…" * (len(codes) > TYPED)
