"""The vocabularies of today, read once for as long as nothing is written."""

from dataclasses import dataclass

from django.core import serializers

from .documents import Cited
from .madeof import digest_of, part, remembered
from .models import Body, MeetingKind, MemberType, Role, ThematicArea
from .models.sources import Sourced, of_codes
from .stamp import Stamped


@dataclass(frozen=True)
class Vocabularies:
    """The vocabularies of today, each by code and in its order: the words that are merged into no other."""

    type: dict[str, MemberType]
    role: dict[str, Role]
    area: dict[str, ThematicArea]
    body: dict[str, Body]
    meeting_kind: dict[str, MeetingKind]
    # Of each vocabulary what merged words read as: code by code.
    merged: dict[str, dict[str, str]]
    # Of all that they say: what is made with equal vocabularies has an equal digest.
    digest: str

    def code(self, kind: str, code: str) -> str:
        """The code of the word that a code reads as today."""
        return self.merged[kind].get(code, code)

    def codes(self, kind: str, code: str) -> list[str]:
        """The codes that read as a word of today: its own and those of words that are merged into it."""
        return [code, *(merged for merged, today in self.merged[kind].items() if today == code)]

    def word(self, kind: str, code: str):
        """What a code reads as today; None where no word has it."""
        return getattr(self, kind).get(self.code(kind, code))

    def areas(self, content: dict) -> list[dict]:
        """The thematic areas of a document in words that are merged into no other, each once."""
        found = {}
        for item in content["areas"]:
            code = self.code("area", item["code"])
            found.setdefault(code, item if code == item["code"] else self.area[code].as_document())
        return list(found.values())

    def reworded(self, content: dict) -> dict:
        """The document of an entry that is no profile in words that are merged into no other."""
        if "areas" in content:
            content = content | {"areas": self.areas(content)}
        if isinstance(content.get("kind"), dict):
            code = content["kind"]["code"]
            kind = self.word("meeting_kind", code)
            content = content | ({"kind": kind.as_document()} if kind and kind.code != code else {})
        return content


MODELS = {"type": MemberType, "role": Role, "area": ThematicArea, "body": Body, "meeting_kind": MeetingKind}


@part
@remembered
def current(stamp: Stamped) -> Vocabularies:
    """The vocabularies under a stamp."""
    by_code = {kind: {row.code: row for row in model.objects.all()} for kind, model in MODELS.items()}
    every = [row for rows in by_code.values() for row in rows.values()]
    cite([row for row in every if isinstance(row, Sourced)])
    text = serializers.serialize("json", every) + repr([row.cited for row in every if isinstance(row, Sourced)])
    alone = {
        kind: {code: row for code, row in rows.items() if not row.merged_into_id} for kind, rows in by_code.items()
    }
    merged = {kind: merged_of(rows) for kind, rows in by_code.items()}
    return Vocabularies(**alone, merged=merged, digest=digest_of(text))


def merged_of(rows: dict) -> dict[str, str]:
    """Of the words of a vocabulary, by code, those that are merged: what each reads as."""
    found = {}
    for code, row in rows.items():
        while row.merged_into_id:
            row = rows[row.merged_into_id]
            found[code] = row.code
    return found


def cite(rows: list[Sourced]) -> None:
    """Lay the sources of rows beside them, in today's words: `row.cited`."""
    details = {source["code"]: source for source in of_codes(item["code"] for row in rows for item in row.sources)}
    for row in rows:
        row.cited = [
            Cited(0, details[item["code"]], item["carries"]) for item in row.sources if item["code"] in details
        ]
