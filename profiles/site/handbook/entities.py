"""The page of a member or observer in the handbook: its sentence, who is responsible and how they are reached, its
offices, its themes, the other bodies that it is in. Its long texts stay on the site."""

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext

from profiles.published import offices
from profiles.reading.facts import Profile, Term
from profiles.values.languages import OTHER, either

from ..tags.answers import answer
from ..tags.dates import begins, begins_by, day_in_words, meant
from ..tags.sources import drop_footnotes
from ..tags.texts import (
    in_language,
    kind_label,
    linked,
    office_name,
    plain,
    rich_page,
    status_label,
    text,
    text_with_remark,
)
from . import markup
from .letters import is_readable
from .writing import Writer, paragraph, table


def entity(profile: Profile, writer: Writer) -> dict:
    """A page of the book."""
    key = writer.key("member", profile["slug"])
    list_in_index(profile, key, writer)
    membership = profile.membership or profile.last_membership
    return {
        "key": key,
        "name": writer.html(plain(profile["name"])),
        "names": names(profile, writer),
        "flag": writer.flag(profile),
        "held": profile.held,
        "answer": writer.html(answer(profile)) + (writer.cites(membership.cited) if membership else []),
        "glance": [[[name], value] for name, value in glance(profile, writer)],
        "summary": summary(profile, writer),
        "sections": [{"title": [title], "blocks": blocks} for title, blocks in sections(profile, writer)],
    }


def names(profile: Profile, writer: Writer) -> list[list]:
    """What it is called beside its name: its own acronym, formally, in the other language, in its own, formerly."""
    other = OTHER[writer.language]
    lines = []
    if plain(profile["acronym"]) and profile["kind"] != "state":
        lines.append(writer.pair(profile["acronym"]))
    if plain(profile["formal_name"]) and plain(profile["formal_name"]) != plain(profile["name"]):
        lines.append(writer.pair(profile["formal_name"]))
    if other != writer.language and profile["name"][other] and profile["name"][writer.language]:
        lines.append(writer.html(in_language(profile["name"][other], other)))
    if profile["native_name"] and is_readable(profile["native_name"]):
        lines.append(writer.html(format_html("<bdi>{}</bdi>", profile["native_name"])))
    if plain(profile["former_names"]):
        lines.append(writer.html(format_html("{} {}", gettext("Formerly:"), text(profile["former_names"]))))
    # Arabic is the language of some.
    return [line for place, line in enumerate(lines) if markup.words(line) not in map(markup.words, lines[:place])]


def glance(profile: Profile, writer: Writer) -> list[tuple[str, list]]:
    found = [(gettext("Join Date"), joined(profile, writer)), (gettext("Member Type"), member_type(profile, writer))]
    found.append((gettext("Kind"), writer.html(kind_label(profile.content))))
    if profile["iso2"]:
        codes = " · ".join(filter(None, [profile["iso2"], profile["iso3"]]))
        found.append((gettext("ISO codes"), writer.html(format_html("<bdi>{}</bdi>", codes))))
    if profile["website"]:
        found.append((gettext("Website"), website(profile["website"], writer)))
    if checked := profile.checked:
        found.append((gettext("Facts last checked"), [day_in_words(checked)]))
    return found


def joined(profile: Profile, writer: Writer) -> list:
    join = profile.join
    if not (join and join["start"]):
        return [gettext("not stated")]
    found = writer.html(begins(join) if join["start_printed"] else begins_by(join))
    if join != profile.membership:
        # Else the sentence above has them.
        found += writer.cites(join.cited, "all start")
    if join["start_printed"]:
        found += [{"is": "break"}, {"is": "small", "of": writer.html(meant(join))}]
    return found


def member_type(profile: Profile, writer: Writer) -> list:
    if profile.membership:
        return writer.with_certainty(writer.pair(profile.membership["type"]["label"]), profile.membership)
    if profile.last_membership:
        return [gettext("Formerly:"), " ", *writer.pair(profile.last_membership["type"]["label"])]
    return [gettext("Joining later") if profile.group.held == "ahead" else gettext("not stated")]


def website(url: str, writer: Writer) -> list:
    shown = url.split("//", 1)[-1].removeprefix("www.").rstrip("/")
    return writer.html(format_html('<a href="{}"><bdi dir="ltr">{}</bdi></a>', url, shown))


def summary(profile: Profile, writer: Writer) -> list[dict]:
    if not plain(profile["summary"]):
        return []
    return [paragraph(writer.html(drop_footnotes(text_with_remark(profile["summary"]))))]


# ── Sections ────────


