"""What all chapters are written with: the reading, numbers for sources, places for the index; and the blocks that
`book.typ` knows, each a dictionary that `is` something."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext

from profiles.published import documents
from profiles.published.models.sources import of_codes
from profiles.reading.facts import Profile, Term
from profiles.reading.reading import Reading
from profiles.values.languages import DIRECTION, either

from .. import flags
from ..tags.dates import begins, begins_by, ends, lasts
from ..tags.texts import certainty_label, text
from . import markup


class Numbers(dict):
    """The number of each source in the part of the book, by code, in the order in which they are first cited."""

    def __missing__(self, code: str) -> int:
        self[code] = len(self) + 1
        return self[code]

    def __contains__(self, code) -> bool:
        # Whatever a footnote names is in the register: the list says so where it no longer is.
        return True


@dataclass
class Writer:
    """Writes one part of the book, in one language. `details` are those of its sources as documents hold them, `index`
    lists what is to be found where: `(text, nodes, key)`; and the same of the other language."""

    reading: Reading
    numbers: Numbers = field(default_factory=Numbers)
    details: dict[str, dict] = field(default_factory=dict)
    index: list[tuple[str, list, str]] = field(default_factory=list)
    other: list[tuple[str, list, str]] = field(default_factory=list)

    @property
    def language(self) -> str:
        return self.reading.language

    def key(self, *parts: str) -> str:
        """A label of this part of the book."""
        return "-".join([self.language, *parts])

    def html(self, html) -> list:
        return markup.nodes(str(html) if isinstance(html, Promise) else conditional_escape(html), f"{self.language}-")

    def pair(self, pair: dict[str, str]) -> list:
        return self.html(text(pair))

    # ── Sources ────────

    def cites(self, found: Iterable[documents.Cited], carries: str = "all start end") -> list:
        """The numbers of sources, raised, each leading to the list."""
        wanted, codes = carries.split(), []
        for cited in found:
            code = cited.source["code"]
            self.details.setdefault(code, cited.source)
            if cited.carries in wanted:
                codes.append(code)
        numbers = sorted(self.numbers[code] for code in dict.fromkeys(codes))
        # After a year it would be read as more of its digits, from the left.
        mark = ["\u200f"] * (DIRECTION[self.language] == "rtl")
        return [*mark, {"is": "sup", "of": self.references(numbers)}] if numbers else []

    def references(self, numbers: list[int]) -> list:
        """Numbers with commas between them; three and more that follow each other as `4–7`."""
        found = []
        for _first, run in groupby(enumerate(numbers), key=lambda place: place[1] - place[0]):
            run = [number for _place, number in run]
            found += [[run[0], "–", run[-1]]] if len(run) > 2 else [[number] for number in run]
        listed = []
        for parts in found:
            listed += [gettext(", ")] * bool(listed)
            listed += [part if part == "–" else self.reference(part) for part in parts]
        return listed

    def reference(self, number: int) -> dict:
        return {"is": "ref", "to": self.key("source", str(number)), "of": [str(number)]}

    def sources(self) -> list[tuple[int, dict]]:
        """What was cited, by number, with the register's details of today."""
        register = {row["code"]: row for row in of_codes(self.numbers)}
        found = ((number, register.get(code) or self.details.get(code)) for code, number in self.numbers.items())
        return [(number, source) for number, source in found if source]

    # ── What stands in rows ────────

    def with_certainty(self, found: list, fact) -> list:
        if fact["certainty"] == "stated":
            return found
        label = certainty_label(fact["certainty"])
        return [*found, " ", {"is": "small", "of": self.html(format_html("({})", label))}]

    def dated(self, what: list, term: Term, *more: list) -> list[list]:
        """The row of a dated fact: what it is, more of it, from when, until when."""
        what = self.with_certainty(what, term) + self.cites(term.cited, "all")
        start = self.html(begins_by(term)) + self.cites(term.cited, "start")
        return [what, *more, start, self.until(term)]

    def begun(self, terms: Iterable[Term]) -> list[Term]:
        """Those of some dated facts of which a book of the day knows: on a past day none that began after it."""
        return [term for term in terms if term.has_begun or not self.reading.is_past]

    def goes_on(self, term: Term) -> bool:
        """Whether it went on after a past day, if its dates are right: the book knows no end of it."""
        return self.reading.is_past and term.period.bounds().certain_until > self.reading.day

    def on_that_day(self, term: Term) -> str:
        """What stands for the end of what went on; what was first named later is no more than possible."""
        begun = term.period.bounds().certain_from <= self.reading.day
        return gettext("present on that day") if begun else gettext("perhaps on that day")

    def until(self, term: Term) -> list:
        """When it ended, and what says so."""
        if self.goes_on(term):
            return [self.on_that_day(term)]
        return self.html(ends(term)) + self.cites(term.cited, "end")

    def lasted(self, term: Term) -> list:
        """From when until when, in one line, and what says so."""
        if self.goes_on(term):
            line = format_html("{} – {}", begins(term), self.on_that_day(term))
            return self.html(line) + self.cites(term.cited, "all start")
        return self.html(lasts(term)) + self.cites(term.cited)

    def flag(self, profile: Profile) -> dict:
        """The flag of a state; of others the acronym stands for it."""
        iso2 = profile["iso2"]
        picture = f"flags/{iso2.lower()}.svg" if iso2 in flags.files() else ""
        alt = gettext("Flag: %(name)s") % {"name": either(profile["name"])} if picture else ""
        return {"picture": picture, "alt": alt, "acronym": either(profile["acronym"]) or iso2}


# ── Blocks ────────


def paragraph(nodes: list, kind: str = "p") -> dict:
    """A paragraph; or one that is a `lead`, a `remark`."""
    return {"is": kind, "of": nodes}


def heading(text: str) -> dict:
    return {"is": "heading", "of": [text]}


def subject(nodes: list, key: str) -> dict:
    """A heading that the contents name, which can be led to."""
    return {"is": "subject", "of": nodes, "key": key}


def table(columns: list[str], rows: list[list[list]], widths: list[float]) -> dict:
    return {"is": "table", "columns": [[name] for name in columns], "rows": rows, "widths": widths}


def pairs(rows: list[tuple[str, list]], wide: int = 52) -> dict:
    """What is said of several things in a word or two: a name, in so many millimetres, and what it is."""
    return {"is": "pairs", "rows": [[[name], value] for name, value in rows], "wide": wide}


def chapter(title: list, key: str, blocks: list[dict], entities: Iterable[dict] = ()) -> dict:
    """A chapter begins on a page of its own, as does each profile in it."""
    return {"title": title, "key": key, "blocks": blocks, "entities": list(entities)}
