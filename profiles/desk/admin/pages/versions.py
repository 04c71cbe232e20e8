"""What was public when, and what is scheduled: take a version up again, move or cancel a release."""

from collections import defaultdict

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from profiles.published.models import Publication, Release

from ...verbs import publishing, savedcopies
from .deskpage import address, attempt, desk_act, desk_page, may_edit_every, may_publish, render_page
from .forms import MoveForm
from .publish import future_releases, release_sentence


@desk_page("versions")
def versions(request, entry):
    """Every publication and when it was public; what is scheduled."""
    return render_page(
        request,
        entry,
        "versions",
        _("Versions of %s") % entry,
        publications=Publication.objects.of(entry).prefetch_related("releases").order_by("-number"),
        future=with_bundles(future_releases(entry).select_related("publication")),
    )


def with_bundles(releases) -> list[tuple[Release, str]]:
    """Each release with the other addresses of the bundle that it belongs to, as one text."""
    bundles = defaultdict(list)
    for bundle, slug in Release.objects.filter(bundle__in=releases.values("bundle")).values_list("bundle", "slug"):
        bundles[bundle].append(slug)
    return [(row, _(", ").join(sorted(slug for slug in bundles[row.bundle] if slug != row.slug))) for row in releases]


@desk_act("restore", right=may_edit_every)
def restore(request, entry, row):
    """An earlier version becomes the working copy; the public sees no change until it is published."""
    publication = get_object_or_404(Publication.objects.of(entry), pk=row)
    sentence = _("Version %d is the working copy now. What was there is kept.") % publication.number
    attempt(request, lambda: savedcopies.restore(publication, by=request.user), sentence)
    return redirect(address("change", entry))


@desk_act("move", right=may_publish)
def move(request, entry, row):
    """A scheduled release, and with it its bundle, happens at another moment."""
    release = get_object_or_404(Release.objects.of(entry), pk=row)
    form = MoveForm(request.POST)
    if form.is_valid():
        at = form.cleaned_data["at"]
        attempt(request, lambda: publishing.move(release, by=request.user, at=at), release_sentence(at))
    else:
        messages.error(request, form.errors["at"][0])
    return redirect(address("versions", entry))


@desk_act("cancel", right=may_publish)
def cancel(request, entry, row):
    """A scheduled release, and with it its bundle, does not happen."""
    release = get_object_or_404(Release.objects.of(entry), pk=row)
    attempt(request, lambda: publishing.cancel(release, by=request.user), _("Cancelled."))
    return redirect(address("versions", entry))
