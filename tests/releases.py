"""Releases of the data, and what their files hold, as tests read it."""

import gzip
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfileobj

from django.utils import timezone

from profiles.desk.models import Entity
from profiles.desk.verbs import datareleases, publishing, vocabulary
from profiles.published import stamp
from profiles.published.models import DataRelease, ThematicArea
from profiles.reading.reading import Reading
from profiles.site.releases import building, database, tables
from profiles.site.releases.package import About
from profiles.values import files
from tests import factories


def build(folder: Path, earlier: DataRelease | None = None, moment=None) -> building.Built:
    """The files of a release of now, in a folder of their own."""
    folder.mkdir(exist_ok=True)
    moment = moment or timezone.now()
    about = About(1, "2026-11-30", moment, {"en": "", "ar": ""}, earlier.name if earlier else "")
    return building.build(folder, about, Reading.at(moment, stamp.at(moment)), earlier)


def content(release: DataRelease, name: str) -> bytes:
    """A stored file of a release, out of its packing."""
    with files.open_released(release.file(name).sha256) as file:
        found = file.read()
    return gzip.decompress(found) if name.endswith(".gz") else found


def lines(release: DataRelease, name: str) -> list[dict]:
    """The rows of a file of a row a line."""
    return [json.loads(line) for line in io.BytesIO(content(release, name))]


def unpacked(release: DataRelease, folder: Path) -> Path:
    """All files of a release, in a folder."""
    folder.mkdir()
    for file in release.files:
        with files.open_released(file.sha256) as source, (folder / file.name).open("wb") as target:
            copyfileobj(source, target)
    return folder


def rows(path: Path, table: tables.Table) -> dict[tuple, dict]:
    """Of a file of tables the rows of one, by their keys."""
    names = [column.name for column in table.columns]
    with closing(sqlite3.connect(path)) as found:
        cells = found.execute(f"SELECT {database.names(names)} FROM {database.quoted(table.name)}").fetchall()  # noqa: S608
    told = [dict(zip(names, row, strict=True)) for row in cells]
    return {tuple(row[name] for name in table.traits.key): row for row in told}


def telling(found: dict[tuple, dict], table: tables.Table) -> dict[tuple, dict]:
    """Rows with the columns alone that tell a change."""
    return {key: {name: row[name] for name in table.telling} for key, row in found.items()}


def all_tables() -> list[tables.Table]:
    return tables.tables(Reading.now())


def two(publisher, between=lambda: None) -> tuple[DataRelease, DataRelease]:
    """Two releases of a directory with India and Kuwait; in between Oman came, Kuwait went, and India and a theme were
    called something else. `between` is done before that."""
    first = datareleases.release(by=publisher)
    between()
    factories.published(factories.entity("oman"), by=publisher)
    publishing.withdraw(Entity.objects.get(slug="kuwait"), by=publisher, reason=("It asked.", "طلبت ذلك."))
    factories.published_again(Entity.objects.get(slug="india"), by=publisher, name_en="Republic of India")
    area = ThematicArea.objects.get(code="gender")
    area.label_en = "Women and men"
    vocabulary.change(area, by=publisher)
    return first, datareleases.release(by=publisher, note=("With corrections.", "مع تصحيحات."))
