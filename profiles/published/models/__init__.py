"""The public tables: the vocabularies, and what is published. No relation leads from here to the desk's."""

from .chain import Head, Link
from .confirmations import Confirmation
from .datareleases import DataRelease
from .identity import Identity
from .oldaddresses import OldAddress
from .publications import Facet, Publication, Release, Spelling, Stamp
from .sources import Citation, Source
from .vocabulary import Body, MeetingKind, MemberType, Role, ThematicArea

__all__ = [
    "Body",
    "Citation",
    "Confirmation",
    "DataRelease",
    "Facet",
    "Head",
    "Identity",
    "Link",
    "MeetingKind",
    "MemberType",
    "OldAddress",
    "Publication",
    "Release",
    "Role",
    "Source",
    "Spelling",
    "Stamp",
    "ThematicArea",
]
