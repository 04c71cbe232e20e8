"""The allow-list of rich text: headings, paragraphs, lists, quotations, emphasis, links and footnotes; nothing else.

A footnote is `<sup data-source="code"></sup>`, with a code of the register of sources: what is said rests on that.

nh3 has the last word: whatever `clean` returns is as nh3 wrote it. What nh3 cannot do is done between two of its
passes, on balanced HTML of known tags: to rename tags, and to leave out what is empty.
"""

import re
from functools import lru_cache
from html import escape
from html.parser import HTMLParser

import nh3

INLINE = {"a", "strong", "em"}
BLOCKS = {"p", "ul", "ol", "li", "blockquote"}
HEADINGS = {f"h{level}" for level in range(1, 7)}
LIKE_PARAGRAPHS = """address article aside caption center dd div dt figcaption footer header main nav pre section
summary td th"""
RENAMED = {"b": "strong", "i": "em"} | dict.fromkeys(LIKE_PARAGRAPHS.split(), "p")
WITH_CONTENT = {"script", "style", "svg", "math", "title", "template", "iframe", "noscript", "noembed", "noframes"}
WITH_CONTENT |= {"object", "xmp", "plaintext", "textarea", "select"}
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_CODE = 60
ADDRESS = re.compile(r"https?://[^/?#\\]|mailto:.|tel:.|#.|/(?![/\\])", re.IGNORECASE)
NOT_IN_ADDRESSES = str.maketrans({"<": "%3C", ">": "%3E", " ": "%20", "\f": "%0C"} | dict.fromkeys("\t\n\r"))
UP_TO_SPACE = "".join(map(chr, range(33)))
# Two characters that no text may hold stand for “&nbsp;” and “&amp;” on the way through nh3, which takes quadratic
# time over many of those in one text.
NBSP, AMP = "\ufdd0", "\ufdd1"
VISIBLE = re.compile(rf"[^\s{NBSP}\u200b-\u200f\u2060\ufeff\u00ad]")
SPACE = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")
AROUND_BLOCKS = re.compile(r" ?(</?(?:p|ul|ol|li|blockquote|h[1-6])\b[^<>]*>) ?")
PASSES = 8


def clean(html: str, headings: tuple[int, ...], *, footnotes=True) -> str:
    """The allowed part of `html`, with its headings at the nearest allowed level, and its footnotes where the page of
    the text has a list of sources. Cleaning twice equals cleaning once.

    Markup that a browser would read differently once written out (the stuff of mutation XSS) is cleaned until it
    stays as it is; what never does becomes plain text.
    """
    return _clean(html or "", tuple(headings), footnotes)


@lru_cache(16)  # one save cleans the same text in the form, in the model, and on its way into the column
def _clean(html, headings, footnotes):
    html = html.encode(errors="ignore").decode().translate(dict.fromkeys([0, ord(NBSP), ord(AMP)]))
    for _pass in range(PASSES):
        if (once := clean_once(html, headings, footnotes)) == html:
            return html
        html = once
    return clean_once(nh3.clean(html, tags=set()), headings, footnotes)


def clean_once(html: str, headings: tuple[int, ...], footnotes: bool) -> str:
    html = html.replace("&nbsp;", NBSP).replace("\xa0", NBSP).replace("&amp;", AMP).replace("& ", f"{AMP} ")
    html = SANITIZER.clean(tidy(SANITIZER.clean(html), headings, footnotes))
    return html.replace(NBSP, "&nbsp;").replace(AMP, "&amp;")


def attribute(tag: str, name: str, value: str) -> str | None:
    """The value that an attribute keeps, or None to drop it."""
    if tag == "sup":
        return value if len(value) <= LONGEST_CODE and CODE.fullmatch(value) else None
    if tag == "ol":
        return value if re.fullmatch(r"[1-9][0-9]{0,3}", value) and value != "1" else None
    address = value.strip(UP_TO_SPACE).translate(NOT_IN_ADDRESSES)
    return address if ADDRESS.match(address) else None


SANITIZER = nh3.Cleaner(
    tags=INLINE | BLOCKS | HEADINGS | RENAMED.keys() | {"br", "sup"},
    attributes={"a": {"href"}, "ol": {"start"}, "sup": {"data-source"}},
    attribute_filter=attribute,
    clean_content_tags=WITH_CONTENT,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def tidy(html: str, headings: tuple[int, ...], footnotes: bool) -> str:
    """Sanitised HTML with no tag but ours, none that is empty, and no white space around blocks."""
    tree = Tidy(headings, footnotes)
    tree.feed(html)
    tree.close()
    return AROUND_BLOCKS.sub(r"\1", SPACE.sub(" ", "".join(tree.pieces))).strip()


class Tidy(HTMLParser):
    """Writes sanitised HTML anew: tags renamed; empty tags, repeated emphasis, and links to nowhere left out."""

    def __init__(self, headings, keeps_footnotes):
        super().__init__()
        self.headings = headings
        self.keeps_footnotes = keeps_footnotes
        self.pieces = []
        self.text_at = 0  # the place of the last text that can be seen
        self.open = []  # of each open tag: its new name, or nothing where it is left out; its place
        self.inline = set()
        self.headings_open = 0
        self.footnotes = []  # those in the link that is open, to stand after it

    def handle_data(self, data):
        if VISIBLE.search(data):
            self.text_at = len(self.pieces)
        self.pieces.append(escape(data, quote=False))

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.pieces.append("<br>")
            return
        name = "" if tag == "sup" else self.rename(tag)
        if name in self.inline or (name == "a" and not attrs):
            name = ""
        self.inline |= {name} & INLINE
        self.headings_open += name in HEADINGS
        self.open.append((name, len(self.pieces)))
        self.pieces.append(self.get_starttag_text() if name == tag else name and f"<{name}>")
        if tag == "sup" and attrs and self.keeps_footnotes and not self.headings_open:
            self.footnotes.append(f'<sup data-source="{dict(attrs)["data-source"]}"></sup>')
            self.write_footnotes()

    def write_footnotes(self):
        """As what can be seen; a link can hold none, so they wait for its end."""
        if self.footnotes and "a" not in self.inline:
            self.text_at = len(self.pieces)
            self.pieces.append("".join(self.footnotes))
            self.footnotes = []

    def handle_endtag(self, tag):
        name, place = self.open.pop()
        self.inline.discard(name)
        if self.text_at > place:
            self.pieces.append(name and f"</{name}>")
        elif name in INLINE or not name:
            self.pieces[place] = ""
        else:
            del self.pieces[place:]
        self.headings_open -= name in HEADINGS
        self.write_footnotes()

    def rename(self, tag):
        if tag in HEADINGS:
            level = min(self.headings, key=lambda allowed: (abs(allowed - int(tag[1])), allowed), default=0)
            return f"h{level}" if level else "p"
        return RENAMED.get(tag, tag)
