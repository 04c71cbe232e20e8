"""What took up a theme, beside the profiles that name it."""

from typing import NamedTuple

from profiles.published.meetings import Meeting

from ..meetings import has_begun
from ..reading import Reading
from . import papers, programmes


class TakenUp(NamedTuple):
    """What took up a theme by a day, the latest first."""

    meetings: list[Meeting]
    papers: list[dict]
    programmes: list[dict]

    def __bool__(self):
        return any(self)


def of_area(code: str, reading: Reading) -> TakenUp:
    """The meetings held, the documents made and the programmes begun by the day that took up a theme."""
    held = [row for row in reversed(reading.meetings) if papers.names_area(row, code) and has_begun(row, reading.day)]
    return TakenUp(held, papers.of_area(code, reading), programmes.of_area(code, reading))
