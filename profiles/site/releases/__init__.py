"""Releases of the data: dated sets of files that never change, what changed between them, what catalogues read."""
