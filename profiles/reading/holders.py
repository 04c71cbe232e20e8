"""Who held a role, and when."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from profiles.published import documents
from profiles.published.models import Publication

from .facts import Profile, Term, confirmed_profiles
from .reading import Reading


@dataclass(frozen=True)
class Holder:
    """Who held a role: the profile and the term."""

    profile: Profile
    term: Term


def by_role(pks, reading: Reading) -> dict[str, list[Holder]]:
    """Of some publications all roles that they ever held, earliest first, by the role's code.

    Terms that began alike stand in the order of their profiles' addresses.
    """
    found = defaultdict(list)
    for profile in confirmed_profiles(Publication.objects.filter(pk__in=pks).order_by("slug"), reading):
        for term in profile.roles:
            found[term["role"]["code"]].append(Holder(profile, term))
    return {code: sorted(terms, key=lambda holder: holder.term["start"]) for code, terms in found.items()}


def current_holder(terms: list[Holder]) -> Holder | None:
    """Who certainly holds it on the day that is read."""
    return next((holder for holder in terms if holder.term.held == "certain"), None)


def holder_on(day: dt.date | None, terms: list[Holder]) -> Holder | None:
    """Who certainly held it on another day, if one did."""
    held = [holder for holder in terms if day and documents.bounds(holder.term.fact).on(day) == "certain"]
    return held[0] if len(held) == 1 else None
