"""What a responsible entity is called: by its official name in the reader's language, or else by our translation."""

from dataclasses import dataclass

from profiles.values.languages import DIRECTION, OTHER, current


@dataclass(frozen=True)
class OfficeName:
    """A name, the language it is in, and whether it is ours and not official."""

    text: str
    language: str
    is_translation: bool = False

    @property
    def direction(self) -> str:
        return DIRECTION[self.language]

    @property
    def is_foreign(self) -> bool:
        """Whether the reader has another language."""
        return self.language != current()


def name_in(fact: dict, language: str) -> OfficeName | None:
    """What a responsible entity is called in a language: officially, or else by our translation."""
    if fact["name"][language]:
        return OfficeName(fact["name"][language], language)
    if fact["translation"][language]:
        return OfficeName(fact["translation"][language], language, is_translation=True)
    return None


def name_of(fact: dict) -> OfficeName:
    """What the reader finds it called: in their language, or else in the other."""
    language = current()
    return name_in(fact, language) or name_in(fact, OTHER[language]) or OfficeName("", language)


def official_name(fact: dict) -> OfficeName | None:
    """The official name in the other language, where the reader has our translation alone."""
    shown = name_of(fact)
    other = OTHER[shown.language]
    return OfficeName(fact["name"][other], other) if shown.is_translation and fact["name"][other] else None
