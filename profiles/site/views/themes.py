"""Themes and roles: who works on what and what took it up, who held which office."""

from collections import defaultdict
from itertools import islice

from django.urls import reverse

from profiles.reading import counting, facts, holders
from profiles.reading.drawings import timeline
from profiles.reading.entries import themes
from profiles.reading.filters import MemberFilter

from .. import fragments
from ..lookups import word
from ..opendata import shared
from ..public import public
from ..rendering import render
from . import pictures

IN_AREA = 60
# Up to how many profiles all are read for a page, and of how many who hold a role the names are given in the list.
SHOWN = 300
NAMED = 20


@public(prose=False)
def areas(request, reading):
    counts = counting.totals(reading.members, "area")
    named = who_names(request, reading)
    areas = reading.vocabularies.area.values()
    rows = [(area, counts.get(area.code), named[area.code], themes.of_area(area.code, reading)) for area in areas]
    rows = [row for row in rows if row[1] or row[3] or not row[0].retired]
    return render(request, reading, "areas.html", {"areas": rows, "section": "areas"})


def who_names(request, reading) -> dict[str, list[facts.Profile]]:
    """The profiles that name each theme, by member type; none where there are too many to show."""
    listing, named = MemberFilter.of(request.GET, reading).listing(), defaultdict(list)
    for profile in facts.profiles(listing[:] if len(listing) <= SHOWN else [], reading):
        for area in profile.areas:
            named[area["code"]].append(profile)
    return named


@public("on", prose=False)
def area(request, reading, code):
    row = word(request, reading, "area", code)
    part = MemberFilter.of(request.GET, reading, area=[code]).listing().first_of_each(IN_AREA)
    looks = fragments.of_part(part, "_person.html", reading)
    context = {"area": row, "groups": part.groups(reading), "looks": looks, "section": "areas"}
    return render(request, reading, "area.html", context | {"taken_up": themes.of_area(code, reading)})


@public("on", prose=False)
def roles(request, reading):
    members, pks = reading.members, set()
    for code in reading.vocabularies.role:
        pks |= set(islice(members.order.primary_keys(members.possible.get(("role", code), 0)), NAMED))
    terms = holders.by_role(pks, reading)
    rows = [(role, holders.Succession(terms.get(role.code, [])[::-1])) for role in reading.vocabularies.role.values()]
    rows = [row for row in rows if row[1].holders or not row[0].retired]
    return render(request, reading, "roles.html", {"roles": rows, "section": "roles"})


@public("on", prose=False)
def role(request, reading, code):
    row = word(request, reading, "role", code)
    terms = terms_of(reading, code)
    chart = timeline.of_role(reading, terms)
    context = {"role": row, "succession": holders.Succession(terms[::-1]), "chart": chart, "section": "roles"}
    return render(request, reading, "role.html", context | {"sentence": pictures.title(row.labels(), chart)})


@shared
@public("on", prose=False)
def role_timeline_svg(request, reading, code):
    """The picture of a role alone."""
    row = word(request, reading, "role", code)
    chart = timeline.of_role(reading, terms_of(reading, code))
    return pictures.of_time(request, reading, chart, row.labels(), reverse("role", args=[code]))


def terms_of(reading, code: str) -> list[holders.Holder]:
    """Who held a role, earliest first."""
    return holders.by_role(reading.members.order.latest("role", code, SHOWN), reading).get(code, [])
