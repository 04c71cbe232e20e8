"""Two documents that grew from one: what each side changed, and one document that holds both. No HTML, no models.

Compared are fields (each language of a pair apart, a start and an end each with what qualifies it), dated facts by
their `uid`, and thematic areas as a set. Where both sides changed one thing differently it is a clash: mine stands,
and a row that one side removed while the other changed it stays. Without a base every difference is a clash.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from profiles.published import diff
from profiles.published.documents import FactKind, shape_of
from profiles.published.labels import FACTS, LABELS, LANGUAGES

# What says one thing together is taken from one side together.
UNITS = {key: unit for unit in ("start", "end") for key in FactKind.DATED if key.startswith(unit)}
PARTS = LABELS | LANGUAGES | {"start": _("from"), "end": _("until"), "recorded": _("recorded on")}

Path = tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One place where mine and theirs differ; None is a row or an area that is not there."""

    path: Path
    base: object
    mine: object
    theirs: object

    @property
    def default(self) -> str:
        """The side that stands in a clash unless somebody chooses: "mine", or theirs where mine removed the row."""
        return "theirs" if self.mine is None else "mine"


@dataclass
class Merged:
    """The document of both sides, and how it came about."""

    content: dict = field(default_factory=dict)
    taken: list[Difference] = field(default_factory=list)
    kept: list[Difference] = field(default_factory=list)
    clashes: list[Difference] = field(default_factory=list)


def merge(base: dict | None, mine: dict, theirs: dict, choices: Mapping[Path, str] | None = None) -> Merged:
    """Three documents in one. `choices` says for the path of a clash which side stands, "mine" or "theirs"."""
    return _Merging(base, choices or {}).documents(base or {}, mine, theirs)


class _Merging:
    def __init__(self, base, choices):
        self.has_base = base is not None
        self.choices = choices
        self.found = Merged()

    def documents(self, base, mine, theirs) -> Merged:
        content = self.fields((), *(_without_rows(side) for side in (base, mine, theirs)))
        shape = shape_of(mine)
        if shape.has_areas:
            content["areas"] = self.areas(*(side.get("areas", []) for side in (base, mine, theirs)))
        for key in shape.facts:
            content[key] = self.facts(key, *(_index(side.get(key, []), "uid") for side in (base, mine, theirs)))
        self.found.content = content
        return self.found

    def fields(self, path: Path, base: dict, mine: dict, theirs: dict) -> dict:
        base, mine, theirs = (fields_of(side) for side in (base, mine, theirs))
        names = [*mine, *(name for name in theirs if name not in mine)]
        sides = ((name, base.get(name), mine.get(name), theirs.get(name)) for name in names)
        merged = {name: self.resolve((*path, *name), *three) for name, *three in sides}
        # What one side does not say at all, and may leave out.
        absent = [name for name in names if merged[name] is None and not (name in mine and name in theirs)]
        return _join({name: value for name, value in merged.items() if name not in absent})

    def areas(self, *lists) -> list[dict]:
        base, mine, theirs = (_index(side, "code") for side in lists)
        return _arrange(
            {
                code: self.resolve(("areas", code), base.get(code), mine.get(code), theirs.get(code))
                for code in sorted({**mine, **theirs, **base})
            },
            mine,
            theirs,
            lambda area: area["code"],
        )

    def facts(self, key, base, mine, theirs) -> list[dict]:
        rows = {
            uid: self.fact((key, uid), base.get(uid), mine.get(uid), theirs.get(uid))
            for uid in sorted({**mine, **theirs, **base})
        }
        return _arrange(rows, mine, theirs, lambda row: row["uid"])

    def fact(self, path, base, mine, theirs) -> dict | None:
        if mine and theirs and mine != theirs:
            return self.fields(path, base or {}, mine, theirs)
        return self.resolve(path, base, mine, theirs)

    def resolve(self, path, base, mine, theirs):
        """What stands at one place."""
        if same(mine, theirs):
            return theirs
        difference = Difference(path, base, mine, theirs)
        if self.has_base and same(base, mine):
            self.found.taken.append(difference)
            return theirs
        if self.has_base and same(base, theirs):
            self.found.kept.append(difference)
            return mine
        self.found.clashes.append(difference)
        return theirs if self.choices.get(path, difference.default) == "theirs" else mine


def same(one, other) -> bool:
    """Whether two values say the same: words of the vocabulary by code, whatever their labels were then."""
    if isinstance(one, dict) and isinstance(other, dict):
        if "code" in one and "code" in other:
            return one["code"] == other["code"]
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return one == other


def fields_of(content: dict) -> dict[Path, object]:
    """The fields of a document or of a dated fact by their place: ("summary", "en"), ("start",), ("certainty",)."""
    found = {}
    for key, value in content.items():
        if unit := UNITS.get(key):
            found.setdefault((unit,), {})[key] = value
        elif isinstance(value, dict) and value.keys() == LANGUAGES.keys():
            found |= {(key, code): text for code, text in value.items()}
        else:
            found[(key,)] = value
    return found


def _join(fields: dict[Path, object]) -> dict:
    content = {}
    for (key, *language), value in fields.items():
        if language:
            content.setdefault(key, {})[language[0]] = value
        elif key in UNITS.values() and isinstance(value, dict):
            content |= value
        else:
            content[key] = value
    return content


def _without_rows(content: dict) -> dict:
    return {key: value for key, value in content.items() if key not in ("areas", "sources", *FACTS)}


def _index(rows: list[dict], key: str) -> dict[str, dict]:
    return {row[key]: row for row in rows}


def _arrange(rows: dict, mine: dict, theirs: dict, key) -> list[dict]:
    """In the order of the side that has just these rows; else in that of their keys, the same whoever merges."""
    found = {name: row for name, row in rows.items() if row is not None}
    for side in (theirs, mine):
        if side.keys() == found.keys():
            return [found[name] for name in side]
    return sorted(found.values(), key=key)


def where(path: Path, rows: dict[str, dict]) -> str:
    """A place in words, “membership: Sending state, certainty” for ("memberships", uid, "certainty"); `rows` has the
    facts of all sides by their uid."""
    head, *rest = path
    label = str(LABELS[head])
    if head in FACTS:
        uid, *rest = rest
        label = f"{label}: {diff.subject(rows[uid])}"
        rest = ["body_word" if part == "body" else part for part in rest]
    elif head == "areas":
        rest = []
    return diff.join(label, *(PARTS.get(part, part) for part in rest))
