"""The private tables: the working copy, what lies between it and its publication, the log, accounts, reports, mails,
what cited addresses answered, and who was asked whether facts are still true."""

from .entities import Assignment, Entity
from .imports import Import
from .kept import KeptList
from .links import LinkPlace, LinkState
from .log import Event, SavedCopy
from .mails import Mail
from .meetings import Attendance, Meeting
from .papers import Paper, Party
from .passkeys import Passkey
from .people import User
from .programmes import Programme, ProgrammePart
from .proposals import PreviewLink, Proposal, Wish
from .reports import Report
from .terms import Affiliation, Membership, ResponsibleEntity, RoleTerm
from .texts import Text
from .together import Comment, Presence
from .upkeep import Reminder, ShelfLife
from .wordings import Wording

__all__ = [
    "Affiliation",
    "Assignment",
    "Attendance",
    "Comment",
    "Entity",
    "Event",
    "Import",
    "KeptList",
    "LinkPlace",
    "LinkState",
    "Mail",
    "Meeting",
    "Membership",
    "Paper",
    "Party",
    "Passkey",
    "Presence",
    "PreviewLink",
    "Programme",
    "ProgrammePart",
    "Proposal",
    "Reminder",
    "Report",
    "ResponsibleEntity",
    "RoleTerm",
    "SavedCopy",
    "ShelfLife",
    "Text",
    "User",
    "Wish",
    "Wording",
]