def sections(profile: Profile, writer: Writer) -> list[tuple[str, list[dict]]]:
    found = [(gettext("Responsible Entities"), responsible(profile, writer))]
    dated = [gettext("From"), gettext("Until")]
    if profile.has_gaps and (memberships := writer.begun(profile.memberships)):
        rows = [writer.dated(writer.pair(term["type"]["label"]), term) for term in memberships]
        columns = [gettext("Member Type"), *dated]
        found.append((gettext("Memberships over time"), [table(columns, rows, [2, 1, 1])]))
    if roles := writer.begun(profile.roles):
        rows = [role(term, writer) for term in roles]
        found.append((gettext("Roles"), [table([gettext("Role"), *dated], rows, [2, 1, 1])]))
    if profile.areas:
        found.append((gettext("Themes"), [paragraph(themes(profile, writer))]))
    if affiliations := writer.begun(profile.affiliations):
        rows = [affiliation(term, writer) for term in affiliations]
        columns = [gettext("Body"), gettext("Status"), *dated]
        found.append((gettext("Other bodies"), [table(columns, rows, [2.5, 1.1, 1.2, 1.2])]))
    return found


def responsible(profile: Profile, writer: Writer) -> list[dict]:
    blocks = [office(term, writer) for term in profile.responsible_now]
    blocks = blocks or [paragraph([gettext("Not stated.")])]
    if before := writer.begun(profile.responsible_before):
        lines = [[*writer.html(office_name(term)), gettext(", "), *writer.lasted(term)] for term in before]
        blocks.append(paragraph([gettext("Formerly responsible")], "remark"))
        blocks += [paragraph(line, "remark") for line in lines]
    return blocks


def office(term: Term, writer: Writer) -> dict:
    """A responsible entity: its names in both languages, since when, how it is reached."""
    name = writer.html(office_name(term))
    if plain(term["acronym"]):
        name += writer.html(format_html(" <bdi>({})</bdi>", plain(term["acronym"])))
    lines = [(gettext("Responsible"), writer.lasted(term))]
    if term["website"]:
        lines.append((gettext("Website"), website(term["website"], writer)))
    if plain(term["contact"]):
        lines.append((gettext("Contact"), writer.html(linebreaksbr(linked(term["contact"])))))
    if term.predecessor:
        lines.append((gettext("Took over from:").rstrip(": \u202f"), writer.html(office_name(term.predecessor))))
    unreached = gettext("No address, telephone or e-mail is published here yet.")
    return {
        "is": "office",
        "name": writer.with_certainty(name, term),
        "names": other_names(term, writer),
        "text": writer.html(rich_page(term["text"], writer.numbers)) if plain(term["text"]) else [],
        "lines": [[[label], value] for label, value in lines],
        "remark": [] if plain(term["contact"]) else [unreached],
    }


def other_names(term: Term, writer: Writer) -> list[list]:
    """What it is called in the other language, and in its own."""
    shown = offices.name_of(term)
    found = offices.name_in(term, OTHER[writer.language])
    lines = [in_language(found.text, found.language)] if found and found.language != shown.language else []
    if term["native_name"] and is_readable(term["native_name"]):
        lines.append(format_html("<bdi>{}</bdi>", term["native_name"]))
    return [writer.html(line) for line in lines]


def role(term: Term, writer: Writer) -> list[list]:
    what = writer.pair(term["role"]["label"])
    if plain(term["title"]):
        what += [gettext(", "), *writer.pair(term["title"])]
    return writer.dated(what, term)


def affiliation(term: Term, writer: Writer) -> list[list]:
    return writer.dated(writer.pair(term["body"]["label"]), term, [capfirst(status_label(term["status"]))])


def themes(profile: Profile, writer: Writer) -> list:
    found = []
    for area in profile.areas:
        found += [gettext(", ")] * bool(found) + [*writer.pair(area["label"])]
    return found


# ── Where it is found ────────


def list_in_index(profile: Profile, key: str, writer: Writer) -> None:
    """Its names and acronym, and those of its responsible entities of the day, in both languages."""
    other = OTHER[writer.language]
    for name in ("name", "acronym"):
        for language, entries in ({other: writer.other} | {writer.language: writer.index}).items():
            if profile[name][language]:
                entries.append(
                    (profile[name][language], writer.html(in_language(profile[name][language], language)), key)
                )
    for term in profile.responsible_now:
        for language, entries in ({other: writer.other} | {writer.language: writer.index}).items():
            found = offices.name_in(term, language)
            # An organization that answers for itself stands there by its name already.
            if found and found.text != profile["name"][language]:
                of_whom = profile["name"][language] or either(profile["name"])
                nodes = writer.html(in_language(found.text, language))
                entries.append((found.text, [*nodes, " ", {"is": "small", "of": writer.html(of_whom)}], key))
