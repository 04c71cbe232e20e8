"""What waits for somebody by the number: lines of the first page of admin, each with the list that it leads to."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from .. import attention, permissions
from ..models import Entity, LinkState, Reminder, User
from ..upkeep import stale
from .menu import address_of


def counts(user) -> Iterator[tuple[str, str]]:
    """No line that would count nothing."""
    for count, words, address in (stale_profiles(user), dead_addresses(user), accounts_of_concern(user)):
        if count:
            yield words % {"number": count}, address


def stale_profiles(user) -> tuple[int, str, str]:
    """The profiles about which an editor was asked by e-mail, and of which facts are stale still. What a focal point
    keeps is listed."""
    number = 0
    if permissions.edits_everything(user):
        asked = Reminder.objects.asked().filter(person=user).values("entry_uid")
        number = len(stale.of(Entity.objects.filter(uid__in=asked), timezone.now()))
    words = ngettext(
        "%(number)s profile with facts about which you were asked",
        "%(number)s profiles with facts about which you were asked",
        number,
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
