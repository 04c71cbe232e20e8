"""What a release says of itself: as a data package (Frictionless), as text to read, as a list of digests."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from profiles.published import identity
from profiles.published.models.datareleases import ReleasedFile
from profiles.values.languages import LANGUAGES, any_of, either, in_all, said_in_each

from ..files.about import About as FileAbout
from ..files.columns import Type
from ..opendata import licence
from ..publisher import publisher
from .tables import Table


@dataclass(frozen=True)
class About:
    """What a release is before it has files: its number, its name, the moment that it speaks of, what whoever makes it
    says of it, the name of the release before (empty of the first), and how far the trail went then (`chain.heads`)."""

    number: int
    name: str
    moment: dt.datetime
    note: dict[str, str]
    earlier: str
    heads: dict[str, dict] = field(default_factory=dict)

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.moment)

    @property
    def address(self) -> str:
        """Where it is read, in the language that is in force."""
        return settings.SITE_URL + reverse("data_release", args=[self.name])


def title() -> str:
    return identity.names()["directory_name"]


def description() -> str:
    return identity.named(
        _(
            "The members and observers %(of_full)s with every dated fact and its sources; its meetings, documents "
            "and programmes, %(languages)s. Dates are as precise as their sources; what is not stated is empty."
        ),
        languages=in_all(),
    )


def in_others(key: str, texts: dict[str, str]) -> dict[str, str]:
    """What stands beside a text in English."""
    return {f"{key}_{code}": texts[code] for code in LANGUAGES[1:]}


# ── As a data package ────────


def descriptor(about: About, tables: Iterable[Table], files: dict[str, ReleasedFile]) -> str:
    """`datapackage.json`, of the CSV files that are beside it."""
    titles, texts = said_in_each(title), said_in_each(description)
    package = {
        "profile": "data-package",
        "name": f"{identity.current().file_name}-members",
        "id": about.address,
        "version": f"{about.number}.0.0",
        "title": titles["en"],
        **in_others("title", titles),
        "description": texts["en"],
        **in_others("description", texts),
        "homepage": settings.SITE_URL + reverse("data"),
        "created": about.moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "licenses": [{"name": licence().value, "path": licence().address, "title": licence().label}],
        "sources": [{"title": titles["en"], "path": settings.SITE_URL + reverse("members")}],
        "contributors": [{"title": any_of(publisher().name), "role": "publisher"}],
        "trail": about.heads,
        "resources": [resource(table, files[f"{table.name}.csv"]) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def resource(table: Table, file: ReleasedFile) -> dict:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": file.name,
        "title": str(table.summary),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": schema(table),
    }


def schema(table: Table) -> dict:
    fields = [
        {"name": column.name, "type": column.type.in_table_schema, "description": str(column.meaning)}
        | ({"trueValues": ["1"], "falseValues": ["0"]} if column.type == Type.BOOLEAN else {})
        for column in table.columns
    ]
    links = [
        {"fields": [name], "reference": {"resource": other, "fields": [key]}}
        for name, (other, key) in table.traits.leads_to.items()
    ]
    found = {"fields": fields, "missingValues": [""], "primaryKey": list(table.traits.key)}
    return found | ({"foreignKeys": links} if links else {})


# ── As text ────────


def readme(about: About, tables: Iterable[Table]) -> str:
    """What it is, under which licence, and how it is cited; in both languages."""
    parts = []
    for code in LANGUAGES:
        with override(code):
            context = {"about": about, "title": title(), "description": description(), "tables": tables}
            context |= {"licence": licence(), "publisher": publisher().name[code] or publisher().name["en"]}
            parts.append(render_to_string("opendata/readme.txt", context).strip())
    return "\n\n---\n\n".join(parts) + "\n"


def heads(about: About) -> dict[str, str]:
    """How the text of what changed begins, in each language."""
    return said_in_each(lambda: head(about))


def head(about: About) -> str:
    values = {"number": about.number, "day": about.name, "earlier": about.earlier}
    if not about.earlier:
        return "# " + _("Release %(number)d, %(day)s") % values + "\n\n" + _("This is the first release.")
    return "# " + _("Release %(number)d, %(day)s: what changed since %(earlier)s") % values


# ── As a list ────────


def described(path: Path, kind: str, rows: int | None = None) -> ReleasedFile:
    """A file with its size and digest."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return ReleasedFile(path.name, kind, path.stat().st_size, digest, rows)


def sums(files: Iterable[ReleasedFile]) -> str:
    """As `sha256sum -c` reads it."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in files)


def said_in_files(about: About) -> FileAbout:
    """What the Excel file says of itself, in both languages."""
    rows = []
    for code in LANGUAGES:
        with override(code):
            rows += [
                (_("Release"), f"{about.number} ({about.name})"),
                (_("As of"), about.day.isoformat()),
                (_("Address"), about.address),
                (_("Publisher"), either(publisher().name)),
                (_("Licence"), f"{licence().label}, {licence().address}"),
            ]
    return FileAbout({}, rows, about.day)
