"""What is said of the parts of an entry's form: which parts those are, and the comments on each as threads."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from profiles.published import diff, documents
from profiles.values import languages
from profiles.values.period import Period

from . import checks, entries
from .models import Comment

# The fields of pairs by how their names end: language, direction, “in French”.
LANGUAGES = {
    f"_{ending}": (code, languages.DIRECTION[code], languages.IN_WORDS[code])
    for code, ending in languages.COLUMNS.items()
}
WHOLE = ""
# The field of the form that takes in a file, whatever its column is called.
FILE_FIELD = "upload"


def label_of(model, name: str) -> str:
    """What a field is called; of a pair with its language. One that is no more has its name alone."""
    try:
        label = model._meta.get_field(name).verbose_name
    except FieldDoesNotExist:
        return name
    if name[-3:] in LANGUAGES:
        label = languages.labelled(LANGUAGES[name[-3:]][0], label)
    return capfirst(str(label))


def places_of(content: dict) -> dict[str, str]:
    """The parts of the form of a working copy, given as its document, with their labels: the whole, fields, rows."""
    kind = documents.kind_of(content)
    shape, model = documents.SHAPES[kind], entries.MODELS[kind]
    names = [name for pair in shape.pairs for name in languages.columns_of(pair)]
    names += [*shape.links, *shape.plain, *(["areas"] if shape.has_areas else [])]
    fields = {FILE_FIELD if name in documents.FILES else name: label_of(model, name) for name in names}
    rows = {checks.row_anchor(fact["uid"]): row_label(fact) for _key, fact in documents.facts_of(content)}
    return {WHOLE: _("The whole"), **fields, **rows}


def row_label(fact: dict) -> str:
    """What a fact is called, with its dates: one may be there twice."""
    subject, period = diff.subject(fact), str(Period.of(fact)) if "start" in fact else ""
    return f"{subject} ({period})" if period else subject


@dataclass(frozen=True)
class Thread:
    """The comments of one place that are open, or were resolved together, in their order."""

    place: str
    label: str
    comments: list[Comment]

    @property
    def first(self) -> Comment:
        return self.comments[0]

    @property
    def anchor(self) -> str:
        """Where it is in the form, if it is at one place."""
        return self.place if not self.place or self.place.startswith("fact-") else f"id_{self.place}"


def threads_of(content: dict, comments: Iterable[Comment]) -> list[Thread]:
    """Comments on a working copy, given as its document; in the order of its places."""
    found = {}
    for comment in comments:
        found.setdefault((comment.place, comment.resolved_at), []).append(comment)
    if not found:
        return []
    labels = places_of(content)
    order = list(labels)
    threads = [
        Thread(place, labels.get(place, _("A row that is no more")), rows) for (place, _at), rows in found.items()
    ]
    return sorted(threads, key=lambda thread: order.index(thread.place) if thread.place in labels else len(order))


def open_threads(entry, content: dict) -> list[Thread]:
    return threads_of(content, Comment.objects.of(entry).open().select_related("author"))
