"""Upkeep: what must be looked at again: facts that grew old, translations behind, what a profile lacks, addresses that
are dead.

It computes from what is stored, for one entry or for many with as many queries. It knows nothing of admin, which shows
it, nor of mails, which tell of it. What it learns by asking addresses it writes itself; whatever else is written,
`desk/verbs` write.
"""
