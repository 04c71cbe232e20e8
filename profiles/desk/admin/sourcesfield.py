"""What a row rests on, in a form: sources chosen from the register by typing; without script, a line for each."""

import json

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from profiles.published.models import Source
from profiles.published.models.sources import with_codes
from profiles.values.choices import Carries
from profiles.values.languages import either
from profiles.values.partialdate import PartialDate

# Beside the code of a source, on the line of a form without script.
PARTS = {Carries.ALL: "", Carries.START: "start", Carries.END: "end"}
WORDS = {
    "search": _("Add a source: title, publisher, address or code"),
    "none": _("Nothing is found."),
    "carries": _("carries"),
    "up": _("Move up"),
    "remove": _("Remove"),
    "new": _("New source"),
    "opens": _("opens in a new window"),
}


def read(text: str) -> list[dict]:
    """The sources on the lines of a text. Raises ValidationError, naming every line that says none."""
    found, unread = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        code, _space, part = line.partition(" ")
        carries = next((carries for carries, word in PARTS.items() if word == part.strip().casefold()), None)
        if carries is None:
            unread.append(line)
        elif (item := {"code": code, "carries": str(carries)}) not in found:
            found.append(item)
    if unread:
        sentence = _("“%(line)s”: write the code of a source, and after it start or end, or nothing.")
        raise ValidationError([ValidationError(sentence, params={"line": line[:80]}) for line in unread])
    return found


def written(sources: list[dict]) -> str:
    return "\n".join(f"{item['code']} {PARTS[item['carries']]}".strip() for item in sources)


def described(source: Source) -> dict:
    """What forms show of a source: the title, and what tells it from others of that title."""
    about = [source.publisher, source.day and str(PartialDate(source.day)), source.code]
    return {"code": source.code, "title": either(source.labels()), "about": " · ".join(filter(None, about))}


def in_words(sources: list[dict]):
    """What a row rests on as HTML, for those who only read it."""
    titles = {row.code: str(row) for row in Source.objects.filter(code__in=[item["code"] for item in sources])}
    lines = []
    for item in sources:
        carries = Carries(item["carries"])
        part = "" if carries == Carries.ALL else f" ({carries.label})"
        lines.append((titles.get(item["code"], item["code"]), part))
    return format_html_join("", "<div><bdi>{}</bdi>{}</div>", lines) or "–"


def codes_in(text: str | None) -> list[str]:
    return [line.split()[0] for line in (text or "").splitlines() if line.strip()]


def rows_of(codes) -> dict[str, Source]:
    """Rows of the register, by code."""
    return {row.code: row for row in with_codes(codes)} if codes else {}


class SourcesWidget(AdminTextareaWidget):
    """A line for each source. `sources.js` makes of it a list of titles and a search.

    `register` gives rows by code, of at least the codes that it is asked for: forms that stand together share one.
    """

    register = staticmethod(rows_of)

    def __init__(self, attrs=None):
        super().__init__({"rows": 2, "dir": "ltr", "spellcheck": "false"} | (attrs or {}))

    @property
    def media(self):
        return Media(js=["js/source-search.js", "js/sources.js"])

    def render(self, name, value, attrs=None, renderer=None):
        codes = dict.fromkeys(codes_in(value))
        register = self.register(codes)
        return format_html(
            '<source-list data-words="{}" data-carries="{}" data-known="{}">{}</source-list>',
            json.dumps(WORDS, cls=DjangoJSONEncoder),
            json.dumps([[PARTS[carries], str(carries.label)] for carries in PARTS]),
            json.dumps([described(register[code]) for code in codes if code in register]),
            super().render(name, value, attrs, renderer),
        )


class SourcesFormField(forms.CharField):
    """A list of {"code", "carries"} as a text, a line each. That the codes are in the register is the column's rule."""

    widget = SourcesWidget

    def __init__(self, *, encoder=None, decoder=None, **kwargs):
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else written(value)

    def to_python(self, value):
        return value if isinstance(value, list) else read(super().to_python(value))

    def has_changed(self, initial, data):
        try:
            return self.to_python(data or "") != (initial or [])
        except ValidationError:
            return True
