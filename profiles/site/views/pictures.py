"""The directory as pictures: over time and on a map; each a page, and the picture alone as a file; and all flags."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from profiles.reading import facts, holders, meetings
from profiles.reading.drawings import atlas, geography, moments, sentences, timeline
from profiles.reading.drawings.chart import Chart
from profiles.reading.drawings.mapsheet import MapSheet
from profiles.reading.drawings.sheet import Sheet
from profiles.reading.entries.page import by_slug
from profiles.reading.filters import LIST, MemberFilter
from profiles.reading.pages import page_of
from profiles.values.languages import either, of_row
from profiles.values.partialdate import PartialDate

from .. import accent as accents
from .. import flags as sprites
from .. import fragments
from ..opendata import shared, shared_as_it_is
from ..public import public
from ..publisher import publisher
from ..rendering import render

# As many as there are states.
ON_MAP = 250
# How many who held an office are drawn at most.
HOLDERS = 60


def of_offices(reading) -> dict:
    """Who held which office, and who hosted."""
    order, roles = reading.members.order, reading.vocabularies.role
    ever = {code: order.latest("role", code) for code in reading.offices}
    held = [pk for pks in ever.values() for pk in pks[:HOLDERS]]
    terms = holders.by_role(held, reading)
    hosted = meetings.hosted(reading.meetings, reading.today)
    hosts = by_slug({row["host_slug"] for row in hosted}, reading)
    offices = [(role, terms.get(code)) for code, role in roles.items() if code in reading.offices]
    return {
        "terms": terms,
        "hosts": hosts,
        "offices": offices,
        "left_out": [role for code, role in roles.items() if len(ever.get(code, ())) > HOLDERS],
        "most": HOLDERS,
        "moments": moments.moments(reading, [one for _role, found in offices for one in found or []]),
        "hosted": [(row, hosts[row["host_slug"]]) for row in hosted if row["host_slug"] in hosts],
        "meetings": meetings.main(reading),
        "sentence": sentences.over_time(reading, holders.current_holder(terms.get(reading.chair, []))),
    }


def over_time(request, reading) -> dict:
    """The filtered members over time, below who held which office and hosted."""
    filterset = MemberFilter.of(request.GET, reading)
    page = page_of(filterset.listing(), request.GET.get("page", "1"))
    groups, context = page.object_list.groups(reading), of_offices(reading)
    chart = timeline.of_directory(reading, groups, context["terms"], context["hosts"])
    return context | {
        "active": filterset.active(),
        "page_obj": page,
        "tally": filterset.tally(),
        "groups": groups,
        "chart": chart,
        "settled_sentence": sentences.of_settled(chart.settled) if chart.settled else "",
    }


@public(*LIST, "page", prose=False)
def timelines(request, reading):
    """The picture, and the same as a table."""
    context = over_time(request, reading)
    context |= {
        "twins": fragments.of_part(context["page_obj"].object_list, "_timeline_twin.html", reading),
        "section": "timeline",
    }
    return render(request, reading, "timeline.html", context)


@shared
@public(*LIST, "page", prose=False)
def timeline_svg(request, reading):
    context = over_time(request, reading)
    chart, known = context["chart"], []
    if chart.settled:
        names = gettext(", ").join(either(row["name"]) for row in chart.settled.rows)
        known.append(f"{context['settled_sentence']}{gettext(': ')}{names}")
    sheet = Sheet.of(chart, context["sentence"], known + notes(request, reading, reverse("timeline")))
    return picture(request, reading, "timeline.svg", context | {"sheet": sheet})


def of_time(request, reading, chart: Chart | None, name: dict[str, str], page: str) -> HttpResponse:
    """The chart of what has that name and that page, alone. Raises Http404 where there is none."""
    if chart is None:
        raise Http404
    sentence = title(name, chart)
    sheet = Sheet.of(chart, sentence, notes(request, reading, page))
    return picture(request, reading, "timeline.svg", {"chart": chart, "sentence": sentence, "sheet": sheet})


def title(name: dict[str, str], chart: Chart | None) -> str:
    """What a picture is called away from the page whose heading says whom it is of; nothing of no picture."""
    return f"{either(name)} – {chart.sentence}" if chart else ""


def notes(request, reading, page: str) -> list[str]:
    """Who says it, as of what day, under which licence, and where there is more."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    values = {
        "publisher": either(publisher().name),
        "day": PartialDate(reading.day.isoformat()).display(),
        "licence": reading.identity.terms.short,
    }
    credit = gettext("%(publisher)s, member directory, as of %(day)s. Licence: %(licence)s.") % values
    return [credit, request.build_absolute_uri(page + query)]


def picture(request, reading, template: str, context: dict) -> HttpResponse:
    """A picture as a file of its own: it needs nothing else, and can run nothing."""
    return svg(render_to_string(template, {"reading": reading} | context, request))


def svg(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def on_map(request, reading) -> dict:
    """Where the filtered members and observers are on the day, where it met, and what is no place."""
    filterset = MemberFilter.of(request.GET, reading)
    listing = filterset.listing()
    rows = facts.profiles(listing[:ON_MAP], reading)
    shown = reading.identity.map_frames
    states = [row for row in rows if geography.frame_of(row["iso2"], shown)]
    by_name = sorted(states, key=lambda row: of_row(row.publication, "sort")[reading.language])
    slugs = {row["slug"] for row in by_name}
    held = meetings.hosted(meetings.main(reading), reading.day)
    chair = next((row for row in rows if atlas.is_chair(row, reading.chair)), None)
    hosted = [row for row in held if row["host_slug"] in slugs]
    found = atlas.draw(by_name, reading.vocabularies, hosted, chair=reading.chair, shown=shown)
    return {
        "active": filterset.active(),
        "kept": [(name, value) for name, values in request.GET.lists() if name != "on" for value in values],
        "atlas": found,
        "chair": chair,
        "doubts": any(row.group.held == "possible" for row in states),
        "left_out": max(0, len(listing) - ON_MAP),
        "tally": filterset.tally(),
        "states": states,
        "elsewhere": [row for row in rows if row not in states],
        "hosts": [(row, held) for row in by_name if (held := hosted_by(row["slug"], reading))],
        "sentence": sentences.on_map(reading, rows, chair),
    }


@public(*LIST, prose=False)
def membership_map(request, reading):
    """The map, the key to it, and the same as tables."""
    return render(request, reading, "map.html", on_map(request, reading) | {"section": "map"})


@shared
@public(*LIST, prose=False)
def map_svg(request, reading):
    context = on_map(request, reading)
    sheet = MapSheet.of(context["atlas"], context["sentence"], notes(request, reading, reverse("map")))
    return picture(request, reading, "map.svg", context | {"sheet": sheet})


def hosted_by(slug: str, reading) -> list:
    """The meetings that somebody hosted by the day, latest first."""
    return meetings.hosted(reading.meetings, reading.day, slug)[::-1]


@shared_as_it_is
@public()
def accent(request, reading, colours):
    """The colours of the body as a style sheet, to be kept for ever under what they are."""
    own = reading.identity
    if colours != own.accent_name:
        raise Http404
    response = HttpResponse(accents.sheet(own.accent, own.accent_by_night), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@shared_as_it_is
@public()
def flags(request, reading, digest):
    """The flags of all states that are public, to be kept for ever under their digest. Any other digest leads to
    today's: a page that was kept finds its flags there, but for those of profiles that are withdrawn since."""
    sprite = sprites.of(reading)
    if digest != sprite.digest:
        return HttpResponseRedirect(sprite.address)
    response = svg(sprite.text)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
