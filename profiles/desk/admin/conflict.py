"""Two people at one profile: the later save of a stale form is refused with what changed meanwhile, then merged.

A form carries the digest of the document that it was made from (`seen`), the rows that it holds (`held`), and, once
refused, the digest of the document that its table of changes shows (`met`).
"""

import re
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from profiles.published import diff, documents
from profiles.values.period import Period

from .. import checks, workingcopy
from ..merge import Difference, Merged, merge
from ..models import Entity, SavedCopy

DIGEST = re.compile(r"[0-9a-f]{64}")
PARTS = diff.LABELS | diff.LANGUAGES | {"start": _("from"), "end": _("until")}
KEPT_DRAFTS = 20

STALE = _(
    "Somebody else has changed this profile since you opened it. What you typed is kept below; nothing is saved yet."
)
CHANGED_AGAIN = _("The profile has changed once more while you looked. Look at the table again, then save.")


# ── What others did ────────


@dataclass
class Meanwhile:
    """A profile, locked, as others have left it while a form of it was open."""

    entity: Entity
    seen: str
    theirs: dict
    problem: str = ""

    @cached_property
    def met(self) -> str:
        return documents.digest(self.theirs)

    @property
    def stale(self) -> bool:
        return self.seen != self.met

    @cached_property
    def base(self) -> dict | None:
        """The document that the form was made from, if a saved copy kept it."""
        found = SavedCopy.objects.of(self.entity).filter(digest=self.seen).first()
        return found and found.content()

    @cached_property
    def last(self) -> SavedCopy | None:
        """Who left it so, and when."""
        found = SavedCopy.objects.of(self.entity).first()
        return found if found and found.digest == self.met else None


def held_rows(entity: Entity) -> str:
    """The rows that a form holds, by kind, number and uid, signed: a row deleted meanwhile is known by it."""
    return signing.dumps(
        [[key, pk, str(uid)] for key in documents.FACTS for pk, uid in getattr(entity, key).values_list("pk", "uid")]
    )


def held_by(text: str) -> list:
    """What `held_rows` signed; nothing where it was tampered with."""
    try:
        return signing.loads(text)
    except signing.BadSignature:
        return []


def revive(found: Meanwhile, held: str, own: set[str]) -> None:
    """Bring back the rows that others deleted and the form still holds, as they were, so that the form can be read:
    of the kinds (`own`) that this person may change.

    Merging decides whether they stay. Whoever calls this rolls it back where nothing is saved.
    """
    for key, pk, uid in held_by(held):
        model, kind = workingcopy.MODELS[key], documents.FACTS[key]
        item = next((row for row in (found.base or {}).get(key, []) if row["uid"] == uid and key in own), None)
        if item and not model.objects.filter(Q(pk=pk) | Q(uid=uid)).exists():
            workingcopy.write(model(pk=pk, entity=found.entity, uid=uid), item, kind)


def radio(path) -> str:
    """The name of the choice between the sides of a clash."""
    return "-".join(["stands", *(part.replace("-", "") for part in path)])


def take_over(found: Meanwhile, entity: Entity, data) -> Merged:
    """Merge what was just saved with what others had saved, and make the working copy read so.

    Raises ValidationError where the two together break a rule.
    """
    fresh = Entity.objects.get(pk=entity.pk)
    merged = merged_with(found, workingcopy.document(fresh), data)
    if problems := checks.overlaps(merged.content):
        raise ValidationError(problems)
    workingcopy.apply(merged.content, fresh)
    entity.refresh_from_db()
    return merged


def merged_with(found: Meanwhile, mine: dict, data) -> Merged:
    """Both sides as one, each clash as it was chosen in the table."""
    clashes = merge(found.base, mine, found.theirs).clashes
    choices = {clash.path: data.get(radio(clash.path), clash.default) for clash in clashes}
    return merge(found.base, mine, found.theirs, choices)


# ── The table ────────


@dataclass(frozen=True)
class Line:
    """One difference as the table shows it. `name` is of the choice between the sides, where both changed it."""

    where: str
    base: str
    mine: str
    theirs: str
    language: str
    name: str = ""
    stands: str = "theirs"


def lines(found: Meanwhile, mine: dict, data) -> list[Line]:
    """What others changed, by itself or against mine, in the order of the page."""
    merged = merge(found.base, mine, found.theirs)
    clashes = {clash.path for clash in merged.clashes}
    both = sorted([*merged.taken, *merged.clashes], key=place)
    sides = (found.base or {}, found.theirs, mine)
    rows = {row["uid"]: row for side in sides for key in diff.FACTS for row in side.get(key, [])}
    return [line(one, rows, data, clash=one.path in clashes) for one in both]


def place(one: Difference) -> tuple:
    """Where a difference comes in the order of the page: rows together, English before Arabic."""
    head, *rest = one.path
    return list(diff.LABELS).index(head), rest[0] if head in diff.FACTS else "", one.path[-1] == "ar"


def line(one: Difference, rows: dict, data, *, clash: bool) -> Line:
    language = one.path[-1] if one.path[-1] in diff.LANGUAGES else ""
    texts = [words(one.path, value) for value in (one.base, one.mine, one.theirs)]
    choice = {"name": radio(one.path), "stands": data.get(radio(one.path), one.default)} if clash else {}
    return Line(where(one.path, rows), *texts, language, **choice)


def where(path, rows: dict) -> str:
    """“membership: Sending state, certainty” for ("memberships", uid, "certainty")."""
    head, *rest = path
    label = str(diff.LABELS[head])
    if head in diff.FACTS:
        uid, *rest = rest
        label = f"{label}: {diff.subject(rows[uid])}"
        rest = ["body_word" if part == "body" else part for part in rest]
    elif head == "areas":
        rest = []
    return ", ".join([label, *(str(PARTS.get(part, part)) for part in rest)])


