"""An editor at work in admin: opens the form of a profile, and sends it back with another summary."""

from html.parser import HTMLParser
from urllib.parse import urlencode

from bench import client


class Form(HTMLParser):
    """The fields of one form of a page, as a browser would send them."""

    def __init__(self, name: str, page: str):
        super().__init__()
        self.name, self.within, self.select, self.text = name, False, None, None
        self.fields: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "form":
            self.within = said.get("id") == self.name
        elif self.within and "disabled" not in said:
            self.note(tag, said)

    def note(self, tag: str, said: dict):
        name, value = said.get("name"), said.get("value")
        if tag == "select":
            self.select = [name, None, "multiple" in said]
        elif tag == "option" and self.select:
            if "selected" in said and self.select[2]:
                self.fields.append((self.select[0], value or ""))
            elif "selected" in said or self.select[1] is None:
                self.select[1] = value or ""
        elif tag == "textarea":
            self.text = name, ""
        elif tag == "input" and name and said.get("type") not in ("submit", "button", "file", "image"):
            if said.get("type") not in ("checkbox", "radio"):
                self.fields.append((name, value or ""))
            elif "checked" in said:
                self.fields.append((name, "on" if value is None else value))

    def handle_data(self, data):
        if self.text:
            self.text = self.text[0], self.text[1] + data

    def handle_endtag(self, tag):
        if tag == "form":
            self.within = False
        elif tag == "select" and self.select:
            name, value, many = self.select
            if name and not many:
                self.fields.append((name, value or ""))
            self.select = None
        elif tag == "textarea" and self.text:
            # A browser drops the line break that the text begins with.
            self.fields.append((self.text[0], self.text[1].removeprefix("\n")))
            self.text = None


def save(address: tuple[str, int], cookie: str, path: str, summary: str) -> None:
    """Save a profile's working copy with a new summary. Raises RuntimeError where that is refused."""
    status, _text = send(address, path, fill_in(address, cookie, path, summary))
    if status != 302:
        raise RuntimeError(f"{path} was not saved ({status}).")


def fill_in(address: tuple[str, int], cookie: str, path: str, summary: str) -> tuple[dict, bytes]:
    """The form of a profile with a new summary, as headers and body. Raises RuntimeError where it does not open."""
    status, said, body, _size = client.get(address, path, {"Cookie": cookie})
    if status != 200:
        raise RuntimeError(f"{path}: {status} {said.get('location', '')}")
    token = said["set-cookie"].partition(";")[0]
    fields = [pair for pair in Form("entity_form", body.decode()).fields if pair[0] != "summary_en"]
    form = urlencode([*fields, ("summary_en", summary), ("_save", "")]).encode()
    return {"Cookie": f"{cookie}; {token}", "Origin": "http://{}:{}".format(*address)}, form


def send(address: tuple[str, int], path: str, filled_in: tuple[dict, bytes]) -> tuple[int, str]:
    """Send such a form: the status, which is 302 where it was saved, and the page."""
    status, _said, body, _size = client.get(address, path, *filled_in)
    return status, body.decode()
