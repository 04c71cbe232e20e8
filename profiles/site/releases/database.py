"""The tables of a release as an SQLite file, from which all its other files are made, and what differs between two."""

# In statements stand the names of our own tables and columns, quoted, and nothing else.
# ruff: noqa: S608
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.utils.translation import override

from profiles.values.languages import LANGUAGES

from ..files.columns import Type
from .tables import Table

TYPES = {Type.INTEGER: "INTEGER", Type.BOOLEAN: "INTEGER"}
# Who opens the file alone reads in it what its columns hold.
MEANINGS = ", ".join(f'"meaning_{code}" TEXT' for code in LANGUAGES)
COLUMNS = f'CREATE TABLE "columns" ("table" TEXT, "name" TEXT, "type" TEXT, {MEANINGS})'


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A file of tables, as it is."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        yield database


def write(path: Path, tables: Iterable[Table]) -> dict[str, int]:
    """Write tables: the same rows make the same bytes. How many rows each has."""
    numbers = {}
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # Nobody reads it before it is whole, and half of one is thrown away.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
        database.execute(COLUMNS)
        for table in tables:
            numbers[table.name] = fill(database, table)
        database.execute("COMMIT")
        if broken := database.execute("PRAGMA foreign_key_check").fetchone():
            raise ValueError(f"Table {broken[0]}, row {broken[1]}: leads to no row of {broken[2]}.")
    return numbers


def fill(database: sqlite3.Connection, table: Table) -> int:
    database.execute(definition(table))
    for statement in indexes(table):
        database.execute(statement)
    database.executemany(f"INSERT INTO columns VALUES (?, ?, ?{', ?' * len(LANGUAGES)})", meanings(table))
    places = ", ".join("?" * len(table.columns))
    statement = f"INSERT INTO {quoted(table.name)} VALUES ({places})"
    database.executemany(statement, table.cells())
    return database.execute(f"SELECT count(*) FROM {quoted(table.name)}").fetchone()[0]


def definition(table: Table) -> str:
    lines = [f"{quoted(column.name)} {TYPES.get(column.type, 'TEXT')}" for column in table.columns]
    lines.append(f"PRIMARY KEY ({names(table.traits.key)})")
    lines += [
        f"FOREIGN KEY ({quoted(name)}) REFERENCES {quoted(other)} ({quoted(key)})"
        for name, (other, key) in table.traits.leads_to.items()
    ]
    return f"CREATE TABLE {quoted(table.name)} ({', '.join(lines)})"


def indexes(table: Table) -> list[str]:
    return [
        f"CREATE {kind} INDEX {quoted(f'{table.name}_{name}')} ON {quoted(table.name)} ({quoted(name)})"
        for kind, columns in (("UNIQUE", table.traits.unique), ("", table.traits.sought))
        for name in columns
    ]


def meanings(table: Table) -> list[tuple[str, ...]]:
    found = []
    for column in table.columns:
        texts = []
        for language in LANGUAGES:
            with override(language):
                texts.append(str(column.meaning))
        found.append((table.name, column.name, column.type.value, *texts))
    return found


def rows_of(database: sqlite3.Connection, table: Table) -> Iterator[tuple]:
    """In the order in which they were written."""
    return database.execute(
        f"SELECT {names(column.name for column in table.columns)} FROM {quoted(table.name)} ORDER BY rowid"
    )


def quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def names(columns: Iterable[str], prefix: str = "") -> str:
    return ", ".join(prefix + quoted(name) for name in columns)


# ── What differs between two files ────────


@contextmanager
def beside(path: Path, earlier: Path) -> Iterator[sqlite3.Connection]:
    """A file of tables, and an earlier one as `old`."""
    with opened(path) as database:
        database.execute("ATTACH ? AS old", [f"file:{earlier}?mode=ro"])
        yield database


def differences(database: sqlite3.Connection, table: Table) -> Iterator[tuple[str, dict, dict]]:
    """Each row of a table that was added, changed or removed, by its key: what was done, the row before and the row
    now.

    Only columns that tell a change make one. The row now is whole; of the row before there are those that tell, but
    for those that only the earlier file has.
    """
    old = {row[1] for row in database.execute(f"PRAGMA old.table_info({quoted(table.name)})")}
    fields = [column.name for column in table.columns]
    shared = [name for name in table.telling if name in old]
    if not old:
        rows = database.execute(f"SELECT {names(fields)} FROM main.{quoted(table.name)} ORDER BY rowid")
        yield from (("added", {}, dict(zip(fields, row, strict=True))) for row in rows)
        return
    for act, sql in statements(table, shared).items():
        for row in database.execute(sql):
            before = dict(zip(shared, row[len(fields) :], strict=True)) if act != "added" else {}
            after = dict(zip(fields, row[: len(fields)], strict=True)) if act != "removed" else {}
            yield act, before, after


def statements(table: Table, shared: list[str]) -> dict[str, str]:
    """By what was done, the rows: the columns of now, and after them those that stood there before."""
    name, key = quoted(table.name), table.traits.key
    fields = [column.name for column in table.columns]
    same = " AND ".join(f"n.{quoted(column)} IS o.{quoted(column)}" for column in key)
    differs = [f"n.{quoted(column)} IS NOT o.{quoted(column)}" for column in shared if column not in key]
    differs += [f"n.{quoted(column)} IS NOT NULL" for column in table.telling if column not in shared]
    now, then = names(fields, "n."), names(shared, "o.")
    nothing = ", ".join(["NULL"] * len(fields))
    return {
        "added": f"SELECT {now} FROM main.{name} n WHERE NOT EXISTS"
        f" (SELECT 1 FROM old.{name} o WHERE {same}) ORDER BY n.rowid",
        "changed": f"SELECT {now}, {then} FROM main.{name} n JOIN old.{name} o ON {same}"
        f" WHERE {' OR '.join(differs) or '0'} ORDER BY n.rowid",
        "removed": f"SELECT {nothing}, {then} FROM old.{name} o WHERE NOT EXISTS"
        f" (SELECT 1 FROM main.{name} n WHERE {same}) ORDER BY o.rowid",
    }
