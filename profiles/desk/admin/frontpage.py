"""The first page of admin: each list of the desk under its title, a line an item."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import moments
from ..models.entries import Entry
from ..worklist import WorkItem, Worklist
from .pages.deskpage import address

MOST_WORDS = 30


@dataclass(frozen=True)
class DeskLine:
    """An item as the page shows it: where it leads, a note beside the name, and what somebody wrote."""

    entry: Entry
    address: str
    note: str
    text: str
    overdue: bool


@dataclass(frozen=True)
class DeskSection:
    """A list of the desk, by its name in `Worklist`; how an item of it is shown."""

    name: str
    title: str
    link: Callable[[WorkItem], str]
    note: Callable = lambda about: ""
    text: Callable = lambda about: ""
    introduction: str = ""

    def lines(self, items: list[WorkItem]) -> list[DeskLine]:
        return [
            DeskLine(item.entry, self.link(item), self.note(item.about), self.text(item.about), item.overdue)
            for item in items
        ]


def sections(user) -> Iterator[tuple[DeskSection, list[DeskLine]]]:
    """What somebody finds on the desk: no list that is empty."""
    found = Worklist.of(user)
    for section in SECTIONS:
        if items := getattr(found, section.name):
            yield section, section.lines(items)


# ── Where an item leads ────────


def to(name: str) -> Callable[[WorkItem], str]:
    return lambda item: address(name, item.entry)


def to_review(item: WorkItem) -> str:
    return address("review", item.entry, item.about.pk)


def to_report(item: WorkItem) -> str:
    return f"{address('reports', item.entry)}#{item.about.number}"


# ── What is said beside it ────────


def note_on_proposal(proposal) -> str:
    return _("proposed by %(who)s, %(age)s ago") % {"who": proposal.author, "age": timesince(proposal.at)}


def note_on_return(proposal) -> str:
    return _("by %(who)s, %(age)s ago") % {"who": proposal.decided_by, "age": timesince(proposal.decided_at)}


def note_on_wish(wish) -> str:
    return _("asked by %(who)s, %(age)s ago") % {"who": wish.author, "age": timesince(wish.at)}


def age(row) -> str:
    return _("%(age)s ago") % {"age": timesince(row.at)}


def note_on_report(report) -> str:
    return format_html('<bdi dir="ltr">{}</bdi> · {}', report.number, age(report))


def note_on_release(release) -> str:
    number = release.publication and release.publication.number
    what = _("version %(number)s") % {"number": number} if number else _("withdrawal")
    return format_html("{} · {}", moments.shown(release.live_from), what)


def excerpt(column: str) -> Callable:
    """The first words of what somebody wrote in a column."""
    return lambda about: Truncator(getattr(about, column)).words(MOST_WORDS, truncate=" …")


SECTIONS = (
    DeskSection(
        "to_review", gettext_lazy("Waiting for you"), to_review, note=note_on_proposal, text=excerpt("message")
    ),
    DeskSection(
        "returned", gettext_lazy("Returned to you"), to("change"), note=note_on_return, text=attrgetter("reason")
    ),
    DeskSection("wishes", gettext_lazy("Changes asked for"), to("wishes"), note=note_on_wish, text=excerpt("words")),
    DeskSection("reports", gettext_lazy("Mistakes reported"), to_report, note=note_on_report, text=excerpt("words")),
    DeskSection(
        "mine",
        gettext_lazy("Your profiles"),
        to("change"),
        introduction=gettext_lazy(
            "Open a profile, change it and save; nothing is public yet. "
            "Then propose it, and the secretariat publishes it."
        ),
    ),
    DeskSection("waiting", gettext_lazy("Proposed by you, waiting"), to_review, note=age),
    DeskSection("answers", gettext_lazy("Answers to you"), to("wishes"), text=excerpt("answer")),
    DeskSection("scheduled", gettext_lazy("Scheduled"), to("versions"), note=note_on_release),
    DeskSection("published", gettext_lazy("Recently published"), to("versions"), note=note_on_release),
)
