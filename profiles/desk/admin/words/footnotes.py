"""What a footnote that was pasted says of its source, in the ways in which people write that: which row of the register
it means, and what a new row begins with."""

import re
from typing import NamedTuple

from django.db.models import Q

from profiles.published.models import Source
from profiles.published.spelling import normalise
from profiles.values.languages import SCRIPT, SECOND, column_of, columns_of
from profiles.values.partialdate import PartialDate, is_valid
from profiles.values.typed import DIGITS, iso

LONGEST = 1000
LONGEST_TITLE = 300
# A title of one word stands in too many footnotes to mean a source.
FEWEST_WORDS = 2
# “22 كانون الثاني 2008” has the most words of all dates.
WORDS_OF_A_DATE = 4

ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"“”«»]*[^\s<>\"“”«».,;:)\]،؛]", re.IGNORECASE)
QUOTED = re.compile(r"[“\"«„]\s*([^“”\"«»„]+\s[^“”\"«»„]+?)[\s,،.]*[”\"»“]")
READ_ON = re.compile(
    r"[(\[]?\s*(?:\b(?:last\s+)?(?:accessed|retrieved|visited|consulted|viewed)\b"
    r"|تم الاطلاع|تاريخ الاطلاع|اطلع عليه)[^)\]]*[)\]]?",
    re.IGNORECASE,
)
LEAD = re.compile(r"^(?:see(?:\s+also)?|cf\.?|انظر(?:\s+أيضا)?|راجع)[\s:,،]+", re.IGNORECASE)
PLACE = re.compile(
    r"[\s,،;(]+(?:(?:pp?|paras?|arts?)\.|pages?|paragraphs?|articles?|ص|الصفحة|الفقرة|المادة)\s*\d.*$", re.IGNORECASE
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-z]")
EDGES = " \u00a0,،;؛.:-–—()[]"


class Dated(NamedTuple):
    """A partial date, and the words that say it."""

    date: str
    words: str


class Note:
    """A footnote as text: its address, its title, its day, and when somebody read what it names."""

    def __init__(self, text: str):
        text = " ".join(text[:LONGEST].split())
        self.addresses = [found if "//" in found else f"https://{found}" for found in ADDRESS.findall(text)]
        text = ADDRESS.sub(" ", text)
        read_on = READ_ON.search(text)
        self.retrieved_on = first_date(read_on[0]) if read_on else None
        self.text = " ".join(READ_ON.sub(" ", text).split())
        self.day = first_date(self.text)

    @property
    def title(self) -> str:
        """What stands in quotation marks, or else all that is no address, day or page."""
        if quoted := QUOTED.search(self.text):
            return quoted[1][:LONGEST_TITLE].strip(EDGES)
        title = LEAD.sub("", PLACE.sub("", self.text))
        if self.day:
            title = re.sub(rf"\s*[,،;.(]\s*{re.escape(self.day.words)}\b\s*\)?", "", title, count=1)
        return title[:LONGEST_TITLE].strip(EDGES)

    def columns(self) -> dict[str, str]:
        """What a new row of the register begins with, by column."""
        in_arabic = len(ARABIC.findall(self.title)) > len(LATIN.findall(self.title))
        language = SECOND if in_arabic and SCRIPT == "ARABIC" else "en"
        read_on = self.retrieved_on.date if self.retrieved_on else ""
        found = {
            column_of("label", language): self.title,
            "day": self.day.date if self.day else "",
            "url": self.addresses[0] if self.addresses else "",
            "retrieved_on": read_on if read_on and PartialDate(read_on).precision == "day" else "",
        }
        return {name: value for name, value in found.items() if value}

    def term(self) -> str:
        """What the register is searched for: the first words of the title, or the address."""
        words = [word for word in re.findall(r"[^\W_]+", self.title) if len(word) > 2][:3]
        return " ".join(words) or next(iter(self.addresses), "")


def first_date(text: str) -> Dated | None:
    """The date in a text that is told by most words; none that can be read in two ways."""
    words = text.split()
    for number in range(WORDS_OF_A_DATE, 0, -1):
        for start in range(len(words) - number + 1):
            said = " ".join(words[start : start + number]).strip(EDGES)
            dates = iso(said)
            if len(dates) == 1 and is_valid(dates[0]) and YEAR.match(dates[0]):
                return Dated(dates[0], said)
    return None


# ── In the register ────────


def meant(note: Note, rows) -> list[Source]:
    """The sources that have the address of a footnote, or else the longest title that it names, and no day of another
    year. One alone is sure to be meant."""
    addresses = [way for address in note.addresses for way in ways_to_write(address)]
    found = rows.filter(Q(url__in=addresses) | Q(archived_url__in=addresses))
    at_address = list(found) if addresses else []
    if len(at_address) == 1:
        return at_address
    return titled(note, found if at_address else rows) or at_address


def ways_to_write(address: str) -> list[str]:
    """An address with and without what often differs: `http`, `www.`, a stroke or a fragment at the end."""
    host, stroke, path = re.sub(r"^https?://(?:www\.)?", "", address, flags=re.IGNORECASE).partition("/")
    rest = f"{host.lower()}{stroke}{path.partition('#')[0]}".rstrip("/")
    starts = [f"{scheme}://{www}" for scheme in ("https", "http") for www in ("", "www.")]
    return [address, *(f"{start}{rest}{end}" for start in starts for end in ("", "/"))]


def titled(note: Note, rows) -> list[Source]:
    """The sources of the longest title that a footnote names."""
    said, years = f" {normalise(note.text)} ", set(YEAR.findall(note.text.translate(DIGITS)))
    named = {}
    for pk, day, *titles in rows.order_by().values_list("pk", "day", *columns_of("label")):
        if not day or not years or day[:4] in years:
            named[pk] = max(len(title) * is_named(title, said) for title in map(normalise, titles))
    longest = max(named.values(), default=0)
    return list(rows.filter(pk__in=[pk for pk, length in named.items() if length == longest > 0]))


def is_named(title: str, said: str) -> bool:
    return len(title.split()) >= FEWEST_WORDS and f" {title} " in said
