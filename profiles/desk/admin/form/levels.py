"""What lags behind in the two languages of an entry, said at the field and above the form; and what a profile lacks."""

from collections.abc import Iterable

from django.template.loader import render_to_string

from profiles.values.choices import EntryKind
from profiles.values.languages import column_of

from ...models.entries import Entry
from ...upkeep import translations
from ...upkeep.completeness import completeness
from ...upkeep.translations import Lag


def levels_of(entry: Entry, content: dict, form, inlines: Iterable, *, edits: bool) -> dict:
    """What the head of the form says of a working copy, given as its document; its fields are marked."""
    lags = translations.lags_of_one(content)
    since = translations.changes_since(entry, lags)
    rows = {str(row.instance.uid): row for inline in inlines for row in inline.formset.forms}
    for lag in lags:
        if target := rows.get(lag.pair.fact["uid"]) if lag.pair.fact else form:
            mark(target, lag, since.get(lag.pair.place), entry, edits=edits)
    is_profile = entry.entry_kind == EntryKind.PROFILE
    return {
        "lagging": translations.in_short(lags),
        "completeness": completeness(content) if is_profile else None,
    }


def mark(form, lag: Lag, since, entry: Entry, *, edits: bool) -> None:
    """Say it below the field, after what that says anyway; and in the sentence of a row."""
    form.lagging = [*getattr(form, "lagging", []), lag.in_a_word]
    name = column_of(lag.pair.key, lag.language)
    if name not in form.fields:
        return
    context = {"lag": lag, "since": since, "entry": entry, "edits": edits, "help_text": form.fields[name].help_text}
    form.fields[name].help_text = form[name].help_text = render_to_string("admin/profiles/entry/_lag.html", context)
