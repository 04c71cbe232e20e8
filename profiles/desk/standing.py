"""How an entry stands: what the public sees of it, what is under way, and the one next step for somebody."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import Publication, Release
from profiles.values.choices import EntryKind
from profiles.values.partialdate import PartialDate

from . import checks, moments, permissions
from .models import Proposal, SavedCopy
from .models.entries import Entry
from .upkeep import stale
from .verbs import proposing

# The page of a step that leads out of the desk.
PUBLIC = "public"


@dataclass(frozen=True)
class Step:
    """What somebody does next: the words of the button, the page of the desk (or `PUBLIC`), and the row that it is
    about."""

    label: str
    page: str
    row: int | None = None


@dataclass(frozen=True)
class Standing:
    """Of an entry, for somebody: the release that counts now and those to come, what is proposed or was returned, who
    saved last, and what keeps the working copy, with this digest, from being published."""

    entry: Entry
    user: object
    digest: str
    problems: list[checks.Problem]
    now: Release | None
    future: list[Release]
    waiting: Proposal | None
    returned: Proposal | None
    saved_by: int | None

    @classmethod
    def of(cls, entry: Entry, user, content: dict) -> "Standing":
        """`content` is the document of the working copy."""
        moment, proposals = timezone.now(), Proposal.objects.of(entry).select_related("author", "decided_by", "copy")
        releases = Release.objects.of(entry).filter(Q(live_until=None) | Q(live_until__gt=moment))
        releases = list(releases.select_related("publication").order_by("live_from"))
        return cls(
            entry=entry,
            user=user,
            digest=documents.content_digest(content),
            problems=checks.problems(content),
            now=next((release for release in releases if release.live_from <= moment), None),
            future=[release for release in releases if release.live_from > moment],
            waiting=proposals.waiting().first(),
            returned=proposals.returned().latest_of_entry().first(),
            saved_by=SavedCopy.objects.of(entry).values_list("author", flat=True).first(),
        )

    # ── What is so ────────

    @property
    def live(self) -> Publication | None:
        return self.now and self.now.publication

    @property
    def edits(self) -> bool:
        return permissions.can_edit(self.user, self.entry)

    @property
    def publishes(self) -> bool:
        return permissions.can_publish(self.user)

    def differs(self) -> bool:
        """Whether the working copy says something else than what is public, or will be."""
        last = self.future[-1].publication if self.future else self.live
        if not last and (self.now or self.future):
            last = Publication.objects.of(self.entry).order_by("-number").first()
        return not last or last.content_digest != self.digest

    def has_moved_on(self, proposal: Proposal) -> bool:
        """Whether the working copy says something else than what was proposed."""
        return proposal.copy.content_digest != self.digest

    def is_due(self) -> bool:
        """Whether one of its public facts has grown old."""
        return self.entry.entry_kind == EntryKind.PROFILE and bool(stale.of([self.entry], timezone.now()))

    # ── In words ────────

    def sentences(self) -> list[str]:
        return [self.public_sentence(), *map(future_sentence, self.future), *self.work_sentences()]

    def public_sentence(self) -> str:
        if not self.now:
            return _("Never published.")
        day = day_of(self.now.live_from)
        if not self.live:
            return _("Withdrawn since %(day)s.") % {"day": day}
        return _("Public: version %(number)s since %(day)s.") % {"number": self.live.number, "day": day}

    def work_sentences(self) -> list[str]:
        """What is under way; that nothing is, of what is public."""
        if self.waiting:
            found = [proposal_sentence(self.waiting, self.user)]
            if self.has_moved_on(self.waiting):
                found.append(_("What was saved since is not part of it."))
            if proposing.is_overtaken(self.waiting):
                found.append(_("Another version came in between: it has to be proposed anew."))
            return found
        if self.returned and not self.has_moved_on(self.returned):
            return [_("What was proposed last was returned.")]
        if not self.differs():
            return [_("Nothing has changed since.")] if self.live else []
        if self.saved_by == self.user.pk:
            return [_("Your changes are saved, not proposed.")]
        return [_("Changes are saved, not proposed.")] if self.now else [_("The text is saved, not proposed.")]

    # ── What comes next ────────

    def step(self) -> Step | None:
        if self.waiting and (self.publishes or not self.edits or not self.has_moved_on(self.waiting)):
            label = _("Review the proposal") if self.publishes else _("See the proposal")
            return Step(label, "review", self.waiting.pk)
        if self.edits and self.differs():
            return self.step_of_changes()
        if self.edits and self.future:
            return Step(_("See what is scheduled"), "versions")
        if not self.live:
            return None
        return Step(_("Confirm facts"), "confirm") if self.edits and self.is_due() else Step(_("Public page"), PUBLIC)

    def step_of_changes(self) -> Step | None:
        """None where something has to be written first: what is missing, or what it was returned for."""
        if self.problems or (self.returned and not self.has_moved_on(self.returned)):
            return None
        return Step(_("Publish or schedule"), "publish") if self.publishes else Step(_("Propose"), "propose")


def day_of(moment: dt.datetime) -> str:
    return str(PartialDate(timezone.localtime(moment).date().isoformat()))


def future_sentence(release: Release) -> str:
    moment = moments.in_words(release.live_from)
    if not release.publication:
        return _("It is withdrawn on %(moment)s.") % {"moment": moment}
    return _("Version %(number)s becomes public on %(moment)s.") % {
        "number": release.publication.number,
        "moment": moment,
    }


def proposal_sentence(proposal: Proposal, reader) -> str:
    ago = moments.ago(proposal.at)
    if proposal.author_id == reader.pk:
        return _("You proposed it %(ago)s; it waits for a publisher.") % {"ago": ago}
    return _("Proposed by %(who)s %(ago)s, waiting for a publisher.") % {"who": proposal.author, "ago": ago}
