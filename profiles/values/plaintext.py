"""Rich text as plain text: raised and lowered letters as Unicode writes them, and the words alone.

`10<sup>6</sup>` is no 106: it reads 10⁶, and where Unicode has no such letter 10^x. What is raised after a digit, as in
`1<sup>st</sup>`, is the end of its word.
"""

import re
from html import unescape

from django.utils.html import strip_tags

RAISED = re.compile(r"<su([pb])>(.*?)</su\1>", re.DOTALL)
LETTERS = {
    "p": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "b": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
SIGNS = {"p": "^", "b": "_"}
BLOCK = re.compile(r"<(?=/?(?:p|h[1-6]|ul|ol|li|blockquote|table|thead|tbody|tr|td|th|br)\b)")


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
