"""Two people at one word, source or account: the later save of a stale form is refused with what changed meanwhile.

A form carries the state that it was made from, signed (`base_state`). Where the row says another thing by then, the
form comes back: what only the others changed has been taken over into it, what both changed is as it was typed, and a
table says what, from what to what, by whom. It carries the newer state then, so that saving it again goes through.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Group
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ... import moments, states
from ...models import Event
from . import labels
from .form import Carried


def sign(row) -> str:
    return sign_state(states.state_of(row), row)


def sign_state(state: dict, row) -> str:
    """A state of a row, or of more than the row, for a form of it."""
    return signing.dumps(state, salt=salt_of(row), compress=True)


def read(text: str, row) -> dict | None:
    """The state that `sign` signed of this row; none where it was tampered with."""
    try:
        return signing.loads(text, salt=salt_of(row))
    except signing.BadSignature:
        return None


def salt_of(row) -> str:
    return f"{row._meta.label_lower}.{row.pk}"


@dataclass(frozen=True)
class Line:
    """Something that others changed, by whom and when, as far as the log knows; whether the form says another thing."""

    change: labels.FieldChange
    event: Event | None
    clashes: bool


@dataclass
class Meanwhile:
    """A row, locked, as others have left it while a form of it was open; `base` is none where the form does not say."""

    row: object
    base: dict | None
    clashes: frozenset[str] = frozenset()

    @cached_property
    def state(self) -> dict:
        return states.state_of(self.row)

    @cached_property
    def changes(self) -> states.Changes:
        return states.differences(self.base or {}, self.state)

    @property
    def stale(self) -> bool:
        return self.base is None or bool(self.changes)

    def lines(self) -> list[Line]:
        """What the reader of the form is told: without a base, of everything where the form says another thing."""
        shown = {name: pair for name, pair in self.changes.items() if self.base or name in self.clashes}
        events, found = self.events(), labels.lines(type(self.row), shown)
        return [Line(change, events.get(change.name), change.name in self.clashes) for change in found]

    def events(self) -> dict[str, Event]:
        """Which event made each field what it is now, as far as the log knows."""
        found = {}
        for event in states.events_of(self.row).select_related("actor"):
            for name, (_old, new) in event.details.get("changes", {}).items():
                found.setdefault(name, event if new == self.state.get(name) else None)
        return found


class StateForm(forms.ModelForm):
    """A form that knows which state of its row it was made from, and is refused where that has changed."""

    base_state = Carried(required=False)

    meanwhile: Meanwhile | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.initial["base_state"] = sign(self.instance)

    def clean(self):
        cleaned = super().clean()
        if self.meanwhile:
            self.add_error(None, _("Somebody else has changed this since you opened it. Nothing is saved yet."))
        return cleaned


# ── What was posted, on the newer state ────────


def rebase(meanwhile: Meanwhile, form_class, data):
    """What was posted, with what only others changed; the form carries the newer state then. Notes what clashes."""
    now, base = form_class(instance=meanwhile.row), base_form(meanwhile, form_class)
    clashes = set()
    for name in meanwhile.changes.keys() & now.fields.keys():
        if base and says_the_same(base[name], data):
            data.setlist(name, as_posted(now[name]))
        elif not says_the_same(now[name], data):
            clashes.add(name)
    data["base_state"] = sign(meanwhile.row)
    meanwhile.clashes = frozenset(clashes)
    return data


def base_form(meanwhile: Meanwhile, form_class):
    """The form as it was opened."""
    if meanwhile.base is None:
        return None
    row = type(meanwhile.row)(pk=meanwhile.row.pk)
    states.write(row, meanwhile.base)
    groups = Group.objects.filter(name__in=meanwhile.base.get("groups", []))
    return form_class(instance=row, initial={"groups": list(groups)})


def says_the_same(bound, data) -> bool:
    """Whether what was posted in a field is what it says in a form that was not posted."""
    posted = bound.field.widget.value_from_datadict(data, {}, bound.html_name)
    return not bound.field.has_changed(with_plain_lines(bound.initial), with_plain_lines(posted))


def with_plain_lines(value):
    """Browsers end lines in their own way."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def as_posted(bound) -> list[str]:
    """What a browser posts of a field that nobody touches."""
    value = bound.value()
    if isinstance(value, bool):
        return ["on"] if value else []
    texts = value if isinstance(value, list) else bound.field.widget.format_value(value)
    return [str(text) for text in (texts if isinstance(texts, list) else [texts]) if text is not None]


# ── In admin ────────


class NoLostUpdate:
    """An admin in which no save overwrites what somebody else saved meanwhile without showing it. Its form is a
    `StateForm`."""

    def locking(self, object_id):
        """The transaction in which nobody else changes the row."""
        return locked(self.model, object_id)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = super().changeform_view
        if request.method != "POST" or object_id is None:
            return view(request, object_id, form_url, extra_context)
        with self.locking(unquote(object_id)):
            row = self.get_object(request, unquote(object_id))
            if row and self.has_change_permission(request, row):
                self.look(request, row)
            return view(request, object_id, form_url, extra_context)

    def look(self, request, row) -> None:
        """Whether the posted form is stale; what it posts is put on the newer state then."""
        meanwhile = Meanwhile(row, read(request.POST.get("base_state", ""), row))
        request.state_before = meanwhile.state
        if meanwhile.stale:
            request.POST = self.rebase(request, meanwhile, request.POST.copy())
            request.meanwhile = meanwhile

    def rebase(self, request, meanwhile: Meanwhile, data):
        return rebase(meanwhile, self.get_form(request, meanwhile.row, change=True), data)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.meanwhile = getattr(request, "meanwhile", None)
        return form

    def render_change_form(self, request, context, *args, **kwargs):
        if meanwhile := getattr(request, "meanwhile", None):
            # The table says what is wrong; “correct the error below” would not, where there is no other.
            wrong = set(context["adminform"].form.errors) - {NON_FIELD_ERRORS} or any(
                formset.formset.total_error_count() for formset in context["inline_admin_formsets"]
            )
            context |= {"meanwhile_lines": meanwhile.lines()} | ({} if wrong else {"errors": None})
        return super().render_change_form(request, context, *args, **kwargs)

    # Private to Django: a public hook for what is not found would replace it, which `ModelAdmin` does not have.
    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Who deleted it, and when, where the log knows."""
        event = states.deletion_of(self.model, object_id)
        if event is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        sentence = _("“{}” was deleted meanwhile: {}, {}.")
        messages.warning(request, format_html(sentence, event.subject, event.actor or "–", moments.shown(event.at)))
        return redirect(f"admin:{opts.app_label}_{opts.model_name}_changelist")


@contextmanager
def locked(model, pk):
    """A transaction in which a row stays as it is."""
    with transaction.atomic():
        if str(pk).isdecimal():
            model._default_manager.select_for_update().filter(pk=pk).first()
        yield
