"""What became of a file that was brought in: the entries that it changed, and how far each is on its way to the
public."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode

from profiles.published.models import Release

from ... import entries, permissions
from ...models import Import, Proposal
from ...models.entries import Entry
from ...verbs import undoing
from ...verbs.undoing import Keeps
from ..pages.deskpage import address
from ..pages.together import page_address

# Entries that are proposed together at a click: their keys stand in an address.
MOST_TOGETHER = 300
# States in which nothing is left to be proposed.
ON_ITS_WAY = (Proposal.State.WAITING, Proposal.State.PUBLISHED)


@dataclass(frozen=True)
class Changed:
    """An entry that the file changed; the last proposal of it since, and whether it was published since without one.
    Whether it was put back, and how many values of it stay all the same; else what keeps it from that, if anything."""

    entry: Entry
    is_new: bool
    proposal: Proposal | None
    is_published: bool
    is_undone: bool
    stays: int
    keeps: Keeps | None

    @property
    def address(self) -> str:
        return address("change", self.entry)

    @property
    def review(self) -> str:
        """Where its proposal is."""
        return address("review", self.entry, self.proposal.pk) if self.proposal else ""

    @property
    def is_on_its_way(self) -> bool:
        return self.is_published or bool(self.proposal and self.proposal.state in ON_ITS_WAY)

    @property
    def is_to_propose(self) -> bool:
        """Whether something of the file stands in it that is not proposed."""
        return not (self.is_undone or self.is_on_its_way or self.keeps == Keeps.CHANGED)


@dataclass(frozen=True)
class Together:
    """Entries of one kind that can be proposed together."""

    label: str
    number: int
    address: str


@dataclass(frozen=True)
class Outcome:
    """All of them that somebody may see, by kind."""

    changed: list[Changed]

    @classmethod
    def of(cls, record: Import, user) -> "Outcome":
        since = {"entry_uid__in": list(record.outcome)}
        rows = Proposal.objects.filter(**since, at__gte=record.decided_at).select_related("author").order_by("pk")
        proposals = {row.entry_uid: row for row in rows}
        released = Release.objects.filter(**since, created_at__gte=record.decided_at, publication__isnull=False)
        published = set(released.values_list("entry_uid", flat=True))
        keeps = undoing.look(record)
        found = []
        for model in entries.MODELS.values():
            for entry in permissions.visible(user, model.objects.filter(uid__in=record.outcome)).order_by("slug"):
                item = record.outcome[uid := str(entry.uid)]
                way = proposals.get(entry.uid), entry.uid in published
                back = item.get("undone", False), item.get("stays", 0), keeps.get(uid)
                found.append(Changed(entry, item["before"] is None, *way, *back))
        return cls(found)

    @cached_property
    def undone(self) -> list[Changed]:
        return [row for row in self.changed if row.is_undone]

    @cached_property
    def undoable(self) -> list[Changed]:
        """What can be put back now."""
        return [row for row in self.changed if not (row.is_undone or row.keeps)]

    @cached_property
    def proposed(self) -> list[Changed]:
        """What waits to be published alone, and is put back once the proposal is taken back."""
        return [row for row in self.kept_by(Keeps.PROPOSED) if not row.proposal.bundle]

    @cached_property
    def released(self) -> list[Changed]:
        return self.kept_by(Keeps.RELEASED)

    @cached_property
    def overwritten(self) -> list[Changed]:
        """What says nothing of the file any more."""
        return self.kept_by(Keeps.CHANGED)

    def kept_by(self, keeps: Keeps) -> list[Changed]:
        return [row for row in self.changed if row.keeps == keeps]

    @cached_property
    def together(self) -> list[Together]:
        """What is left to be proposed, where an address can hold it."""
        by_model = {}
        for row in self.changed:
            if row.is_to_propose:
                by_model.setdefault(type(row.entry), []).append(row.entry.pk)
        return [of_several(model, keys) for model, keys in by_model.items() if len(keys) <= MOST_TOGETHER]

    @cached_property
    def bundles(self) -> list[Together]:
        """What waits and was proposed together, each where all of it stands."""
        waiting = {}
        for row in self.changed:
            if row.proposal and row.proposal.bundle and row.proposal.state == Proposal.State.WAITING:
                waiting.setdefault((type(row.entry), row.proposal.bundle), []).append(row)
        return [
            Together(model._meta.verbose_name_plural, len(rows), page_address(model, "review_together", bundle))
            for (model, bundle), rows in waiting.items()
        ]


def of_several(model: type[Entry], keys: Iterable[int]) -> Together:
    where = reverse(f"admin:profiles_{model._meta.model_name}_propose_together")
    keys = list(keys)
    return Together(model._meta.verbose_name_plural, len(keys), f"{where}?{urlencode({'id': keys}, doseq=True)}")
