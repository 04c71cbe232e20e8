"""What a comparison of a file with the working copies found (`differences`), and what stands there now."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from profiles.published import documents
from profiles.published.models import Source
from profiles.values.choices import EntryKind
from profiles.values.languages import either

from .. import entries, workingcopy
from .rows import Change, Problem
from .tables import SHEETS, SOURCES, UID
from .writing import register_row

NEW, CHANGED, REMOVED = "new", "changed", "removed"


@dataclass
class Copy:
    """A working copy that a file speaks of: what it says (`base`; nothing of a new one), and what it will say."""

    kind: EntryKind
    pk: int | None
    base: dict | None
    content: dict
    changed: bool = False
    facts: dict[str, list[str]] = field(default_factory=dict)  # by sheet the uids of those to write
    removed: dict[str, list[str]] = field(default_factory=dict)

    def leave_out_removed(self) -> None:
        for name, uids in self.removed.items():
            gone = set(uids)
            self.content[name] = [fact for fact in self.content[name] if fact[UID] not in gone]


@dataclass
class Comparison:
    """All of it: the changes, what is wrong, how many rows change nothing, and the contents as they will be."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    copies: dict[str, Copy] = field(default_factory=dict)
    sources: dict[str, dict] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)  # of what is changed, the digest of what it says now


def standing(keys: Iterable[str]) -> dict[str, str]:
    """The digest of what stands there now, by the keys of `Comparison.bases`: nothing of what is new."""
    found = dict.fromkeys(keys, "")
    for model in entries.MODELS.values():
        rows = list(model.objects.filter(uid__in=[key for key in found if ":" not in key]))
        contents = workingcopy.documents_of(rows).values()
        found |= {content[UID]: documents.content_digest(content) for content in contents}
    for key in found:
        name, is_named, code = key.partition(":")
        if is_named and name == SOURCES:
            found[key] = digest_of_source(Source.objects.filter(code=code).first())
        elif is_named:
            taken = SHEETS[name].model.objects.filter(slug=code).first()
            found[key] = str(taken.uid) if taken else ""
    return found


def digest_of_source(source: Source | None) -> str:
    return documents.digest(register_row(source)) if source else ""


def name_of(content: dict) -> str:
    """What an entry is called in a list of differences."""
    return either(content["name"]) or content["slug"]
