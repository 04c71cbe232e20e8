"""Data out and in by admin: working copies taken as files, files brought in; what a file changes, to be taken or left.
The rules are those of `verbs/importing`."""

from . import exports, imports

__all__ = ["exports", "imports"]
