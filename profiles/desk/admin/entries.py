"""What the admins of all entries share: the state of each, the pages beside the form, and what saving does."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from profiles.published.models import ThematicArea

from .. import checks, permissions, verbs, workingcopy
from ..verbs import proposing, savedcopies
from . import pages
from .base import PortalAdmin, in_pairs
from .conflicts.form import ConflictForm, NoLostWork
from .entrylist import with_state
from .exchange import exports
from .form.morerows import MoreRows
from .form.page import FormPage
from .keys import KeyBoxes
from .wordfields import ChoosesWords, WordsField


class FileForm(ConflictForm):
    """An entry with a file to take in: a field `upload`, a field `without_file`, and the column that has its name."""

    stored: str
    take_in: Callable

    def clean_upload(self):
        """A file is named here, and stored when the form is saved: one that is refused leaves nothing behind."""
        upload = self.cleaned_data["upload"]
        taken = upload and self.take_in(upload)
        if taken:
            setattr(self.instance, self.stored, taken.name)
        return taken

    def clean(self):
        if self.cleaned_data.get("without_file"):
            setattr(self.instance, self.stored, "")
        return super().clean()

    def keep_file(self) -> None:
        taken = self.cleaned_data["upload"]
        if taken and taken.name == getattr(self.instance, self.stored):
            taken.keep()


# What the fields of something that happened or was written say, whichever it is.
RECORD_HELP = {
    "certainty": _("How sure this is, as far as the sources say."),
    "areas": _("Only those that it took up itself."),
    "start_qualifier": _("How exact that day is."),
    "end_qualifier": _("How exact that day is."),
    **in_pairs(note=_("A sentence for readers, where something needs saying. Everybody reads it.")),
}


class EntryAdmin(ChoosesWords, MoreRows, NoLostWork, FormPage, PortalAdmin):
    """An entry: its form is of the working copy, which the public does not see."""

    actions = ["publish_together", *exports.ACTIONS]
    # What a form carries along to be refused or merged (`conflicts.form`): the first line of its first fieldset.
    CARRIED = ("base_digest", "base_rows", "table_digest")

    def get_queryset(self, request):
        """What this person may see, each with its state: every page, list and lookup of admin begins here."""
        return with_state(permissions.visible(request.user, super().get_queryset(request)))

    def get_urls(self):
        return [*pages.urls(self), *super().get_urls()]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "areas":
            entry = self.model.objects.filter(pk=request.resolver_match.kwargs.get("object_id") or 0)
            chosen = ThematicArea.objects.filter(pk__in=entry.values("areas"))
            offered = Q(retired=False) | Q(pk__in=[area.today.pk for area in chosen])
            kwargs |= {"queryset": ThematicArea.objects.standing_alone().filter(offered), "form_class": WordsField}
            kwargs["widget"] = KeyBoxes
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    # ── What may be done ────────

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, *permissions.fixed_fields(request.user, obj)]

    def get_prepopulated_fields(self, request, obj=None):
        """The address is offered from the English name, while it is empty and may be chosen."""
        slug = self.model._meta.get_field("slug")
        fixed = slug.choices or "slug" in self.get_readonly_fields(request, obj)
        return {} if fixed else {"slug": ["name_en"]}

    def has_publish_permission(self, request):
        return permissions.can_publish(request.user)

    @admin.action(description=_("Publish the selected together"), permissions=["publish"])
    def publish_together(self, request, queryset):
        chosen = urlencode({"id": list(queryset.values_list("pk", flat=True))}, doseq=True)
        return redirect(f"{reverse(f'admin:profiles_{self.opts.model_name}_bundle')}?{chosen}")

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or permissions.can_edit(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not obj.is_published())

    def delete_model(self, request, obj):
        proposing.delete_draft(obj, by=request.user)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except verbs.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(f"admin:profiles_{self.opts.model_name}_change", object_id)

    # ── What saving does ────────

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.complete(form, formsets)
        savedcopies.save(form.instance, by=request.user)
        for sentence in readings(formsets):
            messages.info(request, sentence)
        messages.success(request, said_saved(form.instance))
        request.is_said = True
        if permissions.edits_everything(request.user):
            for sentence in self.warnings(form.instance):
                messages.warning(request, sentence)

    def message_user(self, request, message, *args, **kwargs):
        """What Django says of a save has been said."""
        if not getattr(request, "is_said", False):
            super().message_user(request, message, *args, **kwargs)

    def complete(self, form, formsets) -> None:
        """What a save brings about beside the columns of the form and of the rows below it."""

    def warnings(self, entry) -> list[str]:
        """What deserves a second look, said to who just saved it."""
        content = workingcopy.document(entry)
        return [*checks.warnings(content), *checks.unknown_addresses(content)]


def said_saved(entry) -> str:
    """That an entry was saved, with a link to its form: one may have left it."""
    link = format_html('<a href="{}"><bdi>{}</bdi></a>', pages.address("change", entry), entry)
    sentence = _("{name} is saved as a working copy. The public sees no change until it is published.")
    return format_html(sentence, name=link)


def readings(formsets) -> list[str]:
    """What was made of dates in the rows that were saved."""
    forms = [form for formset in formsets for form in formset.forms if form.has_changed() and not form.errors]
    return list(dict.fromkeys(sentence for form in forms for sentence in form.readings()))
