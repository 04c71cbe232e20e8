"""What lags behind in the two languages of an entry, side by side; and that it needs no change."""

from itertools import groupby

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from profiles.values.languages import SECOND

from ... import workingcopy
from ...upkeep import translations as upkeep
from ...verbs import levelling
from ..keys import is_key
from .deskpage import EVERY, address, attempt, desk_page, may_edit, may_see, render_page


@desk_page("translations", right=may_see, right_to_post=may_edit, models=EVERY if SECOND else ())
def translations(request, entry):
    """Each pair of texts of which one is missing or behind; whoever edits says which need no change."""
    if request.method == "POST":
        # As they were read: all of a section, or those that were chosen.
        chosen = filter(is_key, request.POST.getlist("seen" if "all" in request.POST else "row"))
        attempt(
            request,
            lambda: levelling.agree(entry, by=request.user, wordings=chosen),
            _("Noted: it needs no change."),
        )
        return redirect(address("translations", entry))
    lags = upkeep.lags_of_one(workingcopy.document(entry))
    since = upkeep.changes_since(entry, lags)
    return render_page(
        request,
        entry,
        "translations",
        _("Translations of %s") % entry,
        sections=[
            (upkeep.title_of(section), [(lag, since.get(lag.pair.place)) for lag in found])
            for section, found in groupby(lags, key=lambda lag: lag.pair.section)
        ],
    )
