"""The desk: what waits for whom, on the first page of admin."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from django.utils import timezone

from profiles.published.models import Publication, Release

from . import entries, permissions
from .models import Entity, Proposal, Report, SavedCopy, Wish
from .models.entries import Entry

OVERDUE = dt.timedelta(days=5)
RECENT = 8


@dataclass(frozen=True)
class WorkItem:
    """A line of the desk: the entry (its working copy), and what it is about: a proposal, release, wish or report; of
    what happens together the first, and how many more there are."""

    entry: Entry
    about: object = None
    overdue: bool = False
    more: int = 0


@dataclass(frozen=True)
class Worklist:
    """What somebody finds on their desk, what has waited longest first. Lists are empty for those whom they do not
    concern. Nothing stands in two lists of what waits."""

    mine: list[WorkItem]
    to_review: list[WorkItem]
    waiting: list[WorkItem]
    returned: list[WorkItem]
    saved: list[WorkItem]
    wishes: list[WorkItem]
    answers: list[WorkItem]
    reports: list[WorkItem]
    scheduled: list[WorkItem]
    published: list[WorkItem]

    @classmethod
    def of(cls, user) -> "Worklist":
        rows = rows_of(user, timezone.now())
        rows["saved"] = besides(rows["saved"], rows["returned"])
        found = seen(user, {row.entry_uid for several in rows.values() for row in several})
        lists = {name: together(items(several, found)) for name, several in rows.items()}
        lists["published"] = once_each(lists["published"])[:RECENT]
        return cls(mine=kept_by(user), **lists)


def kept_by(user) -> list[WorkItem]:
    """The profiles of a focal point, each with what is live of it."""
    rows = list(Entity.objects.assigned_to(user))
    several = Publication.objects.live(timezone.now()).filter(entry_uid__in=[row.uid for row in rows])
    live = {row.entry_uid: row for row in several.defer("document")} if rows else {}
    return [WorkItem(row, live.get(row.uid)) for row in rows]


def besides(rows: list, others: list) -> list:
    """Those that are not of an entry of which something stands elsewhere."""
    uids = {row.entry_uid for row in others}
    return [row for row in rows if row.entry_uid not in uids]


def rows_of(user, now: dt.datetime) -> dict[str, list]:
    """What may stand in each list, whether or not this person may see what it is about."""
    proposals = Proposal.objects.select_related("author", "decided_by").order_by("at")
    reviews, answers = permissions.can_publish(user), permissions.edits_everything(user)
    open_wishes = Wish.objects.filter(answer="").select_related("author").order_by("at")
    answered = Wish.objects.exclude(answer="").filter(author=user).select_related("answered_by")
    edits = user.is_active and user.has_perm("profiles.change_entity")
    saved = SavedCopy.objects.filter(author=user).newest_of_entry().unpublished().unproposed()
    releases = Release.objects.select_related("publication")
    rows = {
        "to_review": proposals.waiting() if reviews else (),
        "waiting": () if reviews else proposals.waiting().filter(author=user),
        "returned": proposals.returned().latest_of_entry().filter(author=user),
        "saved": saved.defer("document").order_by("at", "pk")[: 5 * RECENT],
        "wishes": open_wishes if answers else (),
        "answers": answered[:RECENT],
        "reports": Report.objects.open().order_by("at", "pk")[: 5 * RECENT] if edits else (),
        "scheduled": releases.future(now).order_by("live_from", "slug"),
        "published": releases.past(now).order_by("-live_from", "slug")[: 10 * RECENT],
    }
    return {name: list(several) for name, several in rows.items()}


def seen(user, uids: set) -> dict:
    """Those of some entries whose working copy this person may see, by uid."""
    several = (permissions.visible(user, model.objects.filter(uid__in=uids)) for model in entries.MODELS.values())
    return {row.uid: row for rows in several for row in rows}


def items(rows: list, found: dict) -> list[WorkItem]:
    return [WorkItem(found[row.entry_uid], row, is_overdue(row)) for row in rows if row.entry_uid in found]


def is_overdue(row) -> bool:
    """Whether somebody has waited too long for an answer: to a proposal, a wish, a report."""
    waits = isinstance(row, Proposal) and row.state == Proposal.State.WAITING
    asked = isinstance(row, Wish) and not row.answer
    return (waits or asked or isinstance(row, Report)) and timezone.now() - row.at > OVERDUE


def together(found: list[WorkItem]) -> list[WorkItem]:
    """What was proposed or is released together as one line."""
    first, more = {}, Counter()
    for item in found:
        key = getattr(item.about, "bundle", None) or item.about.pk
        more[key] += key in first
        first.setdefault(key, item)
    return [replace(item, more=more[key]) for key, item in first.items()]


def once_each(found: list[WorkItem]) -> list[WorkItem]:
    """Of each entry what comes first."""
    return list({item.entry.uid: item for item in reversed(found)}.values())[::-1]
