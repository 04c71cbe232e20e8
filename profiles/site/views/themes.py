"""Thematic areas and roles: who works on what and what took it up, who held which office."""

from itertools import islice

from django.urls import reverse

from profiles.reading import counting, holders, matrices
from profiles.reading.drawings import timeline
from profiles.reading.entries import themes
from profiles.reading.filters import MemberFilter

from .. import fragments
from ..lookups import word
from ..public import public
from ..rendering import render

IN_AREA = 60
# Up to how many profiles a table is made at all, and of how many who hold a role the names are given in the list.
TABLED = 300
NAMED = 20


@public()
def areas(request, reading):
    counts = counting.totals(reading.members, "area")
    areas = reading.vocabularies.area.values()
    rows = [(area, counts.get(area.code), themes.of_area(area.code, reading)) for area in areas]
    rows = [row for row in rows if row[1] or row[2] or not row[0].retired]
    return render(request, reading, "areas.html", {"areas": rows, "section": "areas"} | theme_table(request, reading))


def theme_table(request, reading) -> dict:
    """Who names which theme, as a table, and who names none; nothing where there are too many profiles for a table."""
    listing = MemberFilter.of(request.GET, reading).listing()
    if len(listing) > TABLED:
        return {}
    groups = listing[:].groups(reading)
    rows = list(reading.vocabularies.area.values())
    return {
        "matrix": matrices.area_matrix(rows, groups, lambda code: reverse("area", args=[code])),
        "without_area": [row for group in groups for row in group.rows if not row.areas],
    }


@public("on")
def area(request, reading, code):
    row = word(request, reading, "area", code)
    part = MemberFilter.of(request.GET, reading, area=[code]).listing().first_of_each(IN_AREA)
    looks = fragments.of_part(part, "_person.html", reading)
    context = {"area": row, "groups": part.groups(reading), "looks": looks, "section": "areas"}
    return render(request, reading, "area.html", context | {"taken_up": themes.of_area(code, reading)})


@public("on")
def roles(request, reading):
    members, pks = reading.members, set()
    for code in reading.vocabularies.role:
        pks |= set(islice(members.order.primary_keys(members.possible.get(("role", code), 0)), NAMED))
    terms = holders.by_role(pks, reading)
    rows = [(role, holders.Succession(terms.get(role.code, [])[::-1])) for role in reading.vocabularies.role.values()]
    rows = [row for row in rows if row[1].holders or not row[0].retired]
    return render(request, reading, "roles.html", {"roles": rows, "section": "roles"})


@public("on")
def role(request, reading, code):
    row = word(request, reading, "role", code)
    held = reading.members.order.latest("role", code, TABLED)
    terms = holders.by_role(held, reading).get(code, [])
    chart = timeline.of_role(reading, row, terms)
    context = {"role": row, "succession": holders.Succession(terms[::-1]), "chart": chart, "section": "roles"}
    return render(request, reading, "role.html", context)
