"""The public tables: the vocabularies, and what is published. No relation leads from here to the desk's."""

from .publications import Confirmation, Facet, Publication, Release, Spelling, Stamp
from .sources import Citation, Source
from .vocabulary import Body, Meeting, MemberType, Page, Role, ThematicArea

__all__ = [
    "Body",
    "Citation",
    "Confirmation",
    "Facet",
    "Meeting",
    "MemberType",
    "Page",
    "Publication",
    "Release",
    "Role",
    "Source",
    "Spelling",
    "Stamp",
    "ThematicArea",
]
