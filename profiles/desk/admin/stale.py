"""The list of facts that grew old, by profile and who keeps it; and of profiles that lose who keeps them. Everybody
sees what they may edit."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from profiles.published.search import tokenise, tokens
from profiles.values.languages import of_row

from .. import permissions
from ..models import Entity, ShelfLife, User
from ..upkeep import keepers, stale
from ..upkeep.stale import StaleProfile

PER_PAGE = 25
NOBODY = "-"


@dataclass(frozen=True)
class StaleLine:
    """A profile of the list: its facts that are stale, and who keeps it."""

    profile: StaleProfile
    people: list[User]


@dataclass(frozen=True)
class Filter:
    """What of the list somebody asked to see: words of the profile’s name, a kind of fact, who keeps it."""

    words: str = ""
    kind: str = ""
    keeper: str = ""

    @classmethod
    def of(cls, query) -> "Filter":
        kind = query.get("kind", "")
        return cls(query.get("q", "")[:200], kind if kind in stale.PARTS else "", query.get("keeper", ""))

    def lines(self, lines: list[StaleLine]) -> list[StaleLine]:
        return [line for line in lines if self.has_words(line) and self.has_kind(line) and self.has_keeper(line)]

    def has_words(self, line: StaleLine) -> bool:
        entity = line.profile.entity
        names = tokenise([*of_row(entity, "name").values(), entity.slug], []).split()
        return all(any(name.startswith(word) for name in names) for word in tokens(self.words))

    def has_kind(self, line: StaleLine) -> bool:
        return not self.kind or any(fact.part == self.kind for fact in line.profile.facts)

    def has_keeper(self, line: StaleLine) -> bool:
        if self.keeper == NOBODY:
            return not line.people
        return not self.keeper or any(str(person.pk) == self.keeper for person in line.people)


def editable(user):
    """The profiles whose facts somebody may confirm."""
    several = permissions.visible(user, Entity.objects.all())
    return permissions.editable(user, several) if user.has_perm("profiles.change_entity") else several.none()


def lines_of(entities: list[Entity]) -> list[StaleLine]:
    found = stale.of(entities, timezone.now())
    kept = keepers.keepers([profile.entity for profile in found]) if found else {}
    return [StaleLine(profile, kept.get(profile.entity.pk, [])) for profile in found]


def lines_of_keeper(user) -> list[StaleLine]:
    """For the first page of the desk: of what a focal point keeps."""
    return [] if permissions.edits_everything(user) else lines_of(list(editable(user)))


@admin.site.desk_page("stale")
@require_safe
def stale_facts(request):
    """What should be looked at again, the oldest first."""
    entities, wanted = list(editable(request.user)), Filter.of(request.GET)
    everything = lines_of(entities)
    is_board = permissions.edits_everything(request.user)
    context = {
        "title": _("Facts to look at again"),
        "wanted": wanted,
        "is_filtered": wanted != Filter(),
        "page": Paginator(wanted.lines(everything), PER_PAGE).get_page(request.GET.get("page")),
        "everything": everything,
        "kinds": [(code, label) for code, label in ShelfLife.Kind.choices if code in stale.PARTS],
        "people": people_of(everything),
        "nobody": NOBODY,
        "is_board": is_board,
        "leaving": keepers.leaving(entities, timezone.localdate()) if is_board else [],
        "may_set": request.user.has_perm("profiles.view_shelflife"),
    }
    return render(request, "admin/stale.html", {**admin.site.each_context(request), **context})


def people_of(lines: list[StaleLine]) -> list[tuple[str, str]]:
    """Who keeps any of the profiles, as choices."""
    people = {str(person.pk): str(person) for line in lines for person in line.people}
    return sorted(people.items(), key=lambda item: item[1])
