"""The one door of an entry's pages: who may open it, at which address; and what all of them show and say."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from profiles.published import documents
from profiles.published.models import Publication

from ... import entries, permissions, verbs
from ...models.entries import Entry

# ── Rights: of a person, at an entry that this person may see (`None`: at the list) ────────

Right = Callable[[object, Entry | None], bool]


def may_see(user, entry) -> bool:
    """Whoever sees an entry at all: `EntryAdmin.get_queryset` has said so."""
    return True


def may_edit(user, entry) -> bool:
    return permissions.can_edit(user, entry)


def may_edit_some(user, entry) -> bool:
    """Whoever may edit any of what they see."""
    return user.is_active and user.has_perm("profiles.change_entity")


def may_edit_every(user, entry) -> bool:
    return permissions.edits_everything(user)


def may_publish(user, entry) -> bool:
    return permissions.can_publish(user)


# ── Registering ────────


@dataclass(frozen=True)
class DeskPage:
    """A page under `/admin/profiles/<model>/` of some models, named `admin:profiles_<model>_<name>`."""

    name: str
    route: str
    respond: Callable
    right: Right
    right_to_post: Right
    models: Collection[type[Entry]]
    post_only: bool = False


PAGES: list[DeskPage] = []
EVERY = tuple(entries.MODELS.values())
WITH_FILE = tuple(model for model in EVERY if documents.FILES & set(documents.SHAPES[model.entry_kind].plain))


def desk_page(
    name: str,
    route: str = "",
    *,
    right: Right = may_see,
    right_to_post: Right | None = None,
    models: Collection[type[Entry]] = EVERY,
):
    """Register a function as a page of the entries of some models, by default at `<pk>/<name>/`.

    It is called with the request, the entry (or, where the route has no `pk`, a queryset of all that the person may
    see) and whatever else the route captures. Who may not see the entry gets 404; who lacks the right, 403.
    """

    def register(respond):
        PAGES.append(DeskPage(name, route or f"<int:pk>/{name}/", respond, right, right_to_post or right, models))
        return respond

    return register


def desk_act(name: str, route: str = "", *, right: Right, models: Collection[type[Entry]] = EVERY):
    """Register an act of one click, about a row of the entry: a page that only takes a POST."""

    def register(respond):
        route_of_row = route or f"<int:pk>/{name}/<int:row>/"
        PAGES.append(DeskPage(name, route_of_row, respond, right, right, models, post_only=True))
        return respond

    return register


def may_open(name: str, user, entry: Entry) -> bool:
    """Whether an entry that somebody sees has such a page about itself, and this person may open it."""
    found = (page for page in PAGES if page.route == f"<int:pk>/{name}/" and type(entry) in page.models)
    page = next(found, None)
    return page is not None and page.right(user, entry)


def urls(model_admin) -> list:
    """The addresses of everything that is registered for the entries of an admin."""
    door, model = model_admin.admin_site.admin_view, model_admin.model
    return [
        path(page.route, door(view_of(page, model_admin)), name=f"profiles_{model._meta.model_name}_{page.name}")
        for page in PAGES
        if model in page.models
    ]


def view_of(page: DeskPage, model_admin):
    """A page as a view: what a person may not see or do never reaches the function."""

    @wraps(page.respond)
    def view(request, pk=None, **captured):
        about = model_admin.get_queryset(request)
        if pk is not None:
            about = get_object_or_404(about, pk=pk)
        entry = None if pk is None else about
        right = page.right_to_post if request.method == "POST" else page.right
        if not model_admin.has_view_permission(request, entry) or not right(request.user, entry):
            raise PermissionDenied
        return page.respond(request, about, **captured)

    return require_POST(view) if page.post_only else view


# ── What pages share ────────


def address(name: str, entry: Entry, *args) -> str:
    return reverse(entries.address_name(entry, name), args=[entry.pk, *args])


def list_address(model: type[Entry]) -> str:
    return reverse(f"admin:profiles_{model._meta.model_name}_changelist")


def render_list_page(request, model: type[Entry], name: str, title: str, **context):
    """A page about several entries, in its template `admin/profiles/entry/<name>.html`."""
    context = {
        **admin.site.each_context(request),
        "opts": model._meta,
        "list_address": list_address(model),
        "title": title,
        **context,
    }
    return render(request, f"admin/profiles/entry/{name}.html", context)


def render_page(request, entry: Entry, name: str, title: str, **context):
    """A page about one entry."""
    context = {
        "entry": entry,
        "original": entry,
        "live": live(entry),
        "may_publish": permissions.can_publish(request.user),
        "may_edit": permissions.can_edit(request.user, entry),
        "may_restore": permissions.edits_everything(request.user),
        **context,
    }
    return render_list_page(request, type(entry), name, title, **context)


def live(entry: Entry) -> Publication | None:
    """What the public sees of it now."""
    return Publication.objects.of(entry).live(timezone.now()).first()


def attempt(request, verb: Callable, sentence: str) -> bool:
    """Call a verb; say what was done, or why not. Whether it was done."""
    try:
        verb()
    except verbs.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, sentence)
    return True
