"""Everything that has the words that a visitor types."""

from profiles.reading.finding import everything

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
    response = render(request, reading, "search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
