"""What was refused, as a list on top of the form: each with the field that it is about."""

from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Refusal:
    """A sentence, what it is about, and the place of the form where it is mended (empty: the form as a whole)."""

    sentence: str
    about: str = ""
    anchor: str = ""


def refusals_of(form, formsets) -> list[Refusal]:
    """Of a form and of the rows below it, in their order."""
    found = in_form(form)
    for formset in formsets:
        found += in_formset(formset)
    return found


def in_form(form, about: str = "", anchor: str = "") -> list[Refusal]:
    """Of one form; `about` is what it is of, `anchor` where it stands, where it is a row."""
    found = []
    for name, sentences in form.errors.items():
        if name == NON_FIELD_ERRORS:
            found += [Refusal(sentence, about, anchor) for sentence in sentences]
        else:
            label = str(form.fields[name].label)
            label = f"{about}: {label}" if about else label
            found += [Refusal(sentence, capfirst(label), form[name].id_for_label) for sentence in sentences]
    return found


def in_formset(formset) -> list[Refusal]:
    """Of rows, and of all rows of a kind together."""
    kind = capfirst(str(formset.model._meta.verbose_name))
    found = [Refusal(sentence, kind, f"{formset.prefix}-group") for sentence in formset.non_form_errors()]
    for form in formset.forms:
        if form.errors:
            found += in_form(form, name_of(form, kind), form.prefix)
    return found


def name_of(form, kind: str) -> str:
    """What a row is called: with its kind where it is stored; a new one by what was typed of it, if anything was."""
    if form.instance.pk:
        return f"{kind} {form.instance}"
    return typed_name(form) or _("%(kind)s (new)") % {"kind": kind}


def typed_name(form) -> str:
    try:
        return str(form.instance).strip()
    except ObjectDoesNotExist:
        # It goes by a word that nobody chose.
        return ""
