"""TODO published.stamp"""

import datetime as dt

from django.db.models import Subquery
from django.utils import timezone

from profiles.published.models import Release, Stamp


def counter() -> int:
    """How many writing transactions there have been."""
    return Stamp.objects.filter(pk=1).values_list("counter", flat=True).first() or 0


def stamp(moment: dt.datetime) -> tuple[int, dt.datetime | None]:
    """The counter, and the latest release moment that has come."""
    latest = Release.objects.past(moment).order_by("-live_from").values("live_from")[:1]
    row = Stamp.objects.filter(pk=1).annotate(released=Subquery(latest)).values_list("counter", "released").first()
    return row or (0, None)


def read() -> tuple[dt.datetime, tuple]:
    """The moment, and the stamp at it."""
    moment = timezone.now()
    return moment, stamp(moment)
