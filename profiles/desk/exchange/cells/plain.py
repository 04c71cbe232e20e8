"""Rich text as a cell without marks, and back: what nobody touched is the same HTML again.

A block of the text is a paragraph of the cell: lists in lines with their markers, cells of a table with `|` between
them, footnotes as `[1]`. What comes back is compared block by block: one that says the same keeps its HTML, another is
written anew, with its footnotes. A table cannot be: it stays as it is, or the cell is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

from django.core.exceptions import ValidationError
from django.utils.html import escape, strip_tags
from django.utils.translation import gettext as _

from profiles.published.documents import FOOTNOTE
from profiles.values.allowlist import clean
from profiles.values.plaintext import marked, raised

PARAGRAPHS = re.compile(r"\n\s*\n")
BLOCK = re.compile(r"<(/?)(p|h[1-6]|ul|ol|blockquote|table)\b[^>]*>")
HEADING = re.compile(r"<(h[1-6])>")
ORDERED = re.compile(r"<ol\b[^>]*>")
# What ends a line within a block.
LINES = re.compile(r"<br>|</?(?:p|li|ul|ol|tr|thead|tbody|blockquote|table)\b[^>]*>")
CELL = re.compile(r"</t[dh]><t[dh]\b[^>]*>")
NOTE = re.compile(r"\[(\d+)\]")
BULLET, NUMBERED = re.compile(r"[•*-]\s+"), re.compile(r"\w{1,5}[.)]\s+")


@dataclass(frozen=True)
class Block:
    """A block of rich text as it stands there, and what it says in a cell."""

    html: str
    text: str

    @property
    def is_table(self) -> bool:
        return self.html.startswith("<table")


NOTHING = Block("", "")


def plain(html: str) -> str:
    """What a cell says of rich text."""
    return "\n\n".join(block.text for block in blocks_of(html))


def read(text: str, html: str, field) -> str:
    """The rich text that a cell without marks means, beside what it was made of. Raises ValidationError where a table
    was touched."""
    blocks, parts = blocks_of(html), [part.strip() for part in PARAGRAPHS.split(text) if part.strip()]
    notes = {str(number): code for code, number in numbers(html).items()}
    matcher = SequenceMatcher(None, [normal(block.text) for block in blocks], list(map(normal, parts)), autojunk=False)
    found = []
    for act, first, last, start, end in matcher.get_opcodes():
        before = blocks[first:last]
        if act == "equal":
            found += [block.html for block in before]
            continue
        refuse_tables(before)
        beside = before if len(before) == end - start else [NOTHING] * (end - start)
        found += [written(part, block, notes) for part, block in zip(parts[start:end], beside, strict=True)]
    return clean("".join(found), field.headings, footnotes=field.footnotes)


def refuse_tables(blocks: list[Block]) -> None:
    for block in blocks:
        if block.is_table:
            sentence = _("A table is not changed in a cell: leave “%s” as it is, and write what is wrong with it.")
            raise ValidationError(sentence % block.text.partition("\n")[0][:80])


def normal(text: str) -> str:
    return " ".join(text.split())


# ── Into a cell ────────


def blocks_of(html: str) -> list[Block]:
    numbered = numbers(html)
    return [Block(piece, said) for piece in pieces(html) if (said := text_of(piece, numbered))]


def pieces(html: str) -> Iterator[str]:
    """Blocks that stand in no other."""
    depth, start = 0, 0
    for tag in BLOCK.finditer(html):
        if not tag[1] and depth == 0:
            yield html[start : tag.start()]
            start = tag.start()
        depth += -1 if tag[1] else 1
        if depth == 0:
            yield html[start : tag.end()]
            start = tag.end()
    yield html[start:]


def numbers(html: str) -> dict[str, int]:
    """The footnotes of a text by their sources, numbered as they come."""
    return {code: number for number, code in enumerate(dict.fromkeys(FOOTNOTE.findall(html)), 1)}


def text_of(html: str, numbered: dict[str, int]) -> str:
    noted = FOOTNOTE.sub(lambda tag: f"[{numbered[tag[1]]}]", html)
    cells = CELL.sub(" | ", raised(marked(noted)))
    lines = (normal(line) for line in unescape(strip_tags(LINES.sub("\n", cells))).split("\n"))
    return "\n".join(filter(None, lines))


# ── Out of a cell ────────


def written(text: str, beside: Block, notes: dict[str, str]) -> str:
    """A block that is new, or was touched: of the kind of the one that stood there, or what its lines look like."""
    lines = text.split("\n")
    ordered = ORDERED.match(beside.html)
    if all(map(BULLET.match, lines)):
        return listed("<ul>", lines, BULLET, "</ul>", notes)
    if all(map(NUMBERED.match, lines)) and (ordered or len(lines) > 1):
        return listed(ordered[0] if ordered else "<ol>", lines, NUMBERED, "</ol>", notes)
    heading = HEADING.match(beside.html)
    tag = heading[1] if heading and len(lines) == 1 else "p"
    return f"<{tag}>{'<br>'.join(line_of(line, notes) for line in lines)}</{tag}>"


def listed(begins: str, lines: list[str], marker: re.Pattern, ends: str, notes: dict[str, str]) -> str:
    items = (f"<li>{line_of(marker.sub('', line, count=1), notes)}</li>" for line in lines)
    return f"{begins}{''.join(items)}{ends}"


def line_of(text: str, notes: dict[str, str]) -> str:
    def note(match):
        return f'<sup data-source="{notes[match[1]]}"></sup>' if match[1] in notes else match[0]

    return NOTE.sub(note, escape(text.strip()))
