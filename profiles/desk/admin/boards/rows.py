"""Which entries stand on somebody's boards: those that they may edit."""

from ... import entries, permissions
from ...models.entries import Entry


def kinds_of(user) -> list[type[Entry]]:
    """The kinds of entries of which somebody edits any."""
    models = entries.MODELS.values()
    return [model for model in models if user.is_active and user.has_perm(f"profiles.change_{model._meta.model_name}")]


def editable_rows(user, model) -> list[Entry]:
    """What somebody may edit, in the order of its names."""
    return list(permissions.editable(user, permissions.visible(user, model.objects.all())).order_by("name_en", "pk"))
