"""Where an entry is read, and its versions."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from profiles.values.choices import EntryKind

NAMES = {
    EntryKind.PROFILE: "member",
    EntryKind.MEETING: "meeting",
    EntryKind.PAPER: "document",
    EntryKind.PROGRAMME: "programme",
}
VERSIONS = {
    EntryKind.PROFILE: "version",
    EntryKind.MEETING: "meeting_version",
    EntryKind.TEXT: "text_version",
    EntryKind.PAPER: "document_version",
    EntryKind.PROGRAMME: "programme_version",
}
FILES = {
    EntryKind.PROFILE: "cite",
    EntryKind.MEETING: "meeting_cite",
    EntryKind.TEXT: "text_cite",
    EntryKind.PAPER: "document_cite",
    EntryKind.PROGRAMME: "programme_cite",
}

# What an entry is called whose name is not said.
NAMELESS = {
    EntryKind.PROFILE: _("The profile %s"),
    EntryKind.MEETING: _("The meeting %s"),
    EntryKind.TEXT: _("The text %s"),
    EntryKind.PAPER: _("The document %s"),
    EntryKind.PROGRAMME: _("The programme %s"),
}


def address_of(kind: str, slug: str) -> str:
    """The page of an entry. A text of the site has an address of its own."""
    return reverse(slug) if kind == EntryKind.TEXT else reverse(NAMES[kind], args=[slug])


def nameless(kind: str, slug: str) -> str:
    """An entry by what it is and where it is read: of one that is withdrawn no name is said."""
    return NAMELESS[kind] % address_of(kind, slug)


def version_address(kind: str, slug: str, number: int) -> str:
    return reverse(VERSIONS[kind], args=[slug, number])


def api_address(kind: str, slug: str) -> str:
    """The document of an entry in the API, of a kind that has its documents there."""
    return reverse(f"api_{NAMES[kind]}", args=[slug])


def cite_address(kind: str, slug: str, number: int) -> str:
    """The file of a version for reference managers."""
    return reverse(FILES[kind], args=[slug, number])
