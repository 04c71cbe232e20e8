"""Which row of the working copies a row of a file means: by its uid, or else by its address or its name. What can be
several, or was meant by another row already, is refused."""

import difflib
import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from profiles.values.choices import EntryKind

from .. import entries, finding, permissions, workingcopy
from .cells.values import Words, agrees, folded, identifier, read, written
from .rows import Row
from .tables import NAMES, NATURAL, UID, Column, Sheet


class Entries:
    """The entries of one kind: those that there are, which of them somebody may change, and those that a file adds."""

    def __init__(self, kind: EntryKind, by):
        self.model, self.by = entries.MODELS[kind], by
        known = list(self.model.objects.values_list("pk", "uid", "slug"))
        self.by_uid = {str(uid): pk for pk, uid, _slug in known}
        self.by_slug = {slug: pk for pk, _uid, slug in known}
        self.uids = {pk: str(uid) for pk, uid, _slug in known}
        # The address of each that the file adds, with its uid.
        self.added = {}

    @cached_property
    def editable(self) -> set[int]:
        if not (self.by.is_active and self.by.has_perm(f"profiles.change_{self.model._meta.model_name}")):
            return set()
        return set(permissions.editable(self.by, self.model.objects.all()).values_list("pk", flat=True))

    def find(self, cells: dict[str, str]) -> int | None:
        """The primary key of the entry that a row means, None for a new one. Raises ValidationError."""
        slug, uid = cells.get("slug", "").strip(), cells.get(UID, "").strip()
        pk = self.by_uid.get(identifier(uid)) if uid else self.by_slug.get(slug)
        if pk:
            return self.allowed(pk, slug or uid)
        if not slug:
            raise ValidationError({"slug": _("Say which: write its address.")})
        self.refuse_adding(slug)
        if slug in self.by_slug:
            raise ValidationError({"slug": _("The address “%s” is that of another.") % slug})
        return None

    def allowed(self, pk: int, called: str, column: str = "slug") -> int:
        if pk not in self.editable:
            raise not_yours(called, column)
        return pk

    def refuse_adding(self, slug: str) -> None:
        """Who keeps only some is not told which others there are."""
        may_add = self.by.is_active and self.by.has_perm(f"profiles.add_{self.model._meta.model_name}")
        if not (may_add and permissions.edits_everything(self.by)):
            raise not_yours(slug, "slug")

    def add(self, cells: dict[str, str]) -> str:
        """The uid of a new entry. Raises ValidationError where another has it."""
        slug, given = cells["slug"].strip(), cells.get(UID, "").strip()
        uid = identifier(given) if given else str(uuid.uuid4())
        if any(model.objects.filter(uid=uid).exists() for model in entries.MODELS.values()):
            raise ValidationError({UID: _("The uid is that of another.")})
        self.added[slug] = uid
        return uid

    @cached_property
    def by_name(self) -> dict[str, set[int]]:
        """The entries by whatever they are called: names and codes, as they are compared."""
        found = defaultdict(set)
        for pk, *texts in self.model.objects.values_list("pk", *finding.columns(self.model)):
            for name in {folded(line) for text in texts if text for line in text.splitlines()}:
                found[name].add(pk)
        return found

    def called(self, text: str) -> list[int]:
        """Those that have this address, or else are called so."""
        if text in self.by_slug:
            return [self.by_slug[text]]
        return sorted(self.by_name.get(folded(text), ())) if text else []

    def owner(self, sheet: Sheet, called: str) -> str:
        """The uid of the entry that a fact belongs to, by its address, or else by what it alone is called. Raises
        ValidationError."""
        if called in self.added:
            return self.added[called]
        if not called:
            raise ValidationError({sheet.owner: _("Say of which: fill in the column “%s”.") % sheet.owner})
        known = self.called(called)
        # Who keeps only some is not told which others there are.
        meant = [pk for pk in known if pk in self.editable]
        if len(meant) == 1:
            return self.uids[meant[0]]
        if meant:
            sentence = _("“%(text)s” can be several: %(addresses)s. Write the address.")
            raise ValidationError({sheet.owner: sentence % {"text": called, "addresses": self.addresses(meant)}})
        if known or not permissions.edits_everything(self.by):
            raise not_yours(called, sheet.owner)
        near = difflib.get_close_matches(folded(called), self.by_name, 3)
        sentence = _("There is nothing called “%s”, neither here nor in the file.") % called
        if near:
            meant = {pk for name in near for pk in self.by_name[name]}
            sentence += " " + _("Did you mean %s?") % self.addresses(meant)
        raise ValidationError({sheet.owner: sentence})

    def addresses(self, pks: Iterable[int]) -> str:
        slugs = {pk: slug for slug, pk in self.by_slug.items()}
        return _(", ").join(sorted(slugs[pk] for pk in pks))

    def owner_of(self, sheet: Sheet, uid: str) -> str:
        """The same for a row that says which fact it is, and not of what."""
        owner = workingcopy.owner_of(sheet.name)
        fact = workingcopy.MODELS[sheet.name].objects.filter(uid=uid).values_list(f"{owner}_id", flat=True).first()
        if fact is None or fact not in self.editable:
            raise ValidationError({sheet.owner: _("Say of which: fill in the column “%s”.") % sheet.owner})
        return self.uids[fact]


