"""The rows of an inline formset as its template prints them: which are open, and what is wrong with them together."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.contrib.admin.helpers import Fieldset, InlineAdminForm, InlineAdminFormSet
from django.core.exceptions import FieldDoesNotExist

from ... import checks
from ...models import Membership, RoleTerm
from . import drawing, sentences
from .sentences import Sentence


class Part(NamedTuple):
    """Fields of a row under a title that opens them; the first ones have none."""

    title: str
    fieldset: Fieldset
    is_open: bool


@dataclass
class FactRow:
    """A fact in a form: `number` is its place among the forms of its kind, or `empty` for the one that is copied."""

    group: "FactGroup"
    form: InlineAdminForm
    number: str

    @property
    def is_stored(self) -> bool:
        return self.form.original is not None

    @property
    def is_copied(self) -> bool:
        """Whether it is the empty one, of which scripts make new rows."""
        return self.number == "empty"

    @cached_property
    def fact(self) -> dict:
        return sentences.as_fact(self.form.form.instance)

    @property
    def sentence(self) -> Sentence | None:
        return sentences.sentence_of(self.fact) if self.is_stored else None

    @property
    def new(self) -> str:
        return sentences.new_of(self.group.model)

    @property
    def anchor(self) -> str:
        """Where the problems of the fact lead to."""
        return checks.row_anchor(self.fact["uid"]) if self.is_stored else ""

    @property
    def bar(self):
        return self.group.drawing.bars.get(self.fact["uid"]) if self.is_stored and self.group.drawing else None

    @property
    def meaning(self) -> str:
        return drawing.meaning(self.fact) if self.is_stored and "start" in self.fact else ""

    @property
    def is_open(self) -> bool:
        """A row that is new, or that a refused save has changed, or in which something is wrong."""
        form = self.form.form
        if not self.is_stored:
            return True
        return self.group.may_change and form.is_bound and bool(form.errors or form.has_changed())

    @property
    def parts(self) -> list[Part]:
        found = [Part(part.name, part, self.says_something(part)) for part in self.form]
        for part in found:
            # The title stands in the summary.
            part.fieldset.name = None
        return found

    def says_something(self, part: Fieldset) -> bool:
        """Whether any field of it has an error, or another value than it begins with."""
        names = [name for line in part.fields for name in ([line] if isinstance(line, str) else line)]
        return any(self.has_own_value(name) or name in self.form.form.errors for name in names)

    def has_own_value(self, name: str) -> bool:
        form = self.form.form
        try:
            begins_with = self.group.model._meta.get_field(name).get_default()
        except FieldDoesNotExist:
            return False
        value = form[name].value() if name in form.fields else getattr(form.instance, name)
        return (value or "") != (begins_with or "")


class FactGroup:
    """All rows of one kind, of an inline formset of Django's admin."""

    def __init__(self, formset: InlineAdminFormSet):
        self.formset = formset
        self.model = formset.opts.model
        self.may_change = formset.has_change_permission

    @cached_property
    def rows(self) -> list[FactRow]:
        forms = list(self.formset)
        numbers = [*map(str, range(len(self.formset.forms))), "empty"]
        return [FactRow(self, form, number) for form, number in zip(forms, numbers, strict=False)]

    @property
    def stored(self) -> list[dict]:
        return [row.fact for row in self.rows if row.is_stored]

    @cached_property
    def drawing(self) -> drawing.Drawing | None:
        return drawing.draw(self.stored)

    @property
    def warnings(self) -> list[str]:
        """What looks wrong with stored memberships or roles together; of a refused form its errors say it."""
        if self.formset.is_bound:
            return []
        if self.model is RoleTerm:
            return checks.repeated_roles({"role_terms": self.stored})
        content = {"memberships": self.stored if self.model is Membership else []}
        return [*checks.overlaps(content), *checks.gaps(content)]

    @property
    def is_dated(self) -> bool:
        return sentences.KINDS[self.model].dated

    @property
    def is_sortable(self) -> bool:
        return self.may_change and any(field.name == "position" for field in self.model._meta.fields)