def words(path, value) -> str:
    """A value of a difference as text."""
    if value is None:
        return "–"
    if path[0] in diff.FACTS and len(path) == 2:
        return row_words(value)
    if isinstance(value, dict):
        return diff.label_of(value) if "label" in value else period_words(value)
    return str(choices_of(path).get(value, "")) or diff.plain(value) or "–"


def row_words(row: dict) -> str:
    """All that a dated fact says, a text a line."""
    pairs = [value for value in row.values() if isinstance(value, dict) and value.keys() == diff.LANGUAGES.keys()]
    texts = [diff.plain(text) for pair in pairs for text in pair.values()]
    return "\n".join(filter(None, [diff.describe(row), *texts]))


def period_words(unit: dict) -> str:
    return Period(**unit).from_text if "start" in unit else Period(**unit).until_text


def choices_of(path) -> dict:
    model = workingcopy.MODELS.get(path[0], Entity)
    name = next((part for part in reversed(path) if part not in diff.LANGUAGES), "")
    field = next((field for field in model._meta.concrete_fields if field.name == name), None)
    return dict(field.choices or []) if field else {}


# ── What a form says, saved or not ────────


def as_typed(found: Meanwhile, form, inlines) -> dict:
    """The document that a refused form would give. What it cannot change, or says wrongly, reads as in the base."""
    content = dict(found.base or found.theirs)
    typed = form.cleaned_data
    content |= {key: typed[key] for key in documents.PLAIN if key in typed}
    for key in documents.PAIRS:
        said = {code: typed[f"{key}_{code}"] for code in diff.LANGUAGES if f"{key}_{code}" in typed}
        content[key] = content[key] | said
    if typed.get("picture") or typed.get("without_logo"):
        content["logo"] = form.instance.logo
    if "areas" in typed:
        content["areas"] = [area.as_document() for area in typed["areas"].order_by("position", "code")]
    for inline in inlines:
        if inline.has_change_permission:
            key = inline.formset.fk.remote_field.related_name
            content[key] = rows_as_typed(inline.formset, documents.FACTS[key], content[key])
    return content


def rows_as_typed(formset, kind, base: list[dict]) -> list[dict]:
    known = {row["uid"]: row for row in base}
    rows = []
    for form in formset.forms:
        uid = str(form.instance.uid)
        if formset.can_delete and formset._should_delete_form(form):
            continue
        if not form.errors and (form.has_changed() or form.instance.pk):
            rows.append(workingcopy.fact(form.instance, kind))
        elif uid in known:
            rows.append(known[uid])
    return rows


class Carried(forms.CharField):
    """What a form carries along for itself: never a change that somebody made."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class ConflictForm(forms.ModelForm):
    """A form that knows which document it was made from, and is refused where that has changed."""

    seen = Carried(required=False)
    held = Carried(required=False)
    met = Carried(required=False)

    meanwhile: Meanwhile | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.initial["seen"] = documents.digest(workingcopy.document(self.instance))
            self.initial["held"] = held_rows(self.instance)

    def clean(self):
        if self.meanwhile and self.meanwhile.stale:
            self.refuse_unless_merging(self.meanwhile)
        return super().clean()

    def refuse_unless_merging(self, found):
        """Only the button below the table of just these changes saves."""
        merging = "_merge" in self.data
        if merging and self.data.get("met") == found.met and not found.problem:
            return
        self.data = self.data.copy()
        self.data["met"] = found.met
        self.add_error(None, found.problem or (CHANGED_AGAIN if merging else STALE))


class NoLostWork:
    """An admin of profiles in which no save overwrites what somebody else saved meanwhile."""

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
            response = self.merged_or_refused(request, lambda: view(request, object_id, form_url, extra_context))
            if not request.merged:
                transaction.set_rollback(True)
            return response

    def own_kinds(self, request, entity) -> set[str]:
        """The kinds of dated facts that this person may change."""
        inlines = self.get_inline_instances(request, entity)
        models = {inline.model for inline in inlines if inline.has_change_permission(request, entity)}
        return {key for key, model in workingcopy.MODELS.items() if model in models}

    def meanwhile(self, request, object_id) -> Meanwhile | None:
        """Of a profile that this person is saving; its row stays locked until the transaction ends."""
        if not object_id or "_saveasnew" in request.POST:
            return None
        entity = self.get_object(request, unquote(object_id))
        if not entity or not self.has_change_permission(request, entity):
            return None
        entity = Entity.objects.select_for_update().get(pk=entity.pk)
        seen = request.POST.get("seen", "")
        return Meanwhile(entity, seen if DIGEST.fullmatch(seen) else "", workingcopy.document(entity))

    def merged_or_refused(self, request, respond):
        """Where mine and theirs together break a rule, the form goes back with the reason."""
        own = self.own_kinds(request, request.meanwhile.entity)
        try:
            with transaction.atomic():
                revive(request.meanwhile, request.POST.get("held", ""), own)
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
        form, found = context["adminform"].form, getattr(request, "meanwhile", None)
        if request.FILES and form.is_bound:
            form.add_error("picture", _("Choose the file again: a browser does not keep it."))
        if found and found.stale and form.is_bound:
            typed = as_typed(found, form, context["inline_admin_formsets"])
            # The table says what is wrong; “correct the errors below” would not.
            context |= {"meanwhile": found, "lines": lines(found, typed, request.POST), "errors": None}
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
