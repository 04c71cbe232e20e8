"""What each release left behind: `VERSION.zip`, a directory in its own tables, as its own `backup` wrote it; and
`migrations.sha256`, the digests of all migrations that went out so far.

`write` makes both; `docs/releasing.md` says when.
"""
