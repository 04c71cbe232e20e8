"""The files of a release, made in a folder: the tables first, from which all others follow; then what changed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj

from django.utils.translation import override

from profiles.published.models import DataRelease
from profiles.published.models.datareleases import ReleasedFile
from profiles.reading import since
from profiles.reading.reading import Reading
from profiles.values import files as stored

from ..files.columns import Type
from . import changelog, database, formats, package, trail
from .package import About
from .tables import Table, tables

DATABASE, CHANGES = "directory.sqlite", "changelog.jsonl"


@dataclass(frozen=True)
class Built:
    """The files of a release that stand in a folder, how many changes of each kind there are since the last, and
    whether there are any."""

    files: list[ReleasedFile]
    counts: dict[str, int]
    is_new: bool


def build(folder: Path, about: About, reading: Reading, earlier: DataRelease | None) -> Built:
    """Write all files of a release, whatever language is in force."""
    with override("en"), fetched(folder, earlier) as old:
        found = tables(reading)
        path = folder / DATABASE
        numbers = database.write(path, found)
        deltas = [write_delta(folder, table, path, old) for table in found] if old else []
        counts = changelog.write(folder / CHANGES, told(found, reading, path, old, earlier))
        is_new = not earlier or any(counts.values()) or any(delta.rows for delta in deltas)
        written = [*write_tables(folder, about, found, path, numbers), *deltas, *write_texts(folder, about, counts)]
        written.append(describe(folder / trail.TRAIL, trail.write(folder / trail.TRAIL, about.heads, earlier)))
        flat = [table for table in found if not table.as_it_is]
        texts = {
            "datapackage.json": package.descriptor(about, flat, {file.name: file for file in written}),
            "README.md": package.readme(about, found),
        }
        written += [write_text(folder / name, text) for name, text in texts.items()]
        sums = write_text(folder / "SHA256SUMS", package.sums(written))
        everything = folder / "directory.zip"
        formats.write_zip(everything, [folder / file.name for file in [*written, sums]])
        return Built([*written, sums, describe(everything)], counts, is_new)


@contextmanager
def fetched(folder: Path, earlier: DataRelease | None) -> Iterator[Path | None]:
    """The tables of the release before, as a file beside, for as long as they are compared."""
    if earlier is None:
        yield None
        return
    path = folder / "earlier.sqlite"
    with stored.open_released(earlier.file(DATABASE).sha256) as source, path.open("wb") as target:
        copyfileobj(source, target, 1 << 20)
    yield path
    path.unlink()


def describe(path: Path, rows: int | None = None) -> ReleasedFile:
    return package.described(path, formats.type_of(path.name), rows)


def write_text(path: Path, text: str) -> ReleasedFile:
    path.write_text(text, "utf-8", newline="")
    return describe(path)


# ── The tables ────────


def write_tables(
    folder: Path, about: About, found: list[Table], path: Path, numbers: dict[str, int]
) -> Iterator[ReleasedFile]:
    """The tables in each format that can be written here."""
    written = {".csv": formats.write_csv, ".jsonl.gz": formats.write_jsonl}
    if formats.has_parquet():
        written[".parquet"] = formats.write_parquet
    with database.opened(path) as tables:
        for table in found:
            for ending, write in [(".jsonl.gz", formats.write_jsonl)] if table.as_it_is else written.items():
                target = folder / f"{table.name}{ending}"
                write(target, table, database.rows_of(tables, table))
                yield describe(target, numbers[table.name])
        sheets = [table.holding(database.rows_of(tables, table)) for table in found if not table.as_it_is]
        book = folder / "directory.xlsx"
        formats.write_xlsx(book, package.said_in_files(about), sheets)
    yield from (describe(book), describe(path))


# ── What changed ────────


def write_delta(folder: Path, table: Table, path: Path, old: Path) -> ReleasedFile:
    """The rows of a table that were added or changed, whole, and of those that were removed the key."""
    target, number = folder / f"delta-{table.name}.jsonl", 0
    booleans = {column.name for column in table.columns if column.type == Type.BOOLEAN}
    with database.beside(path, old) as both, target.open("w", encoding="utf-8") as file:
        for act, before, after in database.differences(both, table):
            row = after or {name: before[name] for name in table.traits.key}
            row |= {name: bool(row[name]) for name in booleans & row.keys() if row[name] is not None}
            file.write(f"{formats.line_of(table, {'change': act} | row)}\n")
            number += 1
    return describe(target, number)


def told(
    found: list[Table], reading: Reading, path: Path, old: Path | None, earlier: DataRelease | None
) -> Iterator[dict]:
    """What changed since the last release, entry by entry, word by word."""
    if not earlier:
        return
    for became in since.since(since.Seen(earlier.moment, earlier.counter), reading.moment):
        if became.kind:
            yield changelog.of_entry(became)
    with database.beside(path, old) as both:
        for table in found:
            if table.name in changelog.OF_TABLES:
                for act, before, after in database.differences(both, table):
                    if changelog.is_told(table, act, before, after):
                        yield changelog.of_word(table, act, before, after)


def write_texts(folder: Path, about: About, counts: dict[str, int]) -> Iterable[ReleasedFile]:
    text = folder / "CHANGELOG.md"
    changelog.write_text(text, folder / CHANGES, package.heads(about))
    return describe(folder / CHANGES, sum(counts.values())), describe(text)
