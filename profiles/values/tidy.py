"""Sanitised HTML written anew: no tag but those of rich text, none that is empty, and no white space around blocks.

What is read here was written by nh3: tags are balanced, what they stand around is escaped, and so `<` and `>` begin and
end tags alone.
"""

import re

from .runs import without_turning

INLINE = {"a", "strong", "em", "sup", "sub"}
# What no footnote can stand in: it waits for the end.
WITHOUT_FOOTNOTES = {"a", "sup", "sub"}
BLOCKS = {"p", "ul", "ol", "li", "blockquote"}
HEADINGS = {f"h{level}" for level in range(1, 7)}
CELLS = {"td", "th"}
TABLE = {"table", "thead", "tbody", "tr"} | CELLS
LIKE_PARAGRAPHS = """address article aside center dd div dt figcaption footer header main nav pre section summary"""
RENAMED = {"b": "strong", "i": "em"} | dict.fromkeys(LIKE_PARAGRAPHS.split(), "p")
# Stands for “&nbsp;”: a character that no text may hold.
NBSP = "\ufdd0"
VISIBLE = re.compile(rf"[^\s{NBSP}\u200b-\u200f\u2060\ufeff\u00ad]")
SPACE = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")
BLOCK = rf"</?(?:{'|'.join(sorted(BLOCKS | TABLE))}|h[1-6])\b"
BEFORE_BLOCKS = re.compile(f" (?={BLOCK})")
AFTER_BLOCKS = re.compile(f"({BLOCK}[^<>]*>) ")
TAG = re.compile("<(/?)([a-z0-9]+)([^>]*)>")
ROWSPAN = re.compile(r'rowspan="(\d+)"')


def tidy(html: str, headings: tuple[int, ...], footnotes: bool) -> str:
    """Headings at the nearest of these levels, and footnotes or none."""
    tree = Tidy(headings, footnotes)
    text, *rest = TAG.split(html)
    tree.text(text)
    for slash, tag, attributes, text in zip(*[iter(rest)] * 4, strict=True):
        tree.close(tag) if slash else tree.start(tag, attributes)
        if text:
            tree.text(text)
    html = SPACE.sub(" ", "".join(tree.pieces))
    return AFTER_BLOCKS.sub(r"\1", BEFORE_BLOCKS.sub("", html)).strip()


class Tidy:
    """Tags renamed; empty tags, repeated emphasis, links to nowhere and tables within tables left out, their text
    kept; rows of headers first in a table as its head, its caption a paragraph before it."""

    def __init__(self, headings, keeps_footnotes):
        nearest = {
            tag: min(headings, key=lambda allowed: (abs(allowed - int(tag[1])), allowed), default=0) for tag in HEADINGS
        }
        self.names = RENAMED | {tag: f"h{level}" if level else "p" for tag, level in nearest.items()}
        self.keeps_footnotes = keeps_footnotes
        self.pieces = []
        self.text_at = 0  # the place of the last text that can be seen
        self.open = []  # of each open tag: its new name, or nothing where it is left out; its place
        self.inline = set()
        self.headings_open = 0
        self.footnotes = []  # those that wait for the end of what can hold none
        self.tables = 0  # that are open
        self.rows = None  # of the table that is kept

    def text(self, text):
        text = without_turning(text)
        if VISIBLE.search(text):
            self.text_at = len(self.pieces)
        self.pieces.append(text)

    def start(self, tag, attributes):
        if tag == "br":
            self.pieces.append("<br>")
            return
        if tag == "table":
            self.start_table()
        footnote = tag == "sup" and bool(attributes)
        name = "" if footnote else self.rename(tag)
        if name in self.inline or (name == "a" and not attributes):
            name = ""
        if name in INLINE:
            self.inline.add(name)
        self.headings_open += name in HEADINGS
        self.open.append((name, len(self.pieces)))
        self.pieces.append(name and f"<{name}{attributes if name == tag else ''}>")
        if footnote and self.keeps_footnotes and not self.headings_open:
            self.footnotes.append(f"<sup{attributes}></sup>")
            self.write_footnotes()

    def write_footnotes(self):
        """As what can be seen."""
        if self.footnotes and not self.inline & WITHOUT_FOOTNOTES:
            self.text_at = len(self.pieces)
            self.pieces.append("".join(self.footnotes))
            self.footnotes = []

    def close(self, tag):
        name, place = self.open.pop()
        self.inline.discard(name)
        if name in TABLE:
            self.close_in_table(name, place)
        elif self.text_at > place:
            self.pieces.append(name and f"</{name}>")
        elif name in INLINE or not name:
            self.pieces[place] = ""
        else:
            del self.pieces[place:]
        self.headings_open -= name in HEADINGS
        self.tables -= tag == "table"
        self.write_footnotes()

    def rename(self, tag):
        if tag in CELLS or tag in ("table", "tr"):
            if self.rows is not None and self.tables == 1:
                return tag
            return "p" if tag in CELLS else ""
        if tag in ("thead", "tbody", "tfoot"):
            return ""
        if tag == "caption" or (tag in HEADINGS and self.rows is not None):
            return "p"
        return self.names.get(tag, tag)

    # ── Tables ────────

    def start_table(self):
        self.tables += 1
        if self.tables == 1 and not self.inline and not self.headings_open:
            self.rows = []

    def close_in_table(self, name, place):
        self.pieces.append(f"</{name}>")
        if name == "tr":
            self.rows.append(self.take(place))
        elif name == "table":
            # What stands in it beside its rows: the caption.
            beside = self.take(place)[len("<table>") : -len("</table>")]
            if self.text_at > place:
                self.pieces[place] = beside + table(self.rows)
            self.rows = None

    def take(self, place):
        """What was written from a place on. Places stay what they are."""
        taken = "".join(self.pieces[place:])
        self.pieces[place:] = [""] * (len(self.pieces) - place)
        return taken


def table(rows: list[str]) -> str:
    """Rows that are all headers, and reach into no other, are the head of those that follow."""
    rows = [row for row in rows if row != "<tr></tr>"]
    head = next((number for number, row in enumerate(rows) if "<td" in row), 0)
    if any(number + int(span) > head for number, row in enumerate(rows[:head]) for span in ROWSPAN.findall(row)):
        head = 0
    parts = [("thead", "".join(rows[:head])), ("tbody", "".join(rows[head:]))]
    written = "".join(f"<{name}>{part}</{name}>" for name, part in parts if part)
    return written and f"<table>{written}</table>"
