"""Any two states of an entry side by side: published versions, saved copies, what is live, the working copy."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import diff
from profiles.published.models import Publication

from ... import moments, workingcopy
from ...models import SavedCopy
from .deskpage import desk_page, live, render_page

MOST_COPIES = 100


@desk_page("compare")
def compare(request, entry):
    public = live(entry) is not None
    chosen = [request.GET.get("a") or ("live" if public else "working"), request.GET.get("b") or "working"]
    before, after = (state(entry, code) for code in chosen)
    return render_page(
        request,
        entry,
        "compare",
        _("Compare versions of %s") % entry,
        choices=choices(entry, public),
        chosen=chosen,
        changes=diff.changes(before, after),
    )


def choices(entry, public: bool) -> list[tuple[str, str]]:
    """What can be compared, as (code, text)."""
    found = [("working", _("working copy"))] + ([("live", _("public now"))] if public else [])
    for row in Publication.objects.of(entry).order_by("-number").defer("document"):
        found.append((f"v{row.number}", _("version %d") % row.number))
    for copy in SavedCopy.objects.of(entry).select_related("author").defer("document")[:MOST_COPIES]:
        words = {"moment": moments.short(copy.at), "who": copy.author or "–"}
        found.append((f"c{copy.pk}", _("saved %(moment)s, %(who)s") % words))
    return found


def state(entry, code: str) -> dict | None:
    """The document that a code of `choices` names. Raises Http404 for one that this entry has not."""
    if code == "working":
        return workingcopy.document(entry)
    publications = Publication.objects.of(entry)
    rows = {"live": publications.live(timezone.now())}
    number = code[1:]
    if number.isascii() and number.isdigit() and len(number) < 10:
        rows |= {
            f"v{number}": publications.filter(number=int(number)),
            f"c{number}": SavedCopy.objects.of(entry).filter(pk=int(number)),
        }
    row = rows[code].first() if code in rows else None
    if row is None:
        raise Http404
    return row.content()
