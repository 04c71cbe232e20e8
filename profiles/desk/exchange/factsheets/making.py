"""A fact sheet of a profile, ready to be sent."""

import datetime as dt

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import ThematicArea
from profiles.site.publisher import publisher
from profiles.values.languages import current, either
from profiles.values.partialdate import PartialDate

from ... import workingcopy
from ...models import Entity
from . import layout
from .book import Book
from .missing import Missing, missing, told

# How long a ministry has, if nobody says until when.
USUAL = dt.timedelta(days=21)


def fact_sheet(entity: Entity, *, language: str, until: dt.date | None = None, to: str = "") -> bytes:
    """The bytes of an Excel file in a language: to be answered until a day (three weeks from today), and sent back to
    `to`, or else to who publishes the directory. Raises ValidationError where a text is too long for a cell."""
    with translation.override(language):
        today, content = timezone.localdate(), workingcopy.document(entity)
        lacks = missing(content, today)
        about = [content["uid"], content["slug"], language, today.isoformat(), documents.content_digest(content)]
        sentences = introduction(content, lacks, until or today + USUAL, to or address())
        return Book(layout.pages(content, lacks), sentences, about, dt.datetime.combine(today, dt.time())).content


def name(entity: Entity, language: str) -> str:
    """What the file is called."""
    return f"{entity.slug}-{language}.xlsx"


def address() -> str:
    """Where the publisher of the directory is written to."""
    by = publisher()
    return by.email or either(by.address) or by.telephone or by.url or either(by.name)


def introduction(content: dict, lacks: Missing, until: dt.date, to: str) -> list[tuple[str, bool]]:
    """The lines of the first sheet, each with whether it is a heading: what to do, until when, to whom it goes back."""
    title = _("Fact sheet: %(profile)s") % {"profile": either(content["name"]) or content["slug"]}
    do = _(
        "Read each sheet: correct what is wrong, fill in what is marked as missing, and write what is new into the "
        "empty rows; what is grey is kept by the secretariat, so write in your mail what is wrong there."
    )
    day = PartialDate(until.isoformat()).display()
    when = _("Please finish by %(day)s.") % {"day": day}
    whither = _("Send this file back, as an Excel file, to %(address)s.") % {"address": to}
    found = [(title, True), (either(publisher().name), False), (do, False), (when, False), (whither, False)]
    if lacks.sentences:
        found += [(_("What is missing"), True), *((told(text), False) for text in lacks.sentences)]
    areas = [row.labels()[current()] for row in ThematicArea.objects.in_use().filter(merged_into=None)]
    return [*found, (_("Thematic areas that can be named"), True), ("; ".join(areas), False)]
