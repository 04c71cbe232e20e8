"""What waits for somebody by the number: lines of the first page of admin, each with the list that it leads to."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from profiles.published.models import Release
from profiles.values.choices import EntryKind

from .. import attention, permissions
from ..models import Entity, LinkState, User
from ..upkeep import stale
from .menu import address_of

# Of the first page of admin, which everybody opens all day.
MOST_READ = 200


def counts(user) -> Iterator[tuple[str, str]]:
    """No line that would count nothing."""
    for count, words, address in (stale_profiles(user), dead_addresses(user), accounts_of_concern(user)):
        if count:
            yield words % {"number": count}, address


def stale_profiles(user) -> tuple[int, str, str]:
    """The profiles with stale facts, for an editor; what a focal point keeps is listed. Each is read for it, so of many
    only those are that have been public as they are for longest."""
    if not permissions.edits_everything(user):
        return 0, "", ""
    now = timezone.now()
    live = Release.objects.filter(kind=EntryKind.PROFILE).live(now).published().order_by("live_from", "pk")
    uids = list(live.values_list("entry_uid", flat=True)[: MOST_READ + 1])
    number = len(stale.of(Entity.objects.filter(uid__in=uids[:MOST_READ]), now))
    if len(uids) > MOST_READ:
        words = ngettext(
            "At least %(number)s profile with facts to look at again",
            "At least %(number)s profiles with facts to look at again",
            number,
        )
    else:
        words = ngettext(
            "%(number)s profile with facts to look at again", "%(number)s profiles with facts to look at again", number
        )
    return number, words, reverse("admin:stale")


def dead_addresses(user) -> tuple[int, str, str]:
    edits = permissions.edits_everything(user)
    number = permissions.visible_links(user, LinkState.objects.dead()).count() if edits else 0
    words = ngettext("%(number)s dead address", "%(number)s dead addresses", number)
    return number, words, address_of(LinkState, "changelist")


def accounts_of_concern(user) -> tuple[int, str, str]:
    manages = user.is_active and user.has_perm("profiles.change_user")
    number = attention.of_concern(permissions.manageable(user, User.objects.all())).count() if manages else 0
    words = ngettext("%(number)s account needs attention", "%(number)s accounts need attention", number)
    return number, words, f"{address_of(User, 'changelist')}?attention=any"
