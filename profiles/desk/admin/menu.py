"""The lists of the desk by what they are for: what becomes public, the words for it, people, upkeep, the log."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from profiles.published.models import (
    Body,
    DataRelease,
    Identity,
    MeetingKind,
    MemberType,
    OldAddress,
    Role,
    Source,
    ThematicArea,
)
from profiles.values.languages import SECOND

from .. import entries
from ..models import Entity, Event, Import, LinkState, Mail, Meeting, ShelfLife, User

WORDS = (MemberType, Role, ThematicArea, Body, MeetingKind, Source)
GROUPS = (
    (_("What is published"), tuple(entries.MODELS.values())),
    (_("Words"), WORDS),
    (_("The site"), (Identity, OldAddress)),
    (_("People"), (User,)),
    (_("Upkeep"), (Import, DataRelease, LinkState, ShelfLife)),
    (_("Log"), (Event, Mail)),
)


# What is done most by those who may add to a list.
FIRST = (
    (Entity, "changelist", _("All profiles")),
    (Entity, "add", _("Add a profile")),
    (Meeting, "add", _("Add a meeting")),
    (User, "changelist", _("All accounts")),
    (User, "add", _("Invite somebody")),
)


@dataclass(frozen=True)
class MenuLine:
    """A list that somebody may open, and where they may add to it."""

    name: str
    address: str
    add_address: str


def menu(request) -> Iterator[tuple[str, list[MenuLine]]]:
    """The groups of lists that this person may open."""
    for title, models in GROUPS:
        admins = [admin.site.get_model_admin(model) for model in models]
        if lines := [line(request, one) for one in admins if one.has_view_permission(request)]:
            yield title, lines


def first(request) -> list[tuple[str, str]]:
    """What this person does most, each with its address."""
    return [
        (label, address_of(model, page))
        for model, page, label in FIRST
        if admin.site.get_model_admin(model).has_add_permission(request)
    ]


def overviews(request) -> Iterator[tuple[str, str]]:
    """What this person looks at from time to time, each with its address."""
    yield _("Calendar of what is planned"), reverse("admin:calendar")
    yield _("Facts to look at again"), reverse("admin:stale")
    if request.user.has_perm("profiles.change_entity"):
        if SECOND:
            yield _("Translations that are behind or missing"), reverse("admin:translations")
        yield _("How complete the profiles are"), reverse("admin:completeness")
    yield _("Take data out as a file"), reverse("admin:export")
    if request.user.has_perm("profiles.change_entity"):
        yield _("Bring data in from a file"), address_of(Import, "add")


def line(request, model_admin) -> MenuLine:
    model = model_admin.model
    add = address_of(model, "add") if model_admin.has_add_permission(request) else ""
    return MenuLine(capfirst(model._meta.verbose_name_plural), address_of(model, "changelist"), add)


def address_of(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
