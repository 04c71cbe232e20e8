"""Rich text as plain text: raised and lowered letters as Unicode writes them, the markers of lists, the words alone.

`10<sup>6</sup>` is no 106: it reads 10⁶, and where Unicode has no such letter 10^x. What is raised after a digit, as in
`1<sup>st</sup>`, is the end of its word.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import count, repeat

from django.utils.html import strip_tags

RAISED = re.compile(r"<su([pb])>(.*?)</su\1>", re.DOTALL)
LETTERS = {
    "p": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "b": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
SIGNS = {"p": "^", "b": "_"}
BLOCK = re.compile(r"<(?=/?(?:p|h[1-6]|ul|ol|li|blockquote|table|thead|tbody|tr|td|th|br)\b)")


LIST = re.compile(r"<(/?)(ol|ul|li)\b([^>]*)>")
LATIN = "abcdefghijklmnopqrstuvwxyz"
# As the counter styles of `site.css` have them.
ABJAD = [*"أبجد", "هـ", *"وزحطيكلمنسعفصقرشتثخذضظغ"]
ALPHABET = [*"أبتثجحخدذرزسشصضطظعغفقكلمن", "هـ", *"وي"]
LETTERS_OF = {"ar": {"a": ABJAD, "A": ALPHABET}}
ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix"}
ROMAN |= {5: "v", 4: "iv", 1: "i"}


def raised(html: str) -> str:
    """HTML with what is raised or lowered in it as letters of the text."""
    return RAISED.sub(_in_letters, html)


def _in_letters(match) -> str:
    place, text = match[1], re.sub("<[^>]*>", "", match[2]).strip()
    before = match.string[max(0, match.start() - 1) : match.start()]
    if not text or all(ord(letter) in LETTERS[place] for letter in text):
        return text.translate(LETTERS[place])
    return text if before.isdigit() and text.isalpha() else SIGNS[place] + text


def words(html: str) -> str:
    """The words of rich text in one line. What stood in two paragraphs or cells is no one word."""
    return " ".join(unescape(strip_tags(BLOCK.sub(" <", raised(html)))).split())


# ── Lists ────────


def marked(html: str, language: str = "") -> str:
    """HTML with the marker of each item of a list before its words: `•`, `3.`, `b.`, `iv.`, and in Arabic `ب.`."""
    lists: list[Iterator[str]] = []

    def mark(match):
        ends, tag, attributes = match.groups()
        if tag == "li":
            return match[0] if ends or not lists else f"{match[0]}{next(lists[-1])} "
        if not ends:
            lists.append(markers(tag, attributes, language))
        elif lists:
            lists.pop()
        return match[0]

    return LIST.sub(mark, html)


def markers(tag: str, attributes: str, language: str) -> Iterator[str]:
    if tag == "ul":
        return repeat("•")
    found = dict(re.findall(r'(\w+)="(\w+)"', attributes))
    kind = found.get("type", "")
    return (f"{numeral(number, kind, language)}." for number in count(int(found.get("start", 1))))


def numeral(number: int, kind: str, language: str) -> str:
    """A number as a list of some type counts: `a` `A` letters, `i` `I` Roman, else digits."""
    if kind in ("a", "A"):
        letters = LETTERS_OF.get(language, {"a": LATIN, "A": LATIN.upper()})[kind]
        return in_letters(number, letters)
    if kind in ("i", "I"):
        return roman(number) if kind == "i" else roman(number).upper()
    return str(number)


# XML has no way to write these.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def for_xml(text: str) -> str:
    """The text as far as XML can hold it."""
    return UNWRITABLE.sub("", text)


def in_letters(number: int, letters) -> str:
    """1 is `a`, 26 `z`, 27 `aa`."""
    text = ""
    while number:
        number, place = divmod(number - 1, len(letters))
        text = letters[place] + text
    return text


def roman(number: int) -> str:
    text = ""
    # Browsers count on in digits.
    if number > 3999:
        return str(number)
    for value, letters in ROMAN.items():
        times, number = divmod(number, value)
        text += letters * times
    return text
