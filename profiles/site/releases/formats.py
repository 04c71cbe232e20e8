"""The tables of a release in the formats that people take: each row read from the SQLite file and written at once.

The same rows make the same bytes: no file says when it was made.
"""

import gzip
import zipfile
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from shutil import copyfileobj

from ..files import formats
from ..files.about import About
from ..files.columns import Type
from ..files.formats import in_json
from ..files.tables import Filled
from .tables import Table

Rows = Iterable[tuple]

TYPES = {
    ".csv": formats.CSV.content_type,
    ".jsonl.gz": "application/gzip",
    ".jsonl": formats.JSON_LINES.content_type,
    ".json": formats.JSON.content_type,
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": formats.XLSX.content_type,
    ".sqlite": "application/vnd.sqlite3",
    ".zip": "application/zip",
    ".md": "text/markdown; charset=utf-8",
    "SHA256SUMS": "text/plain; charset=utf-8",
}
# How many rows of Parquet are in memory at once.
GROUP = 5_000
# What is packed already.
PACKED = (".gz", ".parquet", ".xlsx")


def type_of(name: str) -> str:
    return next(kind for ending, kind in TYPES.items() if name.endswith(ending))


def write_csv(path: Path, table: Table, rows: Rows) -> None:
    """As all CSV files of the site: for spreadsheets too."""
    with path.open("wb") as file:
        file.writelines(formats.encoded(chunks_of_csv(table.holding(rows))))


def chunks_of_csv(filled: Filled) -> Iterator[str]:
    yield formats.BYTE_ORDER_MARK
    yield from formats.csv_lines([filled.names])
    yield from formats.csv_lines(filled.cells())


def write_jsonl(path: Path, table: Table, rows: Rows) -> None:
    """A row a line, in the table's types; what is not stated is null."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
        filled = table.holding(rows)
        for row in filled.cells():
            file.write(f"{line_of(table, dict(zip(filled.names, row, strict=True)))}\n".encode())


def line_of(table: Table, row: dict) -> str:
    """A row as JSON; a document in it as it is, byte for byte."""
    parts = (f"{in_json(name)}:{value if name == table.as_it_is else in_json(value)}" for name, value in row.items())
    return f"{{{','.join(parts)}}}"


def has_parquet() -> bool:
    """Whether the package that writes Parquet is installed: it is large, and nothing else needs it."""
    return find_spec("pyarrow") is not None


def write_parquet(path: Path, table: Table, rows: Rows) -> None:
    """Some thousand rows at a time, each column with what it holds."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    types = {
        Type.INTEGER: pyarrow.int64(),
        Type.BOOLEAN: pyarrow.bool_(),
        Type.DATE: pyarrow.date32(),
        Type.DATETIME: pyarrow.timestamp("s", "UTC"),
    }
    schema = pyarrow.schema(
        pyarrow.field(
            column.name, types.get(column.type, pyarrow.string()), metadata={"description": str(column.meaning)}
        )
        for column in table.columns
    )
    texts = (Type.DATE, Type.DATETIME)
    cells = iter(table.holding(rows).cells())
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(cells, GROUP)):
            found = []
            for column, field, values in zip(table.columns, schema, zip(*group, strict=True), strict=True):
                read = pyarrow.array(values, pyarrow.string() if column.type in texts else field.type)
                found.append(read.cast(field.type))
            writer.write_table(pyarrow.Table.from_arrays(found, schema=schema))


def write_xlsx(path: Path, about: About, filled: Iterable[Filled]) -> None:
    """All tables as sheets of one book."""
    with path.open("wb") as file:
        file.writelines(formats.XLSX.write(about, *filled))


def write_zip(path: Path, members: Iterable[Path]) -> None:
    """Some files as one, which says of none when it was made."""
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            info = zipfile.ZipInfo(member.name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            info.create_system = 3
            info.compress_type = zipfile.ZIP_STORED if member.name.endswith(PACKED) else zipfile.ZIP_DEFLATED
            info.file_size = member.stat().st_size
            with member.open("rb") as source, archive.open(info, "w") as target:
                copyfileobj(source, target, 1 << 20)
