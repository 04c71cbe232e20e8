"""Old addresses: kept by publishers, public at once, logged, with a way back."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from profiles.published.models import OldAddress

from .. import oldaddresses, verbs
from ..verbs import vocabulary
from .base import PortalAdmin
from .conflicts.stateform import NoLostUpdate, StateForm
from .words.history import WordHistory


class OldAddressForm(StateForm):
    """The form of an old address, which says beside its field what is wrong."""

    def validate_unique(self):
        super().validate_unique()
        if not self.errors:
            try:
                oldaddresses.check(self.instance)
            except ValidationError as error:
                self.add_error(None, error)


@admin.register(OldAddress)
class OldAddressAdmin(WordHistory, NoLostUpdate, PortalAdmin):
    """A row for each address that once was."""

    form = OldAddressForm
    list_display = ["address", "target"]
    search_fields = ["path", "target"]
    fields = ["path", "target"]
    actions = None

    @admin.display(description=_("old address"), ordering="path")
    def address(self, row):
        return str(row)

    def locking(self, object_id):
        """Whoever changes it queues, as the verb does."""
        return verbs.queueing()

    def save_model(self, request, obj, form, change):
        vocabulary.change(obj, by=request.user)

    def delete_model(self, request, obj):
        vocabulary.delete(obj, by=request.user)
