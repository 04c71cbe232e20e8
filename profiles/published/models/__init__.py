"""The public tables: the vocabularies, and what is published. No relation leads from here to the desk's."""

from .publications import Confirmation, Facet, Publication, Release, Spelling, Stamp
from .vocabulary import Body, Meeting, MemberType, Page, Role, ThematicArea

__all__ = [
    "Body",
    "Confirmation",
    "Facet",
    "Meeting",
    "MemberType",
    "Page",
    "Publication",
    "Release",
    "Role",
    "Spelling",
    "Stamp",
    "ThematicArea",
]
