"""Two people at one entry: the later save of a stale form is refused with what changed meanwhile, then merged.

A form carries the digest of the document that it was made from (`base_digest`), the rows that it holds (`base_rows`),
and, once refused, the digest of the document that its table of changes shows (`table_digest`).
"""

from dataclasses import dataclass
from functools import cached_property

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.formsets import DELETION_FIELD_NAME

from profiles.published import documents
from profiles.values.languages import LANGUAGES, column_of

from ... import checks, workingcopy
from ...merge import Merged, merge
from ...models import SavedCopy
from ...models.entries import Entry


@dataclass
class Meanwhile:
    """An entry, locked, as others have left it while a form of it was open."""

    entry: Entry
    base_digest: str
    theirs: dict
    problem: str = ""

    @cached_property
    def digest(self) -> str:
        return documents.content_digest(self.theirs)

    @property
    def stale(self) -> bool:
        return self.base_digest != self.digest

    @cached_property
    def base(self) -> dict | None:
        """The document that the form was made from, if a saved copy kept it."""
        copy = SavedCopy.objects.of(self.entry).filter(content_digest=self.base_digest).first()
        return copy and copy.content()

    @cached_property
    def last(self) -> SavedCopy | None:
        """Who left it so, and when."""
        copy = SavedCopy.objects.of(self.entry).first()
        return copy if copy and copy.content_digest == self.digest else None


def sign_rows(entry: Entry) -> str:
    """The rows that a form holds, by kind, number and uid, signed: a row deleted meanwhile is known by it."""
    return signing.dumps(
        [
            [key, pk, str(uid)]
            for key in workingcopy.shape_of(entry).facts
            for pk, uid in getattr(entry, key).values_list("pk", "uid")
        ]
    )


def rows_of(text: str) -> list:
    """What `sign_rows` signed; nothing where it was tampered with."""
    try:
        return signing.loads(text)
    except signing.BadSignature:
        return []


def revive(meanwhile: Meanwhile, base_rows: str, own: set[str]) -> None:
    """Bring back the rows that others deleted and the form still holds, as they were, so that the form can be read:
    of the kinds (`own`) that this person may change.

    Merging decides whether they stay. Whoever calls this rolls it back where nothing is saved.
    """
    kinds = workingcopy.shape_of(meanwhile.entry).facts
    # A form of another kind of entry may be signed as well.
    for key, pk, uid in (row for row in rows_of(base_rows) if row[0] in kinds):
        model, kind = workingcopy.MODELS[key], kinds[key]
        item = next((row for row in (meanwhile.base or {}).get(key, []) if row["uid"] == uid and key in own), None)
        if item and not model.objects.filter(Q(pk=pk) | Q(uid=uid)).exists():
            workingcopy.write(workingcopy.new_row(key, meanwhile.entry, uid, pk=pk), item, kind)


def radio(path) -> str:
    """The name of the choice between the sides of a clash."""
    return "-".join(["stands", *(part.replace("-", "") for part in path)])


def take_over(meanwhile: Meanwhile, entry: Entry, data) -> Merged:
    """Merge what was just saved with what others had saved, and make the working copy read so.

    Raises ValidationError where the two together break a rule.
    """
    fresh = type(entry).objects.get(pk=entry.pk)
    merged = merge_as_chosen(meanwhile, workingcopy.document(fresh), data)
    if problems := checks.overlaps(merged.content):
        raise ValidationError(problems)
    workingcopy.apply(merged.content, fresh)
    entry.refresh_from_db()
    return merged


def merge_as_chosen(meanwhile: Meanwhile, mine: dict, data) -> Merged:
    """Both sides as one, each clash as it was chosen in the table."""
    clashes = merge(meanwhile.base, mine, meanwhile.theirs).clashes
    choices = {clash.path: data.get(radio(clash.path), clash.default) for clash in clashes}
    return merge(meanwhile.base, mine, meanwhile.theirs, choices)


# ── What a form says that is not saved ────────


def as_typed(meanwhile: Meanwhile, form, inlines) -> dict:
    """The document that a refused form would give. What it cannot change, or says wrongly, reads as in the base."""
    content = dict(meanwhile.base or meanwhile.theirs)
    typed, shape = form.cleaned_data, workingcopy.shape_of(meanwhile.entry)
    content |= {key: typed[key] for key in shape.plain if key in typed}
    content |= {name: typed[name].as_document() for name in shape.links if typed.get(name)}
    for key in shape.pairs:
        pair = {code: typed[name] for code in LANGUAGES if (name := column_of(key, code)) in typed}
        content[key] = content[key] | pair
    if typed.get("upload") or typed.get("without_file"):
        content[form.stored] = getattr(form.instance, form.stored)
    if "areas" in typed:
        content["areas"] = [area.as_document() for area in typed["areas"].order_by("position", "code")]
    for inline in inlines:
        if inline.has_change_permission:
            key = inline.formset.fk.remote_field.related_name
            content[key] = rows_as_typed(inline.formset, shape.facts[key], content[key])
    return content


def rows_as_typed(formset, kind, base: list[dict]) -> list[dict]:
    earlier = {row["uid"]: row for row in base}
    rows = []
    for form in formset.forms:
        uid = str(form.instance.uid)
        if formset.can_delete and form.cleaned_data.get(DELETION_FIELD_NAME):
            continue
        if not form.errors and (form.has_changed() or form.instance.pk):
            rows.append(workingcopy.fact(form.instance, kind))
        elif uid in earlier:
            rows.append(earlier[uid])
    return rows
