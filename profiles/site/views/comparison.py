"""Profiles side by side; and the members of the dialogue in other bodies."""

from django.core.exceptions import BadRequest
from django.core.validators import slug_re
from django.utils.translation import gettext as _

from profiles.published.models import Publication, Release
from profiles.reading import bodies, comparing, facts
from profiles.reading.filters import MemberFilter
from profiles.values.choices import EntryKind
from profiles.values.languages import columns_of

from ..public import public
from ..rendering import render

# How many profiles are compared at most, and up to how many are named in a list or a select at all.
COMPARED = 4
NAMED = 300


@public("m", "on")
def compare(request, reading):
    """Two to four profiles side by side; or the form to choose them."""
    slugs = list(dict.fromkeys(text.strip() for text in request.GET.getlist("m")))
    if len(slugs) > COMPARED:
        raise BadRequest(_("At most %d profiles can be compared at a time.") % COMPARED)
    chosen = facts.profiles(publications(reading, slugs), reading)
    context = {
        "comparison": comparing.Comparison(chosen, reading) if len(chosen) > 1 else None,
        "slots": [*slugs, *[""] * (COMPARED - len(slugs))],
        "choices": choices(request, reading),
        "section": "members",
    }
    return render(request, reading, "compare.html", context)


def publications(reading, slugs) -> list[Publication]:
    """The live publications of these slugs, in their order. Raises BadRequest for one that cannot be read."""
    wanted = [slug for slug in slugs if slug_re.fullmatch(slug)]
    live = Release.objects.of_kind(EntryKind.PROFILE).live(reading.moment).filter(slug__in=wanted)
    releases = {release.slug: release for release in live.select_related("publication")} if wanted else {}
    for slug in slugs:
        if slug not in releases:
            raise BadRequest(_("There is no profile “%s”.") % slug[:60])
        if releases[slug].publication is None:
            raise BadRequest(_("The profile “%s” has been withdrawn.") % slug)
    return [releases[slug].publication for slug in slugs]


def choices(request, reading):
    """What can be compared, by member type; None where it would be too long a list to choose from."""
    live = reading.live()
    rows = list(live.values_list("pk", "slug", *columns_of("name"))[: NAMED + 1])
    if len(rows) > NAMED:
        return None
    lines = MemberFilter.of(request.GET, reading).listing().keys()
    types = {pk: key.code for key, pk in lines}
    return comparing.choices(rows, types, reading)


@public("on", prose=False)
def cross_membership(request, reading):
    """How the members stand in other bodies."""
    crowd = bodies.Crowd.of(reading.members)
    found = [crowd.in_body(body) for body in reading.vocabularies.body.values()]
    stated = [item for item in found if item.is_known]
    groups = member_groups(request, reading, crowd) if len(crowd.members) <= NAMED else []
    context = {
        "crowd": crowd,
        "bodies": [(item, bodies.lists(item, groups)) for item in stated],
        "without": [item.body for item in found if not item.is_known and not item.body.retired],
        "section": "members",
    }
    return render(request, reading, "cross_membership.html", context)


def member_groups(request, reading, crowd):
    """The members' profiles by member type, the certain ones first."""
    return MemberFilter.of(request.GET, reading, standing=["member"]).listing().only(crowd.members).groups(reading)
