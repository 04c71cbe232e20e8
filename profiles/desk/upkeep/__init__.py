"""Upkeep: what must be looked at again: facts that grew old, translations behind, what a profile lacks, addresses that
are dead."""
