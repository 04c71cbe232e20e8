"""Where answers lead, and how pages of the copy are written: what has a query only the site can answer.

Pages are ours and well formed: `<` and `>` stand in no text and in no value but as tags.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import SplitResult, urljoin, urlsplit

TAG = re.compile(r"<[a-zA-Z][^<>]*>")
VALUE = re.compile(r'(?<=\s)(href|src|action|poster|xlink:href)="([^"]*)"')
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
STYLE = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
# What ends an address in a text: spaces, and what stands around it in files of data, in code and in sentences.
MENTIONED = r"""(/[^\s"'<>\\?#&(){}\[\],;|`*]*)"""
MARKED_UP = ("text/html", "image/svg+xml", "application/xhtml+xml")
TEXTUAL = re.compile(r"text/.*|image/svg\+xml|application/(.*\+)?(json|xml|geo\+json|ld\+json|problem\+json)")


class Pages:
    """What pages of a copy lead to. `base`: the address of the copy; `needs_site`: whether an address, by its path, can
    only be answered by the site; `about`: the page that says so, in the language of a path."""

    def __init__(self, base: str, *, needs_site: Callable[[str], bool], about: Callable[[str], str]):
        self.base, self.needs_site, self.about = base, needs_site, about
        self.mentioned = re.compile(re.escape(base) + MENTIONED)

    def target(self, link: str, page: str) -> SplitResult | None:
        """Where a link of a page leads, if within the copy."""
        try:
            found = urlsplit(urljoin(self.base + page, unescape(link).strip()))
        except ValueError:
            return None
        return found if f"{found.scheme}://{found.netloc}" == self.base else None

    def write(self, text: str, page: str, instead_of_form: str) -> str:
        """A page whose links lead nowhere but to what the copy has, and whose forms say why they are not there."""
        text = FORM.sub(lambda form: instead_of_form, text)
        return TAG.sub(lambda tag: self.tag(tag[0], page), text)

    def tag(self, tag: str, page: str) -> str:
        turned = VALUE.sub(lambda value: self.value(*value.groups(), page), tag)
        # What a program would follow: to it the page about the copy says nothing.
        return "" if turned != tag and tag.startswith("<link ") else turned

    def value(self, name: str, link: str, page: str) -> str:
        target = self.target(link, page)
        if target and (target.query or self.needs_site(target.path)):
            link = self.about(page)
        return f'{name}="{link}"'

    def linked(self, text: str, page: str, kind: str) -> Iterator[str]:
        """The paths that a page or a style sheet leads to."""
        links = []
        if kind in MARKED_UP:
            links = [link for tag in TAG.findall(text) for _name, link in VALUE.findall(tag)]
        elif kind == "text/css":
            links = STYLE.findall(text)
        for link in links:
            if (target := self.target(link, page)) and not link.startswith("data:"):
                yield target.path or "/"

    def named(self, text: str) -> Iterator[str]:
        """The paths that a text names by their whole address."""
        return (path.rstrip(".:") for path in self.mentioned.findall(unescape(text)))


def is_text(kind: str) -> bool:
    return bool(TEXTUAL.fullmatch(kind))
