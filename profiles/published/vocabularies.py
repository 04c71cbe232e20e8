"""The vocabularies of today, read once for as long as nothing is written."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.core import serializers

from .documents import Cited
from .models import Body, MeetingKind, MemberType, Role, ThematicArea
from .models.sources import Sourced, of_codes
from .stamp import Stamped


@dataclass(frozen=True)
class Vocabularies:
    """The vocabularies of today, each by code and in its order."""

    type: dict[str, MemberType]
    role: dict[str, Role]
    area: dict[str, ThematicArea]
    body: dict[str, Body]
    meeting_kind: dict[str, MeetingKind]
    # Of all that they say: what is made with equal vocabularies has an equal digest.
    digest: str


def current(stamp: Stamped) -> Vocabularies:
    """The vocabularies under a stamp. Releases whose moment comes change none of them."""
    return read(stamp.counter, stamp.source)


MODELS = (MemberType, Role, ThematicArea, Body, MeetingKind)


@lru_cache(maxsize=1)
def read(counter: int, source) -> Vocabularies:
    by_code = [{row.code: row for row in model.objects.all()} for model in MODELS]
    every = [row for rows in by_code for row in rows.values()]
    cite([row for row in every if isinstance(row, Sourced)])
    text = serializers.serialize("json", every) + repr([row.cited for row in every if isinstance(row, Sourced)])
    return Vocabularies(*by_code, digest=hashlib.sha256(text.encode()).hexdigest()[:16])


def cite(rows: list[Sourced]) -> None:
    """Lay the sources of rows beside them, in today's words: `row.cited`."""
    details = {source["code"]: source for source in of_codes(item["code"] for row in rows for item in row.sources)}
    for row in rows:
        row.cited = [
            Cited(0, details[item["code"]], item["carries"]) for item in row.sources if item["code"] in details
        ]
