"""What changed between two days, in whole sentences: one for each kind of event."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from profiles.published import identity
from profiles.reading.facts import Term
from profiles.reading.happenings import Happening
from profiles.values.choices import Status
from profiles.values.period import Qualifier

from .answers import as_what, fill, in_a_sentence
from .dates import begins, ends, lasts, meeting_days, partial
from .texts import office_name, text

register = template.Library()

BODIES = {
    "began": {
        Status.MEMBER: _("{who} became a member of the {body}."),
        Status.OBSERVER: _("{who} became an observer of the {body}."),
        Status.CHAIR: _("{who} became the chair of the {body}."),
        Status.TECHNICAL_SECRETARIAT: _("{who} became the technical secretariat of the {body}."),
    },
    "ended": {
        Status.MEMBER: _("{who} was a member of the {body} up to then."),
        Status.OBSERVER: _("{who} was an observer of the {body} up to then."),
        Status.CHAIR: _("{who} was the chair of the {body} up to then."),
        Status.TECHNICAL_SECRETARIAT: _("{who} was the technical secretariat of the {body} up to then."),
    },
    "both": {
        Status.MEMBER: _("{who} was a member of the {body}."),
        Status.OBSERVER: _("{who} was an observer of the {body}."),
        Status.CHAIR: _("{who} was the chair of the {body}."),
        Status.TECHNICAL_SECRETARIAT: _("{who} was the technical secretariat of the {body}."),
    },
    "named": {
        Status.MEMBER: _("{who} was named as a member of the {body}."),
        Status.OBSERVER: _("{who} was named as an observer of the {body}."),
        Status.CHAIR: _("{who} was named as the chair of the {body}."),
        Status.TECHNICAL_SECRETARIAT: _("{who} was named as the technical secretariat of the {body}."),
    },
    "lapsed": {
        Status.MEMBER: _("{who} was last named as a member of the {body}."),
        Status.OBSERVER: _("{who} was last named as an observer of the {body}."),
        Status.CHAIR: _("{who} was last named as the chair of the {body}."),
        Status.TECHNICAL_SECRETARIAT: _("{who} was last named as the technical secretariat of the {body}."),
    },
}
SENTENCES = {
    "memberships": {
        "joined": _("{who} joined {in_short} as {what}."),
        "began": _("{who} became {what}."),
        "changed": _("{who} became {what}, having been {former}."),
        "left": _("{who} left {in_short}, having been {what}."),
        "ended": _("{who} was {what} up to then."),
        "joined_and_left": _("{who} joined {in_short} as {what}, and left it again."),
        "both": _("{who} was {what}."),
        "named": _("{who} was named as {what}."),
        "lapsed": _("{who} was last named as {what}."),
    },
    "roles": {
        "began": _("{who} took up the role of {role}."),
        "took_over": _("{who} took over from {former} as {role}."),
        "ended": _("{who} gave up the role of {role}."),
        "both": _("{who} had the role of {role}."),
        "named": _("{who} was named in the role of {role}."),
        "lapsed": _("{who} was last named in the role of {role}."),
    },
    "responsible": {
        "began": _("{who}: {office} became responsible."),
        "took_over": _("{who}: {office} became responsible in place of {former}."),
        "ended": _("{who}: {office} was responsible up to then."),
        "both": _("{who}: {office} was responsible."),
        "named": _("{who}: {office} was named as responsible."),
        "lapsed": _("{who}: {office} was last named as responsible."),
    },
}
# Of a membership before or after which there was no other.
ALONE = {"began": "joined", "ended": "left", "both": "joined_and_left"}
# Of what nobody says that it began or ended.
NAMED = {"began": "named", "ended": "lapsed"}


@register.simple_tag(takes_context=True)
def sentence(context, happening: Happening) -> SafeString:
    """What happened, as a sentence with links to the profile, the role, the body."""
    term, former, section, kind = happening.term, happening.former, happening.section, kind_of(happening)
    words = {"who": link(context, happening, term), "in_short": identity.names()["in_short"]}
    if section == "memberships":
        words |= {"what": as_what(term), "former": as_what(former) if former else ""}
    elif section == "roles":
        role = linked(reverse("role", args=[term["role"]["code"]]), in_a_sentence(term["role"]["label"]))
        words |= {"role": role, "former": link(context, happening, former) if former else ""}
    elif section == "affiliations":
        address = f"{reverse('cross_membership')}#body-{term['body']['code']}"
        return fill(BODIES[kind][term["status"]], body=linked(address, text(term["body"]["label"])), **words)
    else:
        words |= {"office": office_name(term), "former": office_name(former) if former else ""}
    return fill(SENTENCES[section][kind], **words)


def kind_of(happening: Happening) -> str:
    """What can be said of it: of what merely held by then that it was named, of what is over that it was."""
    if happening.is_mention:
        return "named"
    if happening.is_undated:
        return "both"
    if happening.is_only_named:
        return NAMED.get(happening.kind, happening.kind)
    if happening.alone:
        return ALONE[happening.kind]
    last_named = happening.kind == "ended" and happening.term["end_qualifier"] == Qualifier.AT_EARLIEST
    return "lapsed" if last_named else happening.kind


def link(context, happening: Happening, term: Term) -> SafeString:
    """The profile of a fact, as of the day on which it is there to be read."""
    day = context["first"] if happening.kind in ("ended", "lapsed") else context["last"]
    on = f"?on={day.isoformat()}" if day != context["reading"].today else ""
    return linked(reverse("member", args=[term.profile["slug"]]) + on, text(term.profile["name"]))


def linked(address: str, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, words)


@register.filter
def event_date(happening: Happening) -> str:
    """The day of what happened: of a beginning, an end, or all of it; the days from and to which it was named."""
    kind, term = kind_of(happening), happening.term
    if kind in ("both", "joined_and_left"):
        return lasts(term)
    if happening.kind == "named":
        return named_days(term)
    if kind == "lapsed":
        return partial(term["end"])
    return ends(term) if happening.kind == "ended" else begins(term)


def named_days(term: Term) -> str:
    """From the first to the last date on which it was named."""
    about = {
        key: Qualifier.ABOUT if term[key] == Qualifier.ABOUT else Qualifier.EXACT
        for key in ("start_qualifier", "end_qualifier")
    }
    return meeting_days({"start": term["start"] or term["start_by"], "end": term["end"], **about})
