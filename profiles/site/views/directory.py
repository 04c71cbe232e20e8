"""The directory: the front page, its picture alone, and the list with its filters."""

from html import unescape

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext

from profiles.published.documents import shown_start
from profiles.published.meetings import Meeting
from profiles.reading import changes, holders, meetings
from profiles.reading.drawings import strip
from profiles.reading.drawings.homesheet import AtHome, HomeSheet, Named
from profiles.reading.filters import LIST, MemberFilter
from profiles.reading.listings import Group
from profiles.reading.pages import page_of
from profiles.values.choices import Certainty, SiteText, Standing
from profiles.values.languages import either, of_row
from profiles.values.period import display

from .. import fragments
from ..opendata import shared
from ..public import public
from ..rendering import render
from ..tags.dates import meeting_days
from .pictures import notes, picture

AT_HOME = 60


def counted(request, reading) -> dict:
    """How many take part, by member type: those who certainly do, and beside them those who perhaps do."""
    part = MemberFilter.of(request.GET, reading).listing().first_of_each(AT_HOME)
    groups = part.groups(reading)
    certain = [group for group in groups if group.held == "certain"]
    sides = [group for group in certain if group.type.standing == Standing.MEMBER]
    return {
        "part": part,
        "sides": sides,
        "members": sum(group.total for group in sides),
        "observers": [group for group in certain if group.type.standing != Standing.MEMBER],
        "perhaps": [group for group in groups if group.held == "possible"],
        "former": next((group for group in groups if group.held == "former"), None),
    }


def at_home(request, reading) -> dict:
    """The body at a glance: who is a member in which way, who chairs, where it met."""
    context = counted(request, reading)
    held = [meeting for meeting in meetings.main(reading) if meetings.has_begun(meeting, reading.day)]
    closed = [meetings.last_day(row) for row in held]
    chairs = holders.on_days(reading.chair, [reading.day, *filter(None, closed)], reading)
    context |= {
        "way": way(context["sides"], reading),
        "chair": next(iter(chairs[reading.day]), None),
        "held": meetings.plural(reading),
        "consultations": [(row, holders.only(chairs.get(day, []))) for row, day in zip(held, closed, strict=True)],
    }
    heading = render_to_string("_home_sentence.html", context)
    return context | {"heading": heading, "sentence": in_plain_words(heading)}


def way(sides: list[Group], reading) -> str:
    """What leads from the first kind of members to the second, where both are there."""
    kinds = [row.code for row in reading.vocabularies.type.values() if row.standing == Standing.MEMBER]
    return (
        of_row(reading.identity, "way")[reading.language]
        if len(kinds) > 1 and [group.code for group in sides[:2]] == kinds[:2]
        else ""
    )


def in_plain_words(html: str) -> str:
    return " ".join(unescape(strip_tags(html)).split())


@public()
def home(request, reading):
    context = at_home(request, reading)
    context |= {
        "title": of_row(reading.identity, "heading")[reading.language],
        "text": reading.texts.get(SiteText.HOME),
        "looks": fragments.of_part(context["part"], "_flag_and_name.html", reading),
        "changes": [entry for entry in changes.entries(changes.releases(reading.moment)[:8]) if entry.kind != "first"],
    }
    return render(request, reading, "home.html", context)


@shared
@public()
def home_svg(request, reading):
    """The picture of the front page alone."""
    context = at_home(request, reading)
    remark = in_plain_words(render_to_string("_home_remark.html", context))
    below = [*filter(None, [remark]), *notes(request, reading, reverse("home"))]
    shown = in_words(context)
    sheet = HomeSheet.of(shown, context["sentence"], below)
    return picture(request, reading, "home.svg", context | {"shown": shown, "sheet": sheet})


def in_words(context: dict) -> AtHome:
    """What the front page shows, as its sheet writes it."""
    held, chair = context["consultations"], context["chair"]
    return AtHome(
        sides=[named(group, chair) for group in context["sides"]],
        way=context["way"],
        chair=chair_in_words(chair) if chair else [],
        held=gettext("%(kind)s: %(number)s") % {"kind": context["held"], "number": len(held)},
        consultations=[consultation_in_words(*row) for row in held],
        others=[named(group, chair) for group in context["observers"]],
    )


def named(group: Group, chair: holders.Holder | None) -> Named:
    slug = chair.profile["slug"] if chair else ""
    names = [(either(row["name"]), "strong" if row["slug"] == slug else "") for row in group.rows]
    return Named(f"{either(of_row(group.type, 'plural'))} ({group.total})", names)


def chair_in_words(chair: holders.Holder) -> list[tuple[str, str]]:
    since = f"{gettext('since')} {display(*shown_start(chair.term.fact))}"
    return [
        (either(chair.term["role"]["label"]), "remark"),
        (either(chair.profile["name"]), "strong"),
        (since, "remark"),
    ]


def consultation_in_words(meeting: Meeting, holder: holders.Holder | None) -> tuple[str, str, str]:
    """Where it was, when, and who chaired from then on."""
    certainty = Certainty(meeting["certainty"])
    doubt = "" if certainty.is_sure else f" ({certainty.label})"
    then = f"{gettext('Next chair:')} {either(holder.profile['name'])}" if holder else ""
    return meeting.town or meeting.label, in_plain_words(meeting_days(meeting)) + doubt, then


@public(*LIST, "page", prose=False, tells=True)
def members(request, reading):
    filterset = MemberFilter.of(request.GET, reading)
    page = page_of(filterset.listing(), request.GET.get("page", "1"))
    years = strip.years(reading)
    context = {
        "filter": filterset,
        "facets": filterset.facets(),
        "active": filterset.active(),
        "page_obj": page,
        "tally": filterset.tally(),
        "groups": page.object_list.groups(reading),
        "looks": fragments.of_part(page.object_list, "_members_line.html", reading, years=years),
        "years": years,
        "section": "members",
    }
    return render(request, reading, "members.html", context)
