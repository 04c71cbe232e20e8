"""The private tables: the working copy, what lies between it and its publication, the log, accounts, reports, mails,
what cited addresses answered."""

from .entities import Assignment, Entity
from .kept import KeptList
from .links import LinkPlace, LinkState
from .log import Event, SavedCopy
from .mails import Mail
from .meetings import Attendance, Meeting
from .papers import Paper, Party
from .people import User
from .programmes import Programme, ProgrammePart
from .proposals import PreviewLink, Proposal, Wish
from .reports import Report
from .terms import Affiliation, Membership, ResponsibleEntity, RoleTerm
from .texts import Text
from .together import Comment, Presence
from .wordings import Wording

__all__ = [
    "Affiliation",
    "Assignment",
    "Attendance",
    "Comment",
    "Entity",
    "Event",
    "KeptList",
    "LinkPlace",
    "LinkState",
    "Mail",
    "Meeting",
    "Membership",
    "Paper",
    "Party",
    "Presence",
    "PreviewLink",
    "Programme",
    "ProgrammePart",
    "Proposal",
    "Report",
    "ResponsibleEntity",
    "RoleTerm",
    "SavedCopy",
    "Text",
    "User",
    "Wish",
    "Wording",
]
