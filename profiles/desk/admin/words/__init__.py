"""Words that many entries share: vocabularies and the register of sources, where each is used, what became of it."""

from . import sources, vocabulary

__all__ = ["sources", "vocabulary"]
