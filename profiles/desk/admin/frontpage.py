"""The first page of admin: each list of the desk under its title, a line an item."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .. import moments
from ..worklist import WorkItem, Worklist
from .pages.deskpage import address
from .pages.together import page_address

MOST_WORDS = 30


@dataclass(frozen=True)
class DeskLine:
    """An item as the page shows it: what it is called, where it leads, a note beside that, and what somebody wrote."""

    name: str
    address: str
    note: str
    text: str
    overdue: bool
    further: str = ""


@dataclass(frozen=True)
class DeskSection:
    """A list of the desk, by its name in `Worklist`; how an item of it is shown. What `waits` is for this person to
    do."""

    name: str
    title: str
    link: Callable[[WorkItem], str]
    note: Callable = lambda about: ""
    text: Callable = lambda about: ""
    introduction: str = ""
    # Where its facts are confirmed, of what is public.
    further: Callable[[WorkItem], str] = lambda item: ""
    waits: bool = False

    def lines(self, items: list[WorkItem]) -> list[DeskLine]:
        return [
            DeskLine(
                name_of(item),
                self.link(item),
                self.note(item.about),
                self.text(item.about),
                item.overdue,
                self.further(item),
            )
            for item in items
        ]


def sections(user) -> Iterator[tuple[DeskSection, list[DeskLine]]]:
    """What somebody finds on the desk: no list that is empty."""
    found = Worklist.of(user)
    for section in SECTIONS:
        if items := getattr(found, section.name):
            yield section, section.lines(items)


def greeting(found: list[tuple[DeskSection, list[DeskLine]]]) -> str:
    """What is said to somebody for whom nothing waits: of proposals that wait for others, or where to begin."""
    lists = {section.name: lines for section, lines in found}
    if any(section.waits for section, _lines in found):
        return ""
    if waiting := lists.get("waiting"):
        words = ngettext(
            "Your proposal waits for a publisher; you made it %(ago)s.",
            "%(number)s of your proposals wait for a publisher; you made the first %(ago)s.",
            len(waiting),
        )
        return words % {"number": len(waiting), "ago": waiting[0].note}
    return _("Nothing waits for you. To change something, search for it at the top, or choose a list below.")


def name_of(item: WorkItem) -> str:
    """`Nepal`, or of what happens together `Nepal and 2 more`."""
    if not item.more:
        return str(item.entry)
    return ngettext("%(name)s and %(more)d more", "%(name)s and %(more)d more", item.more) % {
        "name": item.entry,
        "more": item.more,
    }


# ── Where an item leads ────────


def to(name: str) -> Callable[[WorkItem], str]:
    return lambda item: address(name, item.entry)


def to_review(item: WorkItem) -> str:
    if item.more:
        return page_address(type(item.entry), "review_together", item.about.bundle)
    return address("review", item.entry, item.about.pk)


def to_report(item: WorkItem) -> str:
    return f"{address('reports', item.entry)}#{item.about.number}"


def to_confirmation(item: WorkItem) -> str:
    return address("confirm", item.entry) if item.about else ""


# ── What is said beside it ────────


def note_on_proposal(proposal) -> str:
    return _("proposed by %(who)s, %(ago)s") % {"who": proposal.author, "ago": moments.ago(proposal.at)}


def note_on_return(proposal) -> str:
    return _("by %(who)s, %(ago)s") % {"who": proposal.decided_by, "ago": moments.ago(proposal.decided_at)}


def note_on_save(copy) -> str:
    return _("saved %(ago)s") % {"ago": moments.ago(copy.at)}


def note_on_wish(wish) -> str:
    return _("asked by %(who)s, %(ago)s") % {"who": wish.author, "ago": moments.ago(wish.at)}


def age(row) -> str:
    return moments.ago(row.at)


def note_on_report(report) -> str:
    return format_html('<bdi dir="ltr">{}</bdi> · {}', report.number, age(report))


def note_on_release(release) -> str:
    number = release.publication and release.publication.number
    what = _("version %(number)s") % {"number": number} if number else _("withdrawal")
    return format_html("{} · {}", moments.shown(release.live_from), what)


def note_on_published(release) -> str:
    """The day alone: at what hour is in its versions."""
    number = release.publication and release.publication.number
    what = _("version %(number)s") % {"number": number} if number else _("withdrawal")
    day = f"{timezone.localtime(release.live_from):%Y-%m-%d}"
    return format_html('<span class="moment"><bdi dir="ltr">{}</bdi> · {}</span>', day, what)


def excerpt(column: str) -> Callable:
    """The first words of what somebody wrote in a column."""
    return lambda about: Truncator(getattr(about, column)).words(MOST_WORDS, truncate=" …")


SECTIONS = (
    DeskSection(
        "to_review",
        gettext_lazy("Waiting for you"),
        to_review,
        note=note_on_proposal,
        text=excerpt("message"),
        waits=True,
    ),
    DeskSection(
        "returned",
        gettext_lazy("Returned to you"),
        to("change"),
        note=note_on_return,
        text=attrgetter("reason"),
        waits=True,
    ),
    DeskSection(
        "saved",
        gettext_lazy("You saved, and did not propose"),
        to("change"),
        note=note_on_save,
        waits=True,
    ),
    DeskSection(
        "wishes",
        gettext_lazy("Changes asked for"),
        to("wishes"),
        note=note_on_wish,
        text=excerpt("words"),
        waits=True,
    ),
    DeskSection(
        "reports",
        gettext_lazy("Mistakes reported"),
        to_report,
        note=note_on_report,
        text=excerpt("words"),
        waits=True,
    ),
    DeskSection(
        "mine",
        gettext_lazy("Your profiles"),
        to("change"),
        further=to_confirmation,
        introduction=gettext_lazy(
            "Open a profile, change it and save; nothing is public yet. "
            "Then propose it, and the secretariat publishes it."
        ),
    ),
    DeskSection("waiting", gettext_lazy("Proposed by you, waiting"), to_review, note=age),
    DeskSection("answers", gettext_lazy("Answers to you"), to("wishes"), text=excerpt("answer")),
    DeskSection("scheduled", gettext_lazy("Scheduled"), to("versions"), note=note_on_release),
    DeskSection("published", gettext_lazy("Recently published"), to("versions"), note=note_on_published),
)
