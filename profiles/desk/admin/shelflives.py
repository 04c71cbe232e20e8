"""How long facts hold before somebody is asked: set by publishers, logged, with a way back."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .. import verbs
from ..models import ShelfLife
from ..verbs import vocabulary
from .base import PortalAdmin
from .conflicts.stateform import NoLostUpdate, StateForm
from .words.history import WordHistory


@admin.register(ShelfLife)
class ShelfLifeAdmin(WordHistory, NoLostUpdate, PortalAdmin):
    """A row for each kind of fact: none is added, none is deleted."""

    form = StateForm
    # With the state that the form was made from, as the forms of words have it.
    change_form_template = "admin/published/change_form.html"
    list_display = ["kind", "months"]
    fields = ["code", "months"]
    readonly_fields = ["code"]
    actions = None

    @admin.display(description=_("kind of fact"), ordering="pk")
    def kind(self, row):
        return str(row)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def locking(self, object_id):
        """Whoever changes it queues, as the verb does."""
        return verbs.queueing()

    def save_model(self, request, obj, form, change):
        vocabulary.change(obj, by=request.user)
