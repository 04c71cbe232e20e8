"""What the site's filters write, HTML, as a tree that `book.typ` sets: strings, and nodes that say what they are.

A node is `{"is": …, "of": [nodes]}`; links have `to`, what stands in the other language `language`. In the tree text is
text alone: there is nothing in it that the setting could take for code.
"""

import re
from html.parser import HTMLParser

from profiles.values.languages import LANGUAGES

ISOLATES = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
CLOSES = "\u2069"
SOURCE = "#source-"
WEB = re.compile(r"(?:https?://[^\s/]|mailto:|tel:)\S{1,2000}")
# What becomes a node, by tag; other tags are passed through.
NODES = {
    "strong": "strong",
    "b": "strong",
    "small": "small",
    "sup": "sup",
    "sub": "sub",
    "p": "p",
    "ul": "ul",
    "ol": "ol",
    "li": "li",
    "blockquote": "quote",
    "table": "table",
    "tr": "tr",
    "td": "td",
    "th": "td",
} | {f"h{level}": "inner" for level in range(2, 7)}
BLOCKS = ("p", "ul", "ol", "quote", "table", "inner")
VOID = ("br", "wbr", "img", "hr", "input")


class Tree(HTMLParser):
    """Reads HTML into nodes. `key` is what labels of the part of the book begin with."""

    def __init__(self, key: str):
        super().__init__(convert_charrefs=True)
        self.key = key
        self.root: list = []
        # What is open: the tag, the list that takes what comes, and what is written when it closes.
        self.open: list[tuple[str, list, str]] = [("", self.root, "")]
        self.silent = 0

    @property
    def into(self) -> list:
        return self.open[-1][1]

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "br":
            self.into.append({"is": "break"})
        if tag in VOID:
            return
        if self.silent or "hidden" in attrs or attrs.get("class") == "hidden" or tag in ("button", "svg"):
            self.silent += 1
            return
        node = self.node(tag, attrs)
        if node:
            self.into.append(node)
        after = ""
        if tag in ("bdi", "span") and (tag == "bdi" or "dir" in attrs):
            (node["of"] if node else self.into).append(ISOLATES[attrs.get("dir", "auto")])
            after = CLOSES
        self.open.append((tag, node["of"] if node else self.into, after))

    def node(self, tag: str, attrs: dict) -> dict | None:
        if tag == "a":
            return self.link(attrs.get("href") or "")
        if attrs.get("lang") in LANGUAGES:
            return {"is": "in", "language": attrs["lang"], "of": []}
        return {"is": NODES[tag], "of": []} if tag in NODES else None

    def link(self, address: str) -> dict | None:
        if address.startswith(SOURCE):
            return {"is": "ref", "to": f"{self.key}{address[1:]}", "of": []}
        # Addresses within the site lead nowhere on paper.
        return {"is": "link", "to": address, "of": []} if WEB.fullmatch(address) else None

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if self.silent:
            self.silent -= 1
        elif len(self.open) > 1:
            _tag, into, after = self.open.pop()
            if after:
                into.append(after)

    def handle_data(self, data):
        if not self.silent:
            self.into.append(data)


def nodes(html: str, key: str = "") -> list:
    """HTML as nodes. Space that separates nothing is none."""
    tree = Tree(key)
    tree.feed(str(html))
    tree.close()
    return tidy(tree.root)


def tidy(found: list) -> list:
    """Nodes with strings joined, spaces made one, and rows of tables even."""
    joined: list = []
    for node in found:
        if isinstance(node, str):
            text = re.sub(r"[ \t\r\n]+", " ", node)
            if joined and isinstance(joined[-1], str):
                joined[-1] = re.sub(" +", " ", joined[-1] + text)
            elif text:
                joined.append(text)
        else:
            joined.append(shaped(node))
    if any(not isinstance(node, str) and node["is"] in (*BLOCKS, "li", "tr", "td") for node in joined):
        joined = [node for node in joined if node != " "]
    return joined


def shaped(node: dict) -> dict:
    if "of" not in node:
        return node
    node = node | {"of": tidy(node["of"])}
    if node["is"] in ("ul", "ol"):
        node["of"] = [item for item in node["of"] if not isinstance(item, str) and item["is"] == "li"]
    if node["is"] == "table":
        return table(node)
    return node


def table(node: dict) -> dict:
    """A table as rows of as many cells each; where cells were merged, the last are empty."""
    rows = [
        [cell for cell in row["of"] if not isinstance(cell, str) and cell["is"] == "td"]
        for row in node["of"]
        if not isinstance(row, str) and row["is"] == "tr"
    ]
    columns = max(map(len, rows), default=1) or 1
    blank = {"is": "td", "of": []}
    return {"is": "table", "columns": columns, "of": [row + [blank] * (columns - len(row)) for row in rows]}


def words(found: list) -> str:
    """The words of nodes alone: for bookmarks, and whatever has no room for more."""
    return "".join(node if isinstance(node, str) else words(node.get("of", [])) for node in found)
