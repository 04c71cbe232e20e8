"""A form that knows which document it was made from, and the admin in which it is refused or merged."""

import re

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from profiles.published import documents

from ... import entries, workingcopy
from ..wordfields import show_today
from .meanwhile import Meanwhile, as_typed, revive, sign_rows, take_over
from .table import lines

DIGEST = re.compile(r"[0-9a-f]{64}")
KEPT_DRAFTS = 20
# What says where a save leads: what was asked first holds when its merging is saved.
LEAD = ("_continue", "_addanother", "_then")

STALE = _("Somebody else has changed this since you opened it. What you typed is kept below; nothing is saved yet.")
CHANGED_AGAIN = _("It has changed once more while you looked. Look at the table again, then save.")


class Carried(forms.CharField):
    """What a form carries along for itself: never a change that somebody made."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class ConflictForm(forms.ModelForm):
    """A form that knows which document it was made from, and is refused where that has changed."""

    base_digest = Carried(required=False)
    base_rows = Carried(required=False)
    table_digest = Carried(required=False)

    meanwhile: Meanwhile | None = None
    # The document that it is made from, while nothing was posted.
    stored: dict | None = None
    # Whether it was sent to be saved, and not for another row alone.
    is_finished = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        show_today(self)
        if self.instance.pk and not self.is_bound:
            self.stored = workingcopy.document(self.instance)
            self.initial["base_digest"] = documents.content_digest(self.stored)
            self.initial["base_rows"] = sign_rows(self.instance)

    def is_valid(self):
        return super().is_valid() and self.is_finished

    def clean(self):
        if self.meanwhile and self.meanwhile.stale:
            self.refuse_unless_merging(self.meanwhile)
        return super().clean()

    def refuse_unless_merging(self, meanwhile):
        """Only the button below the table of just these changes saves."""
        merging = "_merge" in self.data
        if merging and self.data.get("table_digest") == meanwhile.digest and not meanwhile.problem:
            return
        self.data = self.data.copy()
        self.data["table_digest"] = meanwhile.digest
        self.add_error(None, meanwhile.problem or (CHANGED_AGAIN if merging else STALE))


class NoLostWork:
    """An admin of entries in which no save overwrites what somebody else saved meanwhile."""

    class Media:
        js = ["js/rescue.js"]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = super().changeform_view
        if request.method != "POST":
            return view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            request.meanwhile, request.merged = self.meanwhile(request, object_id), False
            if not request.meanwhile or not request.meanwhile.stale:
                return view(request, object_id, form_url, extra_context)
            response = self.merge_or_refuse(request, lambda: view(request, object_id, form_url, extra_context))
            if not request.merged:
                transaction.set_rollback(True)
            return response

    def own_kinds(self, request, entry) -> set[str]:
        """The kinds of dated facts that this person may change."""
        inlines = self.get_inline_instances(request, entry)
        models = {inline.model for inline in inlines if inline.has_change_permission(request, entry)}
        return {key for key in workingcopy.shape_of(entry).facts if workingcopy.MODELS[key] in models}

    def meanwhile(self, request, object_id) -> Meanwhile | None:
        """Of an entry that this person is saving; its row stays locked until the transaction ends."""
        if not object_id or "_saveasnew" in request.POST:
            return None
        entry = self.get_object(request, unquote(object_id))
        if not entry or not self.has_change_permission(request, entry):
            return None
        entry = entries.lock(entry)
        base = request.POST.get("base_digest", "")
        return Meanwhile(entry, base if DIGEST.fullmatch(base) else "", workingcopy.document(entry))

    def merge_or_refuse(self, request, respond):
        """Where mine and theirs together break a rule, the form goes back with the reason."""
        own = self.own_kinds(request, request.meanwhile.entry)
        try:
            with transaction.atomic():
                revive(request.meanwhile, request.POST.get("base_rows", ""), own)
                return respond()
        except ValidationError as error:
            request.merged, request.meanwhile.problem = False, " ".join(error.messages)
            return respond()

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.meanwhile = getattr(request, "meanwhile", None)
        return form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.meanwhile and form.meanwhile.stale:
            merged = take_over(form.meanwhile, form.instance, request.POST)
            request.merged = True
            if merged.taken:
                messages.info(request, _("What only others had changed was taken over."))

    def render_change_form(self, request, context, *args, **kwargs):
        form, meanwhile = context["adminform"].form, getattr(request, "meanwhile", None)
        if request.FILES and form.is_bound and "upload" in form.fields:
            form.add_error("upload", _("Choose the file again: a browser does not keep it."))
        if meanwhile and meanwhile.stale and form.is_bound:
            typed = as_typed(meanwhile, form, context["inline_admin_formsets"])
            # The table says what is wrong; “correct the errors below” would not.
            context |= {"meanwhile": meanwhile, "lines": lines(meanwhile, typed, request.POST), "errors": None}
            context["asked"] = [(name, request.POST[name]) for name in LEAD if name in request.POST]
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        self.note_saved(request)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self.note_saved(request)
        return super().response_change(request, obj)

    def note_saved(self, request) -> None:
        """So that the browser forgets the text that it kept of this form."""
        if draft := request.POST.get("draft", "")[:64]:
            request.session["saved_drafts"] = [*request.session.get("saved_drafts", []), draft][-KEPT_DRAFTS:]
