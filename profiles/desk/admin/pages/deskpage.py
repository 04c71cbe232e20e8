"""The one door of a profile's pages: who may open it, at which address; and what all of them show and say."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from profiles.published.models import Publication

from ... import permissions, verbs
from ...models import Entity

# ── Rights: of a person, at a profile that this person may see (`None`: at the list) ────────

Right = Callable[[object, Entity | None], bool]


def may_see(user, entity) -> bool:
    """Whoever sees a profile at all: `EntityAdmin.get_queryset` has said so."""
    return True


def may_edit(user, entity) -> bool:
    return permissions.can_edit(user, entity)


def may_edit_every(user, entity) -> bool:
    return permissions.edits_everything(user)


def may_publish(user, entity) -> bool:
    return permissions.can_publish(user)


# ── Registering ────────


@dataclass(frozen=True)
class DeskPage:
    """A page under `/admin/profiles/entity/`, named `admin:profiles_entity_<name>`."""

    name: str
    route: str
    respond: Callable
    right: Right
    right_to_post: Right
    post_only: bool = False


PAGES: list[DeskPage] = []


def desk_page(name: str, route: str = "", *, right: Right = may_see, right_to_post: Right | None = None):
    """Register a function as a page, by default at `<pk>/<name>/`.

    It is called with the request, the profile (or, where the route has no `pk`, a queryset of all that the person may
    see) and whatever else the route captures. Who may not see the profile gets 404; who lacks the right, 403.
    """

    def register(respond):
        PAGES.append(DeskPage(name, route or f"<int:pk>/{name}/", respond, right, right_to_post or right))
        return respond

    return register


def desk_act(name: str, route: str = "", *, right: Right):
    """Register an act of one click, about a row of the profile: a page that only takes a POST."""

    def register(respond):
        PAGES.append(DeskPage(name, route or f"<int:pk>/{name}/<int:row>/", respond, right, right, post_only=True))
        return respond

    return register


def urls(model_admin) -> list:
    """The addresses of everything that is registered."""
    door = model_admin.admin_site.admin_view
    return [path(page.route, door(view_of(page, model_admin)), name=f"profiles_entity_{page.name}") for page in PAGES]


def view_of(page: DeskPage, model_admin):
    """A page as a view: what a person may not see or do never reaches the function."""

    @wraps(page.respond)
    def view(request, pk=None, **captured):
        about = model_admin.get_queryset(request)
        if pk is not None:
            about = get_object_or_404(about, pk=pk)
        entity = None if pk is None else about
        right = page.right_to_post if request.method == "POST" else page.right
        if not model_admin.has_view_permission(request, entity) or not right(request.user, entity):
            raise PermissionDenied
        return page.respond(request, about, **captured)

    return require_POST(view) if page.post_only else view


# ── What pages share ────────


def address(name: str, entity: Entity, *args) -> str:
    return reverse(f"admin:profiles_entity_{name}", args=[entity.pk, *args])


def render_list_page(request, name: str, title: str, **context):
    """A page about several profiles, in its template `admin/profiles/entity/<name>.html`."""
    context = {**admin.site.each_context(request), "opts": Entity._meta, "title": title, **context}
    return render(request, f"admin/profiles/entity/{name}.html", context)


def render_page(request, entity: Entity, name: str, title: str, **context):
    """A page about one profile."""
    context = {
        "entity": entity,
        "original": entity,
        "live": live(entity),
        "may_publish": permissions.can_publish(request.user),
        "may_edit": permissions.can_edit(request.user, entity),
        "may_restore": permissions.edits_everything(request.user),
        **context,
    }
    return render_list_page(request, name, title, **context)


def live(entity: Entity) -> Publication | None:
    """What the public sees of it now."""
    return Publication.objects.of(entity).live(timezone.now()).first()


def attempt(request, verb: Callable, sentence: str) -> bool:
    """Call a verb; say what was done, or why not. Whether it was done."""
    try:
        verb()
    except verbs.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, sentence)
    return True
