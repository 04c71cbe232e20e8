"""Accounts in admin: the list (`listing`), the forms (`forms`, `assignmentrows`), the pages (`accounts`)."""

from . import accounts

__all__ = ["accounts"]
