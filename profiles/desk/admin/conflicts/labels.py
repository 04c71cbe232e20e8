"""What changed of a row without a working copy, in the reader's words: labels of fields, values as pages say them."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import DateField
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from profiles.published import diff
from profiles.published.models import sources
from profiles.published.models.sources import SourcesField
from profiles.values.partialdate import PartialDate, PartialDateField

from ... import permissions, threads
from ...models import Assignment, Entity, User

NOTHING = "–"
# A text by words, as `diff.Change.pieces` has it.
Pieces = list[tuple[str, str]]


def went(base: str, *others: str) -> Pieces:
    """A text with what is no longer in some others."""
    return diff.without(said(base), *map(said, others)) or [("same", NOTHING)]


def came(base: str, text: str) -> Pieces:
    """A text with what was not yet in an earlier one."""
    found = diff.Change("", said(base), said(text)).pieces()
    return [piece for piece in found if piece[0] != "gone"] or [("same", NOTHING)]


def said(text: str) -> str:
    return "" if text == NOTHING else text


@dataclass(frozen=True)
class FieldChange:
    """A field that changed: its label, and both values as text; the language that they are in, where it is known."""

    name: str
    label: str
    before: str
    after: str
    language: str = ""

    @property
    def before_pieces(self) -> Pieces:
        """By words: what stayed and what went."""
        return went(self.before, self.after)

    @property
    def after_pieces(self) -> Pieces:
        """By words: what stayed and what came."""
        return came(self.before, self.after)


def model_of(details: dict):
    """Which model an event is about; none where its details do not say."""
    models = {model._meta.model_name: model for model in (*apps.get_app_config("published").get_models(), User)}
    return models.get(details.get("kind"))


def lines(model, changes: dict) -> list[FieldChange]:
    """Changes of a row, in the order of its columns, without those from nothing to nothing."""
    return Words(model, [changes]).lines(changes)


def label_of(model, name: str) -> str:
    """What a field is called, and what an account keeps."""
    if name == "assignments":
        return capfirst(str(Assignment._meta.verbose_name_plural))
    return threads.label_of(model, name)


class Words:
    """The values of some changes as text: what they name is looked up once for all of them."""

    def __init__(self, model, every: list[dict]):
        self.model = model
        self.columns = {field.name: field for field in model._meta.concrete_fields}
        values = [(name, value) for changes in every for name, pair in changes.items() for value in pair if value]
        self.register = self._register([value for name, value in values if self.is_of_sources(name)])
        self.merged = self._merged([value for name, value in values if name == "merged_into"])
        self.profiles = self._profiles([value for name, value in values if name == "assignments"])

    def is_of_sources(self, name: str) -> bool:
        return isinstance(self.columns.get(name), SourcesField)

    def _register(self, lists: list) -> dict[str, dict]:
        cited = [item["code"] for items in lists for item in items]
        return {row["code"]: row for row in sources.of_codes(cited)} if cited else {}

    def _merged(self, codes: list) -> dict[str, str]:
        return {row.code: str(row) for row in self.model.objects.filter(code__in=codes)} if codes else {}

    def _profiles(self, lists: list) -> dict[str, str]:
        kept = [uid for pairs in lists for uid, _until in pairs]
        return {str(entity.uid): str(entity) for entity in Entity.objects.filter(uid__in=kept)} if kept else {}

    def lines(self, changes: dict) -> list[FieldChange]:
        order = [*self.columns, "groups", "assignments"]
        known = sorted(set(changes) & set(order), key=order.index)
        found = [self.line(name, changes[name]) for name in [*known, *sorted(set(changes) - set(order))]]
        return [line for line in found if line.before != line.after]

    def line(self, name: str, pair: list) -> FieldChange:
        texts = [self.text(name, value) for value in pair]
        return FieldChange(name, label_of(self.model, name), *texts, threads.LANGUAGES.get(name[-3:], ("",))[0])

    def text(self, name: str, value) -> str:
        """A value as a reader knows it."""
        field = self.columns.get(name)
        if value in (None, "", []):
            return NOTHING
        if name == "groups":
            return diff.join(*map(permissions.group_label, value))
        if name == "merged_into":
            return self.merged.get(value, value)
        if name == "assignments":
            return "\n".join(self.assignment(*kept) for kept in value)
        if self.is_of_sources(name):
            return diff.cited(value, self.register)
        if isinstance(field, DateField):
            return shown_day(value)
        if isinstance(field, PartialDateField):
            return str(PartialDate(value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if field is not None and field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return diff.plain(value)

    def assignment(self, uid: str, until: str | None) -> str:
        name = self.profiles.get(uid, uid)
        if not until:
            return name
        return _("%(name)s, until %(day)s") % {"name": name, "day": shown_day(until)}


def shown_day(text: str) -> str:
    """A day of a state as the admin writes days."""
    return date_format(User._meta.get_field("active_until").to_python(text))
