"""TODO published.vocabularies"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.core import serializers

from profiles.published.models import Body, Meeting, MemberType, Page, Role, ThematicArea


@dataclass(frozen=True)
class Words:
    """The vocabularies of today, by code."""

    type: dict[str, MemberType]
    role: dict[str, Role]
    area: dict[str, ThematicArea]
    body: dict[str, Body]
    pages: dict[str, Page]
    meetings: list[Meeting]
    # Of all that they say: what is made with the same words has the same digest.
    digest: str


@lru_cache(maxsize=1)
def words(counter: int) -> Words:
    """Today's vocabularies, read once for as long as the stamp's counter stands."""
    by_code = [{row.code: row for row in model.objects.all()} for model in (MemberType, Role, ThematicArea, Body, Page)]
    meetings = list(Meeting.objects.all())
    said = serializers.serialize("json", [row for rows in by_code for row in rows.values()] + meetings)
    return Words(*by_code, meetings=meetings, digest=hashlib.sha256(said.encode()).hexdigest()[:16])
