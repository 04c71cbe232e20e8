"""What the doctor finds: how bad it is, of what, and a sentence that says what to do about it."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import NamedTuple


class Level(IntEnum):
    """How bad: the worst of all is the exit code of the command."""

    FINE = 0
    WARNING = 1
    FAILURE = 2


@dataclass(frozen=True)
class Finding:
    level: Level
    about: str
    sentence: str

    def as_dict(self) -> dict:
        return asdict(self) | {"level": self.level.name.lower()}


class Said(NamedTuple):
    """What a look says: a level, and the sentence."""

    level: Level
    sentence: str


def fine(sentence: str) -> Said:
    return Said(Level.FINE, sentence)


def warning(sentence: str) -> Said:
    return Said(Level.WARNING, sentence)


def failure(sentence: str) -> Said:
    return Said(Level.FAILURE, sentence)


Look = Callable[[], Iterator[Said]]


def findings(looks: dict[str, Look]) -> Iterator[Finding]:
    """What each look says. One that fails is a failure of its subject, and keeps the others from nothing."""
    for about, look in looks.items():
        try:
            for said in look():
                yield Finding(said.level, about, said.sentence)
        except Exception as error:
            cause = " ".join(str(error).split())[:300]
            yield Finding(Level.FAILURE, about, f"This could not be looked at: {type(error).__name__}: {cause}")
