"""Everything that has the words that a visitor types."""

from django.utils.translation import gettext as _

from profiles.reading.finding import everything
from profiles.values.languages import either, of_row

from .. import fragments
from ..public import public
from ..rendering import render

# How many members are named; the directory lists all.
FIRST = 10


@public("q")
def search(request, reading):
    filterset = everything.WordsFilter.of(request.GET, reading)
    found = everything.find(filterset)
    context = {"query": filterset.form.cleaned_data["q"], "found": found}
    if found.members:
        part = found.members[:FIRST]
        keys = [pk for _key, pk in part.lines]
        looks = fragments.of_part(part, "_person.html", reading)
        context |= {"group": {"pks": keys, "total": len(found.members)}, "looks": looks}
    if not found and not found.answers:
        context["examples"] = examples(reading)
    response = render(request, reading, "search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def examples(reading) -> list[tuple[str, str]]:
    """What can be asked, in words that this directory knows, and what each asks for."""
    words, member = reading.vocabularies, reading.live().first()
    body, area = (next(iter(rows.values()), None) for rows in (words.body, words.area))
    found, held = [], [row for row in reading.meetings if row["start"]]
    if held:
        year = held[-1]["start"][:4]
        found = [
            (_("chair %(year)s") % {"year": year}, _("who held a role, in a year or on a day")),
            (_("observers %(year)s") % {"year": year}, _("who took part, and in what capacity")),
        ]
    if len(held) > 2:
        found.append((_("adopted third meeting"), _("a meeting, its host and its documents")))
    if member:
        name = either(of_row(member, "name"))
        found.append((_("ministry %(name)s") % {"name": name}, _("who is responsible, and how to reach them")))
    if body:
        found.append((_("%(name)s members") % {"name": body.label}, _("who is in another body")))
    if area:
        found.append((area.label, _("a theme, and who is named with it")))
    return found
