"""Upkeep: what must be looked at again: facts that grew old, translations behind, what a profile lacks.

It computes from what is stored, for one entry or for many with as many queries, and writes nothing: `desk/verbs` do. It
knows nothing of admin, which shows it, nor of mails, which tell of it.
"""
