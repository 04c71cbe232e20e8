"""Boards: of all entries that somebody edits, what must be looked at again, a page each. The rules are those of
`desk/upkeep`."""

from . import completeness, translations

__all__ = ["completeness", "translations"]
