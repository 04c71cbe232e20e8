"""The texts of the site that are public, read once for as long as nothing is written or released."""

from functools import lru_cache

from profiles.values.choices import EntryKind

from .models import Publication
from .stamp import Stamped


@lru_cache(maxsize=1)
def current(stamp: Stamped) -> dict[str, dict]:
    """The document of each text under a stamp, by address."""
    texts = Publication.objects.of_kind(EntryKind.TEXT)
    return {row.slug: row.content() for row in texts.live(stamp.released)} if stamp.released else {}
