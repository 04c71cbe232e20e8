"""From address to address, until nothing public is left that is not in the copy.

A walk begins with what every portal has (the addresses that hold nothing, in all languages) and with the map of the
site, and follows what each answer links to or names.
"""

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from profiles.reading.reading import Reading
from profiles.values import languages

from .. import urls
from ..handbook import shelf
from . import notes
from .asking import Answer, Site, Stopped
from .folders import Copy
from .links import MARKED_UP, Pages, is_text

# What only the site can do: the page about the copy stands there.
DONE_BY_SITE = ("search", "report")
# What answers nothing without a query; and what would be made by being asked for.
LEFT_OUT = ("oembed", "handbook")
# What an answer at the address of a folder is called in it.
INDEX = {
    "text/html": "index.html",
    "application/json": "index.json",
    "application/problem+json": "index.json",
    "application/atom+xml": "index.atom",
}
# Those of handbooks.
EDITIONS = (*languages.LANGUAGES, "both")
WITHDRAWN = 410
STATIC = {".css": "text/css"}


class Walk:
    """One walk over a site, which fills a copy. `missing`: what pages lead to but the site answers with an error."""

    def __init__(self, site: Site, copy: Copy):
        self.site, self.copy = site, copy
        self.notes = notes.Notes(site.read[0], site.read[1].counter)
        self.instead = {path for name in DONE_BY_SITE for path in in_all_languages(name)}
        self.handbooks = {path for language in EDITIONS for path in in_all_languages("handbook", language)}
        self.handbooks -= set(handbooks(site.read))
        self.pages = Pages(site.base, needs_site=self.handbooks.__contains__, about=notes.about)
        self.found: deque[str] = deque()
        self.seen, self.linked = set(self.handbooks), set()
        self.refused: dict[str, Answer] = {}
        self.missing: list[str] = []

    def go(self):
        for path in (*fixed_addresses(), *handbooks(self.site.read)):
            self.find(path, is_linked=False)
        self.read_map()
        self.say_what_it_is()
        while self.found:
            self.visit(self.found.popleft())

    def find(self, path: str, *, is_linked: bool):
        if is_linked:
            self.linked.add(path)
        if path not in self.seen:
            self.seen.add(path)
            self.found.append(path)
        elif is_linked and path in self.refused:
            self.stand_in(path, self.refused.pop(path))

    def read_map(self):
        """What the map of the site names: where it is an index, its parts too, which have a query and are no files."""
        path = reverse("sitemap")
        text = self.site.ask(path).body.decode()
        parts = [rest.partition("<")[0] for rest in text.split(f"{path}?part=")[1:]]
        for part in [text, *(self.site.ask(path, f"part={name}").body.decode() for name in parts)]:
            for named in self.pages.named(part):
                self.find(named, is_linked=False)

    def say_what_it_is(self):
        """The pages about the copy, and those that stand in place of what only the site can do."""
        paths = self.instead | {notes.about(home) for home in in_all_languages("home")}
        self.seen |= paths
        for path in sorted(paths):
            self.keep(path, Answer(200, "text/html", self.notes.page(self.site, path).encode()))
        self.copy.put(notes.PROBLEM[1:], self.notes.problem())

    def visit(self, path: str):
        answer = static_file(path) if path.startswith(settings.STATIC_URL) else self.site.ask(path)
        if answer.path not in ("", path):
            # An address that leads to another, as one without its last slash does, is no file beside it.
            self.find(answer.path, is_linked=path in self.linked)
        elif answer.is_there:
            self.keep(path, answer)
        elif path in self.linked:
            self.stand_in(path, answer)
        else:
            self.refused[path] = answer

    def stand_in(self, path: str, answer: Answer):
        """Where pages lead to what is not there, the copy has what the site says of it: most often that it is
        withdrawn."""
        if answer.status != WITHDRAWN:
            self.missing.append(path)
        self.keep(path, answer)

    def keep(self, path: str, answer: Answer):
        """Write an answer, and note where it leads."""
        name, body = file_of(path, answer.kind), answer.body
        if not self.copy.has_room(name):
            self.missing.append(path)
            return
        if answer.kind not in MARKED_UP:
            self.copy.put(name, body)
            self.follow(path, answer.kind, body)
            return
        text = self.pages.write(body.decode(), path, self.notes.instead_of_form(path))
        if answer.kind == "text/html":
            self.copy.put(name, notes.placed(text, path).encode(), lambda content: self.with_note(content, path))
        else:
            self.copy.put(name, text.encode())
        self.follow(path, answer.kind, text.encode())

    def with_note(self, content: bytes, path: str) -> bytes:
        return content.replace(notes.PLACE.encode(), self.notes.note(path).encode(), 1)

    def follow(self, path: str, kind: str, body: bytes):
        if not is_text(kind):
            return
        text = body.decode()
        for linked in self.pages.linked(text, path, kind):
            self.find(linked, is_linked=True)
        for named in self.pages.named(text):
            self.find(named, is_linked=False)


# ── Addresses and names of files ────────


def in_all_languages(name: str, *args) -> list[str]:
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(reverse(name, args=args))
    return found


def fixed_addresses() -> Iterator[str]:
    """All public addresses that hold nothing: no code, no name, no number."""
    for pattern in (*urls.untranslated, *urls.urlpatterns):
        if pattern.name in (*DONE_BY_SITE, *LEFT_OUT):
            continue
        try:
            yield from in_all_languages(pattern.name)
        except NoReverseMatch:
            continue


def handbooks(read: tuple) -> list[str]:
    """The addresses of handbooks that were made already."""
    if not settings.HANDBOOKS:
        return []
    reading, found = Reading.at(*read), []
    for language in EDITIONS:
        if shelf.place(shelf.key_of(reading, language, QueryDict(), 1)).exists():
            found += in_all_languages("handbook", language)
    return sorted(found)


def file_of(path: str, kind: str) -> str:
    """The name of the file that an address is read from, below the root of the copy."""
    name = unquote(path).removeprefix("/")
    if {".", ".."} & set(name.split("/")) or "\0" in name or not path.startswith("/"):
        raise Stopped(_("%(path)s is no address that can be a file.") % {"path": path})
    if not name or name.endswith("/"):
        if kind not in INDEX:
            raise Stopped(
                _("%(path)s answers with %(kind)s, which has no name in a folder.") % {"path": path, "kind": kind}
            )
        name += INDEX[kind]
    return name


def static_file(path: str) -> Answer:
    """A static file as it was collected, else as it is found."""
    name = unquote(path).removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT) / name
    place = collected if collected.is_file() else finders.find(name)
    if not place:
        return Answer(404, "text/html", b"")
    return Answer(200, STATIC.get(collected.suffix, "application/octet-stream"), Path(place).read_bytes())
