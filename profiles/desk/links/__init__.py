"""Addresses on the web that are cited: `cited` which, and `where` they stand; `wires` how one is reached, `asking` what
it answers, `rounds` when each is asked and what is kept of that.

Private: what an address answered is no part of a document.
"""
