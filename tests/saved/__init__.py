"""A directory as the version before wrote it, and what that version answered: see `docs/testing.md`."""
