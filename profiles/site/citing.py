"""How a published version or a release of the data is cited: in a sentence, and for reference managers."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from profiles.published import identity
from profiles.published.models import DataRelease, Publication
from profiles.values.choices import EntryKind
from profiles.values.languages import either
from profiles.values.partialdate import PartialDate
from profiles.values.typed import MONTHS

from .addresses import cite_address, version_address
from .publisher import Publisher, publisher

# A lone brace unbalances an entry even behind a backslash, so braces are spelt out.
ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "&%$#_"}
SPECIAL = str.maketrans(ESCAPES)


@dataclass(frozen=True)
class Citation:
    """One version of an entry: since when it has been public, its permanent address, and the day it was read."""

    kind: str
    slug: str
    number: int
    name: dict[str, str]
    since: dt.date
    url: str
    read: dt.date

    @classmethod
    def of(
        cls, publication: Publication, request, *, name: dict[str, str], since: dt.datetime, read: dt.date
    ) -> "Citation":
        url = request.build_absolute_uri(version_address(publication.kind, publication.slug, publication.number))
        day = timezone.localdate(since)
        return cls(publication.kind, publication.slug, publication.number, name, day, url, read)

    @property
    def publisher(self) -> Publisher:
        return publisher()

    @property
    def file(self) -> str:
        """Where it is to be had for reference managers."""
        return cite_address(self.kind, self.slug, self.number)

    def bibtex(self) -> str:
        """A `@misc` entry in the reader's language."""
        values = {"number": self.number, "date": PartialDate(self.read.isoformat()).display()}
        note = _("Member directory, version %(number)d. Accessed on %(date)s.") % values
        # Entries of two kinds may have one address. Those of profiles have been cited without a kind.
        kind = "" if self.kind == EntryKind.PROFILE else f"{self.kind}-"
        key = f"{prefix()}-{kind}{self.slug}-{self.number}"
        return bibtex(key, title=either(self.name), since=self.since, url=self.url, read=self.read, note=note)


@dataclass(frozen=True)
class ReleaseCitation:
    """One release of the data: the day it was made on, its permanent address, and the day it was read."""

    name: str
    number: int
    since: dt.date
    url: str
    read: dt.date

    @classmethod
    def of(cls, release: DataRelease, request, *, read: dt.date) -> "ReleaseCitation":
        url = request.build_absolute_uri(reverse("data_release", args=[release.name]))
        return cls(release.name, release.number, release.day, url, read)

    @property
    def publisher(self) -> Publisher:
        return publisher()

    @property
    def file(self) -> str:
        """Where it is to be had for reference managers."""
        return reverse("data_cite", args=[self.name])

    def bibtex(self) -> str:
        """A `@misc` entry in the reader's language."""
        values = {"number": self.number, "date": PartialDate(self.read.isoformat()).display()}
        note = _("Data release %(number)d. Accessed on %(date)s.") % values
        title = identity.names()["directory_name"]
        key = f"{prefix()}-data-{self.name}"
        return bibtex(key, title=title, since=self.since, url=self.url, read=self.read, note=note)


def prefix() -> str:
    """What keys of references begin with: the acronym, in small letters, or the name of files."""
    known = identity.current()
    return slugify(known.acronym) or known.file_name


def bibtex(key: str, *, title: str, since: dt.date, url: str, read: dt.date, note: str) -> str:
    fields = {
        "author": f"{{{{{escape_tex(either(publisher().name))}}}}}",
        "title": f"{{{{{escape_tex(title)}}}}}",
        "year": f"{{{since.year}}}",
        "month": MONTHS["en"][since.month - 1][:3].lower(),
        "howpublished": f"{{\\url{{{url}}}}}",
        "url": f"{{{url}}}",
        "urldate": f"{{{read.isoformat()}}}",
        "note": f"{{{escape_tex(note)}}}",
    }
    lines = [f"  {name:<12} = {value}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{key},", *lines, "}"]) + "\n"


def escape_tex(text: str) -> str:
    """A text in which BibTeX finds nothing to act on."""
    return " ".join(text.translate(SPECIAL).split())
