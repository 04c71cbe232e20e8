"""TODO reading.holders"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from profiles.published.models import (
    Publication,
)
from profiles.published.vocabularies import Words

from .facts import Profile, Term, confirmed_profiles


@dataclass(frozen=True)
class Holder:
    """Who held a role: the profile and the term."""

    profile: Profile
    term: Term


def holders(pks, *, day: dt.date, words: Words) -> dict[str, list[Holder]]:
    """Of some publications all roles that they ever held, earliest first, by the role's code."""
    found = defaultdict(list)
    for holder in confirmed_profiles(Publication.objects.filter(pk__in=pks), day=day, words=words):
        for term in holder.roles:
            found[term["role"]["code"]].append(Holder(holder, term))
    return {code: sorted(terms, key=lambda holder: holder.term["start"]) for code, terms in found.items()}


def sure_holder(terms: list[Holder]) -> Holder | None:
    """Who certainly holds it on the day."""
    return next((holder for holder in terms if holder.term.held == "certain"), None)
