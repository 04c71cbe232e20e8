"""The tables: vocabularies, the working copy (entities and their dated facts), and what is published of it."""

from .entities import Assignment, Entity
from .people import User
from .proposals import PreviewLink, Proposal, Wish
from .publications import Confirmation, Event, Facet, Publication, Release, SavedCopy, Spelling, Stamp
from .reports import Report
from .terms import Affiliation, Membership, ResponsibleEntity, RoleTerm
from .vocabulary import Body, Meeting, MemberType, Page, Role, ThematicArea

__all__ = [
    "Affiliation",
    "Assignment",
    "Body",
    "Confirmation",
    "Entity",
    "Event",
    "Facet",
    "Meeting",
    "MemberType",
    "Membership",
    "Page",
    "PreviewLink",
    "Proposal",
    "Publication",
    "Release",
    "Report",
    "ResponsibleEntity",
    "Role",
    "RoleTerm",
    "SavedCopy",
    "Spelling",
    "Stamp",
    "ThematicArea",
    "User",
    "Wish",
]
