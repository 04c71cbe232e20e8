"""The parts of a form to jump to: groups of fields and rows of facts in one order, each with what is wrong in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.admin.utils import flatten
from django.utils.text import capfirst

from ... import checks
from .refusals import in_formset


@dataclass(frozen=True)
class Part:
    """A group of fields, or the rows of a kind: where it stands, how much was refused in it and what is missing; of
    rows what publishing asks of them."""

    title: str
    anchor: str
    refused: int
    missing: int
    fieldset: object = None
    formset: object = None
    number: int = 0
    needed: str = ""


def parts_of(
    adminform, inlines: Iterable, order: Sequence, problems: Iterable[checks.Problem], needed: dict
) -> list[Part]:
    """The parts of a form, in an order of titles of groups and of prefixes of rows; whatever it does not name comes
    last. `needed` says by prefix what publishing asks of rows."""
    fields = {problem.field for problem in problems}
    found = [of_fields(fieldset, number, fields) for number, fieldset in enumerate(adminform)]
    found += [of_rows(inline, fields, needed.get(inline.formset.prefix, "")) for inline in inlines]
    names = [str(name) for name in order]
    return sorted(found, key=lambda part: names.index(name) if (name := name_of(part)) in names else len(names))


def name_of(part: Part) -> str:
    return part.formset.formset.prefix if part.formset else part.title


def of_fields(fieldset, number: int, problems: set[str]) -> Part:
    form, names = fieldset.form, set(flatten(fieldset.fields))
    return Part(
        title=str(fieldset.name or ""),
        anchor=f"fieldset-0-{number}-heading",
        refused=sum(len(form.errors.get(name, ())) for name in names),
        missing=len(problems & {f"id_{name}" for name in names}),
        fieldset=fieldset,
        number=number,
    )


def of_rows(inline, problems: set[str], needed: str) -> Part:
    formset = inline.formset
    places = {f"{formset.prefix}-group"} | {checks.row_anchor(form.instance.uid) for form in formset.forms}
    return Part(
        title=capfirst(str(inline.opts.verbose_name_plural)),
        anchor=f"{formset.prefix}-group",
        refused=len(in_formset(formset)) if formset.is_bound else 0,
        missing=len(problems & places),
        formset=inline,
        needed=needed,
    )
