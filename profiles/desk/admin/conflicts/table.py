"""The table of what others changed while a form was open: a line a difference, with a choice where both changed it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from profiles.published import diff, labels
from profiles.published.models import sources
from profiles.values.languages import SECOND
from profiles.values.partialdate import PartialDate
from profiles.values.period import Period, display

from ... import workingcopy
from ...merge import Difference, merge, where
from ...models.entries import Entry
from .labels import NOTHING, Pieces, came, went
from .meanwhile import Meanwhile, radio


@dataclass(frozen=True)
class ConflictLine:
    """One difference as the table shows it. `name` is of the choice between the sides, where both changed it."""

    where: str
    base: str
    mine: str
    theirs: str
    language: str
    name: str = ""
    stands: str = "theirs"

    @property
    def base_pieces(self) -> Pieces:
        """By words: what went from it on either side."""
        return went(self.base, self.mine, self.theirs)

    @property
    def mine_pieces(self) -> Pieces:
        """By words: what stayed and what came since the form was opened."""
        return came(self.base, self.mine)

    @property
    def theirs_pieces(self) -> Pieces:
        return came(self.base, self.theirs)


def lines(meanwhile: Meanwhile, mine: dict, data) -> list[ConflictLine]:
    """What others changed, by itself or against mine, in the order of the page."""
    merged = merge(meanwhile.base, mine, meanwhile.theirs)
    clashes = {clash.path for clash in merged.clashes}
    both = sorted([*merged.taken, *merged.clashes], key=place)
    sides = (meanwhile.base or {}, meanwhile.theirs, mine)
    rows = {row["uid"]: row for side in sides for key in labels.FACTS for row in side.get(key, [])}
    register, model = register_of(sides), type(meanwhile.entry)
    return [line(one, rows, register, data, model=model, clash=one.path in clashes) for one in both]


def register_of(sides) -> dict[str, dict]:
    """The details of all sources that facts of some documents rest on, by code."""
    cited = [item for side in sides for key in labels.FACTS for fact in side.get(key, []) for item in fact["sources"]]
    cited += [item for side in sides for item in side.get("rests_on", [])]
    return {row["code"]: row for row in sources.of_codes(item["code"] for item in cited)}


def place(one: Difference) -> tuple:
    """Where a difference comes in the order of the page: rows together, English before the second language."""
    head, *rest = one.path
    return list(labels.LABELS).index(head), rest[0] if head in labels.FACTS else "", one.path[-1] == SECOND


def line(one: Difference, rows: dict, register: dict, data, *, model: type[Entry], clash: bool) -> ConflictLine:
    language = one.path[-1] if one.path[-1] in labels.LANGUAGES else ""
    values = (one.base, one.mine, one.theirs)
    if one.path[-1] == "succeeds":
        # Which office that is, by its name.
        values = tuple(diff.subject(rows[value]) if value in rows else value for value in values)
    texts = [value_text(one.path, value, register, model) for value in values]
    choice = {"name": radio(one.path), "stands": data.get(radio(one.path), one.default)} if clash else {}
    return ConflictLine(where(one.path, rows), *texts, language, **choice)


def value_text(path, value, register: dict, model: type[Entry]) -> str:
    """A value of a difference as text."""
    if value is None:
        return NOTHING
    if path[0] in labels.FACTS and len(path) == 2:
        return row_text(value, register)
    if isinstance(value, dict):
        if "label" in value:
            return diff.label_of(value)
        return period_text(value) if path[0] in labels.FACTS else date_text(value)
    if isinstance(value, list):
        return diff.cited(value, register) or NOTHING
    words = choices_of(path, model)
    return (str(words[value]) if value in words else diff.plain(value, path[-1])) or NOTHING


def row_text(row: dict, register: dict) -> str:
    """All that a dated fact says, a text a line."""
    pairs = [value for value in row.values() if isinstance(value, dict) and value.keys() == labels.LANGUAGES.keys()]
    texts = [diff.plain(text, code) for pair in pairs for code, text in pair.items()]
    return "\n".join(filter(None, [diff.describe(row), *texts, diff.cited(row["sources"], register)]))


def date_text(unit: dict) -> str:
    """A date of the entry itself, with its qualifier."""
    (date,) = (value for key, value in unit.items() if key in ("start", "end"))
    (qualifier,) = (value for key, value in unit.items() if key.endswith("_qualifier"))
    return display(date, qualifier) if date else NOTHING


def period_text(unit: dict) -> str:
    period = Period(**{key: value for key, value in unit.items() if key in Period.KEYS})
    if "start" not in unit:
        # Whether it has begun the end alone does not say.
        return period.until_text if unit["end"] or unit["ended"] else str(_("no end stated"))
    printed = unit.get("start_printed") and PartialDate(unit["start_printed"]).as_printed()
    words = _("%(start)s (printed: %(printed)s)") % {"start": period.from_text, "printed": printed}
    return words if printed else period.from_text


def choices_of(path, model: type[Entry]) -> dict:
    model = workingcopy.MODELS.get(path[0], model)
    name = next((part for part in reversed(path) if part not in labels.LANGUAGES), "")
    if name in labels.CHOICES:
        return labels.CHOICES[name]
    field = next((field for field in model._meta.concrete_fields if field.name == name), None)
    return dict(field.choices or []) if field else {}
