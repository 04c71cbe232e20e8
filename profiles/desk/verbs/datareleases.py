"""Releasing the data: all that is public at a moment, as files of which none ever changes. Only this module writes
releases of the data.

The files are made and stored before the row: whoever is stopped on the way leaves files that no release names, under
the digests of what they hold, and the next takes them up.
"""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import chain, documents, stamp
from profiles.published.models import DataRelease
from profiles.published.snapshot import snapshot
from profiles.reading.reading import Reading
from profiles.site.releases import building
from profiles.site.releases.package import About
from profiles.values import files
from profiles.values.languages import pair

from .. import permissions
from ..models import Event
from . import Refused, log, queueing, require, writing

Pair = tuple[str, str]  # English, and the second language
TICK = dt.timedelta(microseconds=1)


class Unchanged(Refused):
    """Nothing that a release would say is other than what the last one says."""


@dataclass(frozen=True)
class Made:
    """A release that was made, or would be."""

    about: About
    built: building.Built
    manifest: str

    @property
    def digest(self) -> str:
        return documents.digest(self.manifest)


def release(*, by, note: Pair = ("", "")) -> DataRelease:
    """Release what is public now. `by` is the publisher who does; None where the portal does it by itself, on a timer.

    Raises Unchanged where nothing changed since the last release, and Refused where another was made meanwhile.
    """
    require(by is None or permissions.can_publish(by))
    files.remove_abandoned()
    with tempfile.TemporaryDirectory() as folder, made(Path(folder), note) as made_now:
        for file in made_now.built.files:
            if files.keep_released(Path(folder) / file.name) != file.sha256:
                raise Refused(_("A file changed while it was stored. Try again."))
        return insert(made_now, by=by)


@contextmanager
def made(folder: Path, note: Pair) -> Iterator[Made]:
    """The next release, in a folder, stored nowhere yet."""
    earlier = DataRelease.objects.order_by("number").last()
    # Whatever is published in a transaction that has begun is of an earlier moment than this, or of a later.
    with queueing():
        moment = timezone.now()
    # A clock that was set back says when this is made, but not what is older than the last.
    moment = max(moment, earlier.moment + TICK) if earlier else moment
    about = About(
        number=earlier.number + 1 if earlier else 1,
        name=free_name(timezone.localdate(moment)),
        moment=moment,
        note=pair(*note),
        earlier=earlier.name if earlier else "",
        heads=chain.heads(),
    )
    with snapshot():
        reading = Reading.at(moment, stamp.at(moment))
        built = building.build(folder, about, reading, earlier)
    if not built.is_new:
        raise Unchanged(_("Nothing has changed since the release of %s.") % earlier.name)
    yield Made(about, built, manifest(about, reading.counter, built, earlier))


def free_name(day: dt.date) -> str:
    """The day; from the second release of it on with a number."""
    number = DataRelease.objects.filter(name__startswith=day.isoformat()).count()
    return f"{day.isoformat()}.{number + 1}" if number else day.isoformat()


def manifest(about: About, counter: int, built: building.Built, earlier: DataRelease | None) -> str:
    return documents.canonical(
        {
            "number": about.number,
            "name": about.name,
            "moment": about.moment.astimezone(dt.UTC).isoformat(),
            "counter": counter,
            "note": about.note,
            "previous": earlier.digest if earlier else "",
            "heads": about.heads,
            "counts": built.counts,
            "files": [file._asdict() for file in built.files],
        }
    )


def insert(made_now: Made, *, by) -> DataRelease:
    about = made_now.about
    with writing():
        last = DataRelease.objects.order_by("number").last()
        if (last.number if last else 0) != about.number - 1:
            raise Refused(_("Another release was made meanwhile."))
        row = DataRelease.objects.create(
            number=about.number,
            name=about.name,
            moment=about.moment,
            manifest=made_now.manifest,
            digest=made_now.digest,
        )
        log(Event.Verb.RELEASE, by, None, "", subject=row.name, number=row.number, digest=row.digest)
        return row


# ── Whether all is as it was ────────


def faults() -> Iterator[str]:
    """Of all releases what is not as it was made: a manifest, the line of digests, a file. In words for the log."""
    before, number = "", 0
    for row in DataRelease.objects.order_by("number"):
        number += 1
        if row.number != number:
            yield f"{row.name}: release {number} is missing before it."
            number = row.number
        if documents.digest(row.manifest) != row.digest:
            yield f"{row.name}: the manifest is not that of its digest."
        if row.previous != before:
            yield f"{row.name}: the release before is not the one that it names."
        before = row.digest
        yield from (
            f"{row.name}: {file.name} is missing or altered."
            for file in row.files
            if not files.is_whole(files.RELEASED.format(file.sha256))
        )


def unnamed() -> set[str]:
    """The digests of files that are stored and no release names: somebody was stopped who made one, or releases are
    gone."""
    return files.released() - {file.sha256 for row in DataRelease.objects.all() for file in row.files}
