"""Freshness: what every public answer is a function of, beside its address and the day.

The stamp is a counter that every writing transaction raises, and the latest release moment that has come. It is read
before anything is made, so a write in between makes an answer old at once, never wrongly new.
"""

import datetime as dt
import os
from collections.abc import Hashable
from typing import NamedTuple

from django.db import connection
from django.db.models import Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

from .models import Release, Stamp

# Where in a request's environ the moment and the stamp stand that were read for it.
READ = "addportal.read"


class Stamped(NamedTuple):
    """A stamp as it was read: how many writes there were, the latest release moment that has come, and from where.

    `source` tells a database from another that was put in its place: SQLite's file by device and number, PostgreSQL's
    table by its oid. It is the same for every write.
    """

    counter: int
    released: dt.datetime | None
    source: Hashable = None

    def follows(self, earlier: "Stamped") -> bool:
        """Whether it may be of a later state of the same database: what was read under `earlier` is then advanced."""
        if self.source != earlier.source:
            return False
        later = earlier.released is None or (self.released is not None and self.released >= earlier.released)
        return self.counter >= earlier.counter and later


def at(moment: dt.datetime) -> Stamped:
    """The stamp at a moment."""
    latest = Release.objects.past(moment).order_by("-live_from").values("live_from")[:1]
    rows = Stamp.objects.filter(pk=1).annotate(released=Subquery(latest)).values_list("counter", "released")
    if connection.vendor == "postgresql":
        rows = rows.annotate(source=RawSQL("published_stamp.tableoid::bigint", []))
        return Stamped(*(rows.values_list("counter", "released", "source").first() or (0, None)))
    return Stamped(*(rows.first() or (0, None)), file_of(connection.settings_dict["NAME"]))


def file_of(path) -> tuple[int, int] | None:
    """Which file a path leads to now."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def now() -> tuple[dt.datetime, Stamped]:
    """This moment, and the stamp at it."""
    moment = timezone.now()
    return moment, at(moment)
