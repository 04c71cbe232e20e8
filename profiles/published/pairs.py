"""The pairs of texts of a document: what stands in one language beside what stands in the other, each at its place."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from profiles.values.choices import EntryKind
from profiles.values.languages import OTHER

from .diff import plain, subject
from .documents import SHAPES, facts_of, shape_of
from .labels import LABELS

NAMES, TEXTS = "names", "texts"
# What stands among the names of an entry; any other pair of its own is a text.
OF_NAMES = ("name", "formal_name", "former_names", "place")
# Neither side says what the other says: words to be found by, and letters that many have in one language alone.
APART = ("other_names", "acronym")


@dataclass(frozen=True)
class Pair:
    """Texts in both languages that are to say the same, as they read: of an entry, or of one of its facts. `section`
    is `NAMES`, `TEXTS` or the kind of the fact."""

    section: str
    key: str
    words: dict[str, str]
    fact: dict | None = None

    @property
    def place(self) -> str:
        """`summary`, or of a fact `<uid>.note`."""
        return f"{self.fact['uid']}.{self.key}" if self.fact else self.key

    @property
    def label(self) -> str:
        label = str(LABELS[self.key])
        return f"{subject(self.fact)}: {label}" if self.fact else label

    @property
    def is_whole(self) -> bool:
        """Whether there is something in both languages."""
        return len(self.words) > 1 and all(self.words.values())

    @property
    def missing(self) -> str:
        """The language in which there is nothing while there is something in the other; or none."""
        return next((code for code, other in OTHER.items() if self.words[other] and not self.words[code]), "")

    @cached_property
    def digests(self) -> dict[str, str]:
        """Of what each side says, however it is set."""
        return {code: hashlib.sha256(" ".join(text.split()).encode()).hexdigest() for code, text in self.words.items()}


def pairs_of(content: dict) -> Iterator[Pair]:
    """The pairs of a document in which there is anything, in its order."""
    for pair in every_pair(content):
        if any(pair.words.values()):
            yield pair


def every_pair(content: dict) -> Iterator[Pair]:
    for key in shape_of(content).pairs:
        if key not in APART:
            yield Pair(NAMES if key in OF_NAMES else TEXTS, key, as_read(content[key]))
    for kind, fact in facts_of(content):
        for key in shape_of(content).facts[kind].pairs:
            if key not in (*APART, "translation"):
                yield Pair(kind, key, as_read(name_of(fact) if key == "name" else fact[key]), fact)


def name_of(fact: dict) -> dict[str, str]:
    """What a fact calls itself: of a responsible entity officially, or else in our translation."""
    ours = fact.get("translation", {})
    return {code: text or ours.get(code, "") for code, text in fact["name"].items()}


def as_read(texts: dict[str, str]) -> dict[str, str]:
    return {code: plain(text) for code, text in texts.items()}


def sections_of(kind: EntryKind) -> list[str]:
    """The sections of the documents of a kind, in their order."""
    return [NAMES, TEXTS, *SHAPES[kind].facts]
