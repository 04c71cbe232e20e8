"""The tables of a release: those that are files of today too, by what their rows are told apart, and all documents."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from operator import itemgetter

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from profiles.published.live import Version
from profiles.published.models import Publication
from profiles.reading.reading import Reading

from ..files import members
from ..files import tables as files
from ..files.columns import Column, Type
from ..files.entries import Row


@dataclass(frozen=True)
class Traits:
    """What a release has to know of a table beside what its files say.

    `follow`: columns (or how their names begin) that say another thing tomorrow though nothing was published, so they
    tell no change: what follows from the day, or from where the site is. `leads_to`: by column the table and column in
    which each of its values is found. `unique` and `sought` have an index.
    """

    key: tuple[str, ...]
    follow: tuple[str, ...] = ()
    leads_to: dict[str, tuple[str, str]] = field(default_factory=dict)
    unique: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()


# Of all tables.
ALWAYS = ("as_of", "address", "licence")
ON_THE_DAY = (
    "member_type",
    "standing",
    "held",
    "former_member_type",
    "membership_",
    "roles",
    "body_",
    "responsible_entities_",
)
TRAITS = {
    "members": Traits(("uid",), ON_THE_DAY, unique=("slug",)),
    "facts": Traits(
        ("fact_uid",), ("held",), {"entity_uid": ("members", "uid")}, sought=("entity_uid", "kind", "code")
    ),
    "meetings": Traits(("uid",), unique=("slug",)),
    "attendance": Traits(("uid",), leads_to={"meeting": ("meetings", "slug")}, sought=("meeting", "profile")),
    "documents": Traits(("uid",), unique=("slug",)),
    "programmes": Traits(("uid", "part_uid"), sought=("profile",)),
    "roles": Traits(("uid",), sought=("role", "profile")),
    "sources": Traits(("code",)),
    "vocabulary": Traits(("kind", "code")),
}


@dataclass(frozen=True)
class Table:
    """A table: its name, what it is in words, its columns, its rows as they are read, and its traits. `as_it_is`: the
    column of documents, which are JSON already; a table that has one is no file of a spreadsheet."""

    name: str
    summary: str
    columns: list[Column]
    rows: Callable[[], Iterable]
    traits: Traits
    as_it_is: str = ""

    def follows(self, name: str) -> bool:
        """Whether a column tells no change."""
        return name.startswith((*self.traits.follow, *ALWAYS))

    @property
    def telling(self) -> list[str]:
        """The columns that tell a change."""
        return [column.name for column in self.columns if not self.follows(column.name)]

    def cells(self) -> Iterator[list]:
        """What stands in each row: a text, a number, true or false; None for nothing."""
        return iter(files.Filled(self.name, self.columns, self.rows()).cells())

    def holding(self, rows: Iterable[tuple]) -> files.Filled:
        """The table as it reads with rows that were stored."""
        return files.Filled(self.name, [kept(place, column) for place, column in enumerate(self.columns)], rows)


def kept(place: int, column: Column) -> Column:
    """The column, read from a place of a stored row."""
    read = itemgetter(place)
    if column.type == Type.BOOLEAN:
        return replace(column, value=lambda row: None if read(row) is None else bool(read(row)))
    return replace(column, value=read)


def terms(reading: Reading, query) -> Iterator[Row]:
    """Who held which role, by profile, earliest first: by role, as the file of today has them, all who ever held one
    would be in memory at once."""
    for profile in members.rows(reading, query):
        publication = profile.publication
        version = Version(publication.number, publication.digest, profile.released)
        yield from (Row(profile.content, term.fact, version) for term in reversed(profile.roles))


# In another way than the files of today have them.
ROWS = {"roles": terms}


def tables(reading: Reading) -> list[Table]:
    """All of them, as a reading has them."""
    return [*(of_today(table, reading) for table in files.TABLES), entries(reading)]


def of_today(table: files.Table, reading: Reading) -> Table:
    """A table of the files of today."""
    columns, rows = table.columns(reading, settings.SITE_URL), ROWS.get(table.name, table.rows)
    return Table(table.name, table.summary, columns, lambda: rows(reading, QueryDict()), TRAITS[table.name])


def entries(reading: Reading) -> Table:
    """All that is public as its documents say it, byte for byte as stored."""
    columns = [
        Column("kind", _("What it is: profile, meeting, document, programme or text."), itemgetter(0)),
        Column("uid", _("The permanent identifier."), lambda row: str(row[1])),
        Column("slug", _("The name in addresses. It does not change."), itemgetter(2)),
        Column("version", _("Number of the published version."), itemgetter(3), Type.INTEGER),
        Column("digest", _("SHA-256 of that document, as it is stored."), itemgetter(4)),
        Column("document", _("The document, as it is stored."), itemgetter(5)),
    ]

    def rows() -> Iterator[tuple]:
        live = Publication.objects.live(reading.moment).order_by("kind", "slug", "pk")
        return live.values_list("kind", "entry_uid", "slug", "number", "digest", "document").iterator(200)

    summary = _("Everything that is public, as its documents say it.")
    return Table("entries", summary, columns, rows, Traits(("uid",)), as_it_is="document")
