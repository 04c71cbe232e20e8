"""The allow-list of rich text: headings, paragraphs, lists, quotations, tables, emphasis, raised and lowered letters,
links and footnotes; nothing else.

A footnote is `<sup data-source="code"></sup>`, with a code of the register of sources: what is said rests on that.

nh3 has the last word: whatever `clean` returns is as nh3 wrote it. What nh3 cannot do is done between two of its
passes (`tidy`), on balanced HTML of known tags.
"""

import re
from functools import lru_cache

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .runs import TURNING
from .tidy import BLOCKS, HEADINGS, INLINE, NBSP, RENAMED, TABLE, tidy

WITH_CONTENT = {"script", "style", "svg", "math", "title", "template", "iframe", "noscript", "noembed", "noframes"}
WITH_CONTENT |= {"object", "xmp", "plaintext", "textarea", "select", "del"}
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_CODE = 60
ADDRESS = re.compile(r"https?://[^/?#\\]|mailto:.|tel:.|#.|/(?![/\\])", re.IGNORECASE)
NOT_IN_ADDRESSES = str.maketrans({"<": "%3C", ">": "%3E", " ": "%20", "\f": "%0C"} | dict.fromkeys("\t\n\r"))
UP_TO_SPACE = "".join(map(chr, range(33)))
# As NBSP stands for “&nbsp;”, this stands for “&amp;” on the way through nh3, which takes quadratic time over many of
# those in one text.
AMP = "\ufdd1"
PASSES = 8
# Elements of one text. Whoever reads HTML as browsers do looks, at a tag, through all elements that are still open: of
# twenty thousand lists in one another that is half a minute's work for an answer that nobody reads.
MOST_ELEMENTS = 5000


def clean(html: str, headings: tuple[int, ...], *, footnotes=True) -> str:
    """The allowed part of `html`, with its headings at the nearest allowed level, and its footnotes where the page of
    the text has a list of sources. Cleaning twice equals cleaning once.

    Markup that a browser would read differently once written out (the stuff of mutation XSS) is cleaned until it
    stays as it is; what never does becomes plain text. Raises ValidationError where a text has too many elements.
    """
    return _clean(html or "", tuple(headings), footnotes)


@lru_cache(16)  # one save cleans the same text in the form, in the model, and on its way into the column
def _clean(html, headings, footnotes):
    if max(html.count("<") - html.count("</"), html.count("</")) > MOST_ELEMENTS:
        sentence = _("This text has more than %d marks of HTML. Paste it as plain text, or put less into it.")
        raise ValidationError(sentence % MOST_ELEMENTS, code="max_elements")
    html = html.encode(errors="ignore").decode().translate(dict.fromkeys([0, ord(NBSP), ord(AMP)]))
    for _number in range(PASSES):
        if (once := clean_once(html, headings, footnotes)) == html:
            return html
        html = once
    return clean_once(nh3.clean(html, tags=set()), headings, footnotes)


def clean_once(html: str, headings: tuple[int, ...], footnotes: bool) -> str:
    html = html.replace("&nbsp;", NBSP).replace("\xa0", NBSP).replace("&amp;", AMP).replace("& ", f"{AMP} ")
    sanitised = SANITIZER.clean(html)
    tidied = tidy(sanitised.replace("&nbsp;", NBSP), headings, footnotes)
    if tidied != html:  # else the same once more
        sanitised = SANITIZER.clean(tidied)
    return sanitised.replace(NBSP, "&nbsp;").replace(AMP, "&amp;")


@lru_cache(4096)  # each is asked for four times
def attribute(tag: str, name: str, value: str) -> str | None:
    """The value that an attribute keeps, or None to drop it."""
    if name == "href":
        address = TURNING.sub("", value).strip(UP_TO_SPACE).translate(NOT_IN_ADDRESSES)
        return address if ADDRESS.match(address) else None
    if name == "data-source":
        return value if len(value) <= LONGEST_CODE and CODE.fullmatch(value) else None
    form = FORMS.get(name)
    return value if form and form.fullmatch(value) else None


# Letters and Roman numbers of lists; in Arabic “a” are those of abjad order, “A” those of the alphabet.
FORMS = {
    "start": re.compile(r"(?!1$)[1-9][0-9]{0,3}"),
    "type": re.compile("[aAiI]"),
    "colspan": re.compile("[2-9]|1[0-9]"),
    "rowspan": re.compile("[2-9]|1[0-9]"),
}

SANITIZER = nh3.Cleaner(
    tags=INLINE | BLOCKS | HEADINGS | TABLE | RENAMED.keys() | {"br", "caption", "tfoot"},
    attributes={
        "a": {"href"},
        "ol": {"start", "type"},
        "sup": {"data-source"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
    },
    attribute_filter=attribute,
    clean_content_tags=WITH_CONTENT,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
