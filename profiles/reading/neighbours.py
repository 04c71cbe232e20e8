"""Who stands beside a profile: the same member type, or the same themes."""

from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from profiles.published.models import MemberType

from .facts import Profile
from .reading import Reading


@dataclass(frozen=True)
class Neighbours:
    """Profiles near one: those of its member type, or else on its themes. `shared` gives the number of themes that
    they share by the publication's primary key, most first; `query` is the directory's filter that lists them all."""

    type: MemberType | None
    shared: dict[int, int]
    query: str


def neighbours(profile: Profile, reading: Reading, *, most: int = 8) -> Neighbours | None:
    """Who stands beside a live profile on a day; nothing where it states neither a member type nor a theme."""
    on = reading.members
    type_ = profile.membership["type"]["code"] if profile.membership else ""
    areas = [area["code"] for area in profile.areas]
    sharing = at_least([on.possible.get(("area", code), 0) for code in areas])
    others = on.order.everybody & ~on.order.bits([profile.publication.pk])
    near = others & (on.possible.get(("type", type_), 0) if type_ else sharing[0] if sharing else 0)
    shared = {}
    for number in range(len(sharing), -1, -1):
        bits = near & sharing[number - 1] if number else near
        shared |= dict.fromkeys(islice(on.order.primary_keys(bits), most - len(shared)), number)
        near &= ~bits
    query = {"type": type_} if type_ else {"area": areas}
    query |= {"on": reading.day.isoformat()} if reading.is_past else {}
    return Neighbours(reading.vocabularies.type.get(type_), shared, urlencode(query, doseq=True)) if shared else None


def at_least(groups: list[int]) -> list[int]:
    """Who is in at least one of some groups, in at least two, and so on; all given as bits."""
    found = [0] * len(groups)
    for bits in groups:
        for number in range(len(groups) - 1, 0, -1):
            found[number] |= found[number - 1] & bits
        found[0] |= bits
    return found
