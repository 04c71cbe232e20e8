"""What changed between two releases, in words: a line of JSON for each entry, word or source; and as text to read.

Of what is withdrawn, nothing is said but that it was, and why. A word's columns have the names that they have in files.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from profiles.published import diff
from profiles.published.labels import LABELS
from profiles.reading import since
from profiles.reading.changes import LogLine
from profiles.values import languages
from profiles.values.languages import LANGUAGES, either, of_row

from ..addresses import address_of, nameless
from ..files.formats import in_json
from .tables import Table

# In the order in which they are told.
CHANGES = {
    "first": gettext_lazy("Published for the first time"),
    "again": gettext_lazy("Published again"),
    "renamed": gettext_lazy("Renamed"),
    "changed": gettext_lazy("Changed"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "words": gettext_lazy("Vocabulary"),
    "sources": gettext_lazy("Sources"),
}
# Tables without a working copy, of which the tables themselves say what changed.
OF_TABLES = {"vocabulary": "words", "sources": "sources"}
NAMES = ("label", "title")
# How much rests on a source: that follows from what is told of the entries.
COUNTS = ("profiles", "others")


def of_entry(became: since.Became) -> dict:
    """What is told of an entry."""
    release = became.release
    told = {"change": became.kind, "kind": release.kind, "slug": release.slug}
    if became.kind == "withdrawn":
        return told | {"reason": of_row(release, "reason"), "successor": release.successor_slug}
    told |= {
        "name": of_row(became.after, "name"),
        "version": became.after.number,
        "note": of_row(release, "public_note"),
    }
    lines = {code: [asdict(line) for line in found] for code, found in became.lines().items()}
    return told | {"lines": lines}


def is_told(table: Table, act: str, before: dict, after: dict) -> bool:
    """A source goes where nothing public rests on it any more: of what was withdrawn it would say too much."""
    if act == "changed":
        return bool(differing(table, before, after))
    return (table.name, act) != ("sources", "removed")


def differing(table: Table, before: dict, after: dict) -> list[str]:
    """The columns of a row that tell in words what changed."""
    return [name for name in table.telling if name not in COUNTS and after[name] != before.get(name)]


def of_word(table: Table, act: str, before: dict, after: dict) -> dict:
    """What is told of a word or a source."""
    row, lines = after or before, {}
    changed = differing(table, before, after) if act == "changed" else []
    for language in LANGUAGES:
        with override(language):
            lines[language] = [
                {"where": column_in_words(name), "before": shown(before.get(name)), "after": shown(after[name])}
                for name in changed
            ]
    kind = row.get("kind") if table.name == "vocabulary" else "source"
    told = {"change": OF_TABLES[table.name], "kind": kind, "slug": row["code"], "name": name_of(row), "act": act}
    return told | {"lines": lines}


def column_in_words(name: str) -> str:
    """What a column of words or sources is called, as forms call it where they do."""
    stem, _line, ending = name.rpartition("_")
    if ending in LANGUAGES and stem:
        return diff.join(LABELS.get("name" if stem == "label" else stem, stem), languages.NAMES[ending])
    return str(LABELS.get(name, name))


def name_of(row: dict) -> dict[str, str]:
    stem = next((name for name in NAMES if f"{name}_en" in row), "")
    return {code: row.get(f"{stem}_{code}") or "" for code in LANGUAGES}


def shown(value) -> str:
    return "" if value is None else str(value)


# ── The file ────────


def write(path: Path, told: Iterable[dict]) -> dict[str, int]:
    """Write what is told, by what changed; how much there is of each."""
    parts = {change: path.with_suffix(f".{change}") for change in CHANGES}
    files = {change: part.open("w", encoding="utf-8") for change, part in parts.items()}
    numbers = Counter()
    for record in told:
        numbers[record["change"]] += 1
        files[record["change"]].write(f"{in_json(record)}\n")
    with path.open("w", encoding="utf-8") as target:
        for change, part in parts.items():
            files[change].close()
            with part.open(encoding="utf-8") as source:
                target.writelines(source)
            part.unlink()
    return {change: numbers[change] for change in CHANGES if numbers[change]}


def read(file: Iterable[bytes | str]) -> Iterator[dict]:
    return (json.loads(line) for line in file)


def by_change(records: Iterable[dict]) -> Iterator[tuple[str, Iterator[dict]]]:
    return groupby(records, key=lambda record: record["change"])


# ── As text ────────


def write_text(path: Path, source: Path, heads: dict[str, str]) -> None:
    """As Markdown, first in English and then in the second language, each under its own head."""
    with path.open("w", encoding="utf-8") as target:
        for language, head in heads.items():
            with override(language), source.open(encoding="utf-8") as file:
                target.write(f"{head}\n")
                for change, records in by_change(read(file)):
                    target.write(f"\n## {CHANGES[change]}\n\n")
                    for record in records:
                        target.writelines(f"{line}\n" for line in text_of(record, language))
                target.write("\n")


def text_of(record: dict, language: str) -> Iterator[str]:
    """An item of a list, with an item for each thing that it says otherwise."""
    yield f"- {title_of(record)}"
    for line in lines_of(record, language):
        yield f"  - {in_words(line)}".replace("\n", " ")


def lines_of(record: dict, language: str) -> list[LogLine]:
    return [LogLine(**line) for line in record.get("lines", {}).get(language, ())]


def title_of(record: dict) -> str:
    kind, code = record["kind"], f"`{record['kind']}/{record['slug']}`"
    name = f"**{line_of(record['name'])}**" if any(record.get("name", {}).values()) else ""
    if record["change"] == "withdrawn":
        name = nameless(kind, record["slug"])
    said = [f"{name} ({code})" if name else code]
    if act := record.get("act"):
        said.append(str(ACTS[act]))
    said += [line_of(record[key]) for key in ("reason", "note") if any(record.get(key, {}).values())]
    title = ": ".join(said)
    if successor := record.get("successor"):
        return f"{title.removesuffix('.')}. {_('See instead:')} `{address_of(kind, successor)}`"
    return title


def line_of(text: dict[str, str]) -> str:
    """A text of two languages in one line."""
    return " ".join(either(text).split())


ACTS = {"added": gettext_lazy("added"), "changed": gettext_lazy("changed"), "removed": gettext_lazy("removed")}


def in_words(line: LogLine) -> str:
    """What one thing said and says."""
    words = {"where": line.where, "before": line.before, "after": line.after}
    if line.bare:
        return _("%(where)s: changed") % words
    if not line.before:
        return _("%(where)s: added “%(after)s”") % words
    if not line.after:
        return _("%(where)s: removed “%(before)s”") % words
    return _("%(where)s: from “%(before)s” to “%(after)s”") % words
