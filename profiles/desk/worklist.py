"""The desk: what waits for whom, on the first page of admin."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from profiles.published.models import Release

from . import entries, permissions
from .models import Entity, Proposal, Report, Wish
from .models.entries import Entry

OVERDUE = dt.timedelta(days=5)
RECENT = 8


@dataclass(frozen=True)
class WorkItem:
    """A line of the desk: the entry (its working copy), and what it is about: a proposal, release, wish or report."""

    entry: Entry
    about: object = None
    overdue: bool = False


@dataclass(frozen=True)
class Worklist:
    """What somebody finds on their desk. Lists are empty for those whom they do not concern."""

    mine: list[WorkItem]
    to_review: list[WorkItem]
    waiting: list[WorkItem]
    returned: list[WorkItem]
    wishes: list[WorkItem]
    answers: list[WorkItem]
    reports: list[WorkItem]
    scheduled: list[WorkItem]
    published: list[WorkItem]

    @classmethod
    def of(cls, user) -> "Worklist":
        now = timezone.now()
        visible = {
            row.uid: row for model in entries.MODELS.values() for row in permissions.visible(user, model.objects.all())
        }

        def items(rows, when=None):
            return [
                WorkItem(visible[row.entry_uid], row, bool(when) and now - getattr(row, when) > OVERDUE)
                for row in rows
                if row.entry_uid in visible
            ]

        proposals = Proposal.objects.select_related("author", "decided_by").order_by("at")
        reviews, answers = permissions.can_publish(user), permissions.edits_everything(user)
        open_wishes = Wish.objects.filter(answer="").select_related("author").order_by("at")
        answered = Wish.objects.exclude(answer="").filter(author=user).select_related("answered_by")
        edits = user.is_active and user.has_perm("profiles.change_entity")
        releases = Release.objects.select_related("publication")
        return cls(
            mine=[WorkItem(row) for row in Entity.objects.assigned_to(user)],
            to_review=items(proposals.waiting(), "at") if reviews else [],
            waiting=items(proposals.waiting().filter(author=user)),
            returned=items(proposals.returned().latest_of_entry().filter(author=user)),
            wishes=items(open_wishes, "at") if answers else [],
            answers=items(answered[:RECENT]),
            reports=items(Report.objects.open().order_by("at", "pk")[: 5 * RECENT], "at") if edits else [],
            scheduled=items(releases.future(now).order_by("live_from", "slug")),
            published=items(releases.past(now).order_by("-live_from", "slug")[: 10 * RECENT])[:RECENT],
        )
