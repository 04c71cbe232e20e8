"""Addresses on the web that the directory cites: the list, where each stands, what the archive may have of it."""

from . import listing

__all__ = ["listing"]
