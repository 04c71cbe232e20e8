"""The tools beside the form of an entry, in groups by what they are for."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from profiles.site.addresses import address_of

from ... import entries
from ...standing import PUBLIC, Standing, Step
from ..pages.deskpage import address, may_open

# Those that have nothing to show while nothing is public.
OF_PUBLIC = {"confirm", "withdraw"}
BESIDE, DELETE = "beside", "delete"
GROUPS = [
    (
        _("Look at it"),
        [
            ("preview", _("Preview")),
            (BESIDE, _("Preview beside the form")),
            (PUBLIC, _("Public page")),
            ("links", _("Send to read")),
            ("translations", _("Translations")),
        ],
    ),
    (
        _("Bring it out"),
        [
            ("propose", _("Propose")),
            ("publish", _("Publish or schedule")),
            ("withdraw", _("Withdraw")),
            ("factsheet", _("Fact sheet for the ministry")),
        ],
    ),
    (_("Its past"), [("versions", _("Versions")), ("history", _("History")), (DELETE, _("Delete the draft"))]),
    (
        _("With others"),
        [("comments", _("Comments")), ("wishes", _("Ask for a change")), ("reports", _("Mistakes reported"))],
    ),
]


@dataclass(frozen=True)
class Tool:
    """A link of the menu; its page, where saving may lead there."""

    page: str
    label: str
    address: str


def groups_of(standing: Standing, *, may_delete: bool, beside: bool) -> list[tuple[str, list[Tool]]]:
    """What this person may use now, by group; no group that is empty. `beside`: the preview stands there already."""

    def tool(page, label):
        if page == BESIDE:
            return Tool("", _("Form alone") if beside else label, "?" if beside else "?beside=1")
        if page == DELETE:
            where = reverse(entries.address_name(standing.entry, DELETE), args=[standing.entry.pk])
            return Tool("", label, where) if may_delete else None
        return Tool(page, label, address_in(standing, page)) if is_offered(standing, page) else None

    found = [(title, [made for page, label in pages if (made := tool(page, label))]) for title, pages in GROUPS]
    return [(title, tools) for title, tools in found if tools]


def confirmation(standing: Standing) -> Tool | None:
    """What whoever keeps a profile does most beside changing it: a button of its own, unless it is the next step."""
    page, step = "confirm", standing.step()
    if not is_offered(standing, page) or (step and step.page == page):
        return None
    return Tool(page, _("Confirm facts"), address_in(standing, page))


def is_offered(standing: Standing, page: str) -> bool:
    if page == PUBLIC:
        return bool(standing.live)
    return may_open(page, standing.user, standing.entry) and (bool(standing.live) or page not in OF_PUBLIC)


def address_in(standing: Standing, page: str, *row) -> str:
    entry = standing.entry
    return address_of(entry.entry_kind, entry.slug) if page == PUBLIC else address(page, entry, *row)


def tool_of(standing: Standing, step: Step | None) -> Tool | None:
    """The next step as a link."""
    return step and Tool(step.page, step.label, address_in(standing, step.page, *([step.row] if step.row else [])))
