"""Who stands beside a profile: the same member type, or the same themes."""

from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from .facts import Profile
from .reading import Reading


@dataclass(frozen=True)
class Beside:
    """What decides who stands beside a profile: its publication, the code of its member type, those of its themes. All
    plain values."""

    pk: int
    type: str
    areas: tuple[str, ...]

    @classmethod
    def of(cls, profile: Profile) -> "Beside":
        type_ = profile.membership["type"]["code"] if profile.membership else ""
        return cls(profile.publication.pk, type_, tuple(area["code"] for area in profile.areas))

    def query(self, reading: Reading) -> str:
        """The directory's filter that lists them all."""
        query = {"type": self.type} if self.type else {"area": self.areas}
        query |= {"on": reading.day.isoformat()} if reading.is_past else {}
        return urlencode(query, doseq=True)

    def shared(self, reading: Reading, *, most: int = 8) -> dict[int, int]:
        """Live profiles of the member type, or without one on the themes, on the day: by primary key the number of
        themes that each shares, most first."""
        on = reading.members
        sharing = at_least([on.possible.get(("area", code), 0) for code in self.areas])
        others = on.order.everybody & ~on.order.bits([self.pk])
        near = others & (on.possible.get(("type", self.type), 0) if self.type else sharing[0] if sharing else 0)
        shared = {}
        for number in range(len(sharing), -1, -1):
            bits = near & sharing[number - 1] if number else near
            shared |= dict.fromkeys(islice(on.order.primary_keys(bits), most - len(shared)), number)
            near &= ~bits
        return shared


def at_least(groups: list[int]) -> list[int]:
    """Who is in at least one of some groups, in at least two, and so on; all given as bits."""
    found = [0] * len(groups)
    for bits in groups:
        for number in range(len(groups) - 1, 0, -1):
            found[number] |= found[number - 1] & bits
        found[0] |= bits
    return found