def not_yours(called: str, column: str) -> ValidationError:
    return ValidationError({column: _("“%s” is not yours to change.") % called})


# ── Facts ────────


class Facts:
    """The facts of a sheet of one entry: those that stand there, by what a row finds them with, and in the content that
    is to be."""

    def __init__(self, sheet: Sheet, facts: list[dict], content: dict):
        self.sheet, self.facts = sheet, facts
        self.by_uid = {fact[UID]: fact for fact in facts}
        self.standing = {fact[UID]: fact for fact in content[sheet.name]}
        self.position = max((fact.get("position", 0) for fact in content[sheet.name]), default=-1)

    def next_position(self) -> int:
        self.position += 1
        return self.position

    @cached_property
    def by_name(self) -> dict[tuple[str, str], list[dict]]:
        found = defaultdict(list)
        for column in (self.sheet.by_name[name] for name in NATURAL[self.sheet.name] if name in NAMES):
            for fact in self.facts:
                found[column.name, folded(written(column, column.value_in(fact)))].append(fact)
        return found

    def find(self, row: Row, words: Words) -> dict | None:
        """The fact that a row means; None for a new one. Raises ValidationError."""
        sheet = self.sheet
        if given := row.cells.get(UID, "").strip():
            found = self.by_uid.get(uid := identifier(given))
            if not found and workingcopy.MODELS[sheet.name].objects.filter(uid=uid).exists():
                raise ValidationError({UID: _("The uid is that of a row of another.")})
            return found
        telling = [name for name in NATURAL[sheet.name] if name in NAMES] or NATURAL[sheet.name]
        if not any(row.cells.get(name, "").strip() for name in telling):
            raise ValidationError(_("Say which: fill in one of the columns %s.") % ", ".join((UID, *telling)))
        found = [fact for fact in self.named(row) if is_meant(sheet, row, fact, words)]
        if len(found) > 1:
            raise ValidationError({UID: _("This can be several rows: write the uid of the one that you mean.")})
        return found[0] if found else None

    def named(self, row: Row) -> Iterable[dict]:
        """Those that have one of the names of a row; all, where it has none."""
        keys = [(name, folded(row.cells.get(name, ""))) for name in NATURAL[self.sheet.name] if name in NAMES]
        if not any(name for _column, name in keys):
            return self.facts
        found = [fact for key in keys if key[1] for fact in self.by_name.get(key, ())]
        return {fact[UID]: fact for fact in found}.values()


def is_meant(sheet: Sheet, row: Row, fact: dict, words: Words) -> bool:
    """Whether a fact has what a row without a uid says: all of its words and dates, and one of its names."""
    columns = [sheet.by_name[name] for name in NATURAL[sheet.name] if name in row.cells]
    named = [column for column in columns if column.name in NAMES and row.cells[column.name].strip()]
    others = [column for column in columns if column.name not in NAMES]
    if not all(says(column, row.cells[column.name], fact, words) for column in others):
        return False
    return not named or any(
        folded(row.cells[column.name]) == folded(written(column, column.value_in(fact))) for column in named
    )


def says(column: Column, text: str, content: dict, words: Words) -> bool:
    """Whether a cell means what stands there, in whatever words."""
    value = column.value_in(content)
    try:
        return agrees(column, text, value) or written(column, read(column, text, words)) == written(column, value)
    except ValidationError:
        return False


def natural_key(sheet: Sheet, row: Row) -> tuple:
    """What a row without a uid is told by from the other new ones of its file."""
    return tuple(folded(row.cells.get(name, "")) for name in NATURAL[sheet.name])
