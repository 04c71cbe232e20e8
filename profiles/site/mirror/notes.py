"""What a copy says of itself, in the language of the page: a line on each page, one in place of each form, and a page
about it that stands wherever only the site could answer."""

import datetime as dt
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from profiles.reading.reading import Reading
from profiles.values import languages

from .asking import CopyRequest, Site

ABOUT = "copy/"
PROBLEM = "/copy/problem.json"
CARDS = "embed"
# What stands in a page for the line about the copy, until it is known whether the page is another than before.
PLACE = "<!--note-of-the-copy-->"


@dataclass(frozen=True)
class Notes:
    """Of one copy. `moment`: when it is made; `counter`: of the stamp."""

    moment: dt.datetime
    counter: int

    def context(self, path: str) -> dict:
        host = urlsplit(settings.SITE_URL).netloc
        local = timezone.localtime(self.moment)
        told = {"host": host, "moment": local, "state": self.counter, "about": about(path)}
        return {"copied": told}

    def render(self, name: str, path: str) -> str:
        with translation.override(languages.of_path(path)):
            return render_to_string(f"mirror/{name}.html", self.context(path)).strip()

    def note(self, path: str) -> str:
        return self.render("card_note" if is_card(path) else "note", path)

    def instead_of_form(self, path: str) -> str:
        return self.render("form", path)

    def page(self, site: Site, path: str) -> str:
        """The page about the copy, at its own address or at one that needs the site."""
        request = CopyRequest(site.environ(about(path)))
        context = self.context(path) | {"reading": Reading.at(*site.read), "on_paper": {}}
        with translation.override(languages.of_path(path)):
            return render_to_string("mirror/about.html", context, request)

    def problem(self) -> bytes:
        """For programs that ask the API for what is not in the copy."""
        detail = _("This is a copy of %(host)s. Searching and filtering need the site itself.")
        told = {
            "type": "about:blank",
            "title": _("The directory is not available just now"),
            "status": 503,
            "detail": detail % {"host": urlsplit(settings.SITE_URL).netloc},
            "copied": self.moment.isoformat(timespec="seconds"),
        }
        return json.dumps(told, ensure_ascii=False).encode()


def about(path: str) -> str:
    """The address of the page about the copy, in the language of a path."""
    with translation.override(languages.of_path(path)):
        return reverse("home") + ABOUT


def is_card(path: str) -> bool:
    return CARDS in path.split("/")[1:3]


def placed(text: str, path: str) -> str:
    """A page with the place for its line: at the end of a card, which is small, and before all else in other pages."""
    if is_card(path):
        return text.replace("</footer>", f"{PLACE}</footer>", 1)
    start = text.find(">", text.find("<main")) + 1
    return text[:start] + PLACE + text[start:]
