"""The line of releases of an entry: from which moment until which the public sees a publication, or none. Only this
module writes releases.

The line is unbroken: each release lasts until the next begins. It begins with a publication: what was never public is
not withdrawn. A bundle happens, moves and is removed whole. Only what lies in the future is moved or removed.
"""

import datetime as dt

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published.models import Release, Stamp

from .. import chaining
from . import Refused

TICK = dt.timedelta(microseconds=1)


def require_future(at: dt.datetime) -> None:
    if at <= timezone.now():
        raise Refused(_("The moment must lie in the future."))


def insert(*, live_from: dt.datetime | None, **columns) -> Release:
    """Insert a release. Without a moment it is live now, after all past ones."""
    release = Release(live_from=live_from or _now(columns["entry_uid"]), written=_counter(), **columns)
    release.live_until = _make_room(release)
    release.save()
    chaining.chain_releases([release])
    return release


def _counter() -> int:
    """How many writes there have been, with the one that this is part of."""
    return Stamp.objects.values_list("counter", flat=True).get(pk=1)


def _now(entry_uid) -> dt.datetime:
    """This moment, or if need be the first after all releases that are past."""
    now = timezone.now()
    last = Release.objects.of(entry_uid).past(now).aggregate(last=Max("live_from"))["last"]
    return max(now, last + TICK) if last else now


def _make_room(release: Release) -> dt.datetime | None:
    """Let the release before this one end where it begins; when the one after it begins."""
    others = Release.objects.of(release.entry_uid).exclude(pk=release.pk)
    if others.filter(live_from=release.live_from).exists():
        raise Refused(_("Another release of it is set for that very moment."))
    if before := others.past(release.live_from).order_by("-live_from").first():
        _write(before, live_until=release.live_from)
    following = others.future(release.live_from).order_by("live_from").first()
    return following and following.live_from


def future_bundle(release: Release) -> list[Release]:
    """A release with all of its bundle. Raises Refused unless they lie in the future."""
    found = Release.objects.filter(bundle=release.bundle) if release.bundle else Release.objects.filter(pk=release.pk)
    rows = list(found.select_related("publication").order_by("pk"))
    if not rows or any(row.live_from <= timezone.now() for row in rows):
        raise Refused(_("Only a release that lies in the future can be cancelled."))
    return rows


def remove(rows: list[Release]) -> None:
    """Take future releases away, and give their time to those before them."""
    for row in rows:
        _give_back(row)
        # Written once, but for what nobody has seen: the base manager passes the guard.
        Release._base_manager.filter(pk=row.pk).delete()
    chaining.chain_cancelled(row.pk for row in rows)


def move(rows: list[Release], at: dt.datetime) -> None:
    """Set future releases to another moment that lies in the future."""
    for row in rows:
        _give_back(row)
        row.live_from = at
        _write(row, live_from=at, live_until=_make_room(row), written=_counter())
    chaining.chain_releases(rows)


def _give_back(release: Release) -> None:
    """Let the release before this one last until the one after it."""
    if before := Release.objects.of(release.entry_uid).filter(live_until=release.live_from).first():
        _write(before, live_until=release.live_until)


def _write(release: Release, **columns) -> None:
    # The end is a cache, and the beginning of what is still to come may change: the base manager passes the guard.
    Release._base_manager.filter(pk=release.pk).update(**columns)


def refuse_withdrawals_of_nothing(rows: list[Release]) -> None:
    """Whatever was done to these releases: raise Refused where the line of one of their entries begins with a
    withdrawal."""
    uids = {row.entry_uid for row in rows}
    for entry_uid in uids:
        first = Release.objects.of(entry_uid).order_by("live_from").first()
        if first and first.publication_id is None:
            sentence = _("A withdrawal would come before anything was public: cancel it first.")
            raise Refused(sentence if len(uids) == 1 else f"“{first.slug}”: {sentence}")
