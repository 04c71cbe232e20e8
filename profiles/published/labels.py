"""What the parts of documents are called, in the order in which pages say what differs; and their choices in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from profiles.values import languages
from profiles.values.choices import (
    Capacity,
    Certainty,
    EntityKind,
    Level,
    OrganizationKind,
    PaperKind,
    Part,
    ProgrammeState,
    ResponsibleKind,
    Status,
)
from profiles.values.partialdate import PartialDate, is_valid
from profiles.values.period import Qualifier

from .documents import SHAPES

LABELS = {
    "slug": _("address"),
    "kind": _("kind"),
    "organization_kind": _("kind of organization"),
    "iso2": _("ISO code, two letters"),
    "iso3": _("ISO code, three letters"),
    "native_name": _("native name"),
    "other_names": _("other names"),
    "acronym": _("acronym"),
    "translation": _("our translation"),
    "wikidata": "Wikidata",
    "ror": "ROR",
    "website": _("website"),
    "logo": _("logo"),
    "name": _("name"),
    "formal_name": _("formal name"),
    "former_names": _("former names"),
    "summary": _("summary"),
    "body": _("text"),
    "ordinal": _("ordinal"),
    "start": _("first day"),
    "start_qualifier": _("first day is"),
    "end": _("last day"),
    "end_qualifier": _("last day is"),
    "place": _("place"),
    "host_slug": _("host"),
    "agenda": _("agenda"),
    "outcome": _("outcome"),
    "day": _("adopted or signed on"),
    "languages": _("languages of the text"),
    "meeting_slug": _("meeting"),
    "url": _("where the text is"),
    "archived_url": _("archived address"),
    "file": _("file"),
    "state": pgettext_lazy("of a programme", "state"),
    "rests_on": _("what it rests on"),
    "areas": _("themes"),
    "memberships": _("membership"),
    "role_terms": _("role held"),
    "affiliations": _("affiliation"),
    "responsible_entities": _("responsible entity"),
    "attendances": _("participant"),
    "parties": _("party"),
    "parts": _("part in the programme"),
    "capacity": _("capacity"),
    "level": _("level"),
    "part": _("part"),
    "head": _("head of delegation"),
    "entity_slug": _("profile"),
    "title": _("title"),
    "succeeds": _("took over from"),
    "text": _("text"),
    "contact": _("contact"),
    "note": _("public note"),
    "certainty": _("certainty"),
    "sources": _("sources"),
    "start_printed": _("from, as printed"),
    "unusual": _("the year is right"),
    "status": _("status"),
    "position": _("position"),
    "type": _("member type"),
    "role": _("role"),
    "body_word": _("body"),
}
CHOICES = {
    "kind": dict(EntityKind.choices) | dict(ResponsibleKind.choices) | dict(PaperKind.choices),
    "organization_kind": dict(OrganizationKind.choices),
    "certainty": dict(Certainty.choices),
    "status": dict(Status.choices),
    "capacity": dict(Capacity.choices),
    "level": dict(Level.choices),
    "part": dict(Part.choices),
    "state": dict(ProgrammeState.choices),
    "start_qualifier": dict(Qualifier.choices),
    "end_qualifier": dict(Qualifier.choices),
    "unusual": {False: "", True: _("yes")},
}
DATES = ("start", "end", "day")
LANGUAGES = languages.NAMES
# The kinds of facts of all kinds of entries.
FACTS = tuple(key for shape in SHAPES.values() for key in shape.facts)


def display(key: str, value):
    """A value as forms and pages say it."""
    if key in DATES and is_valid(value):
        return PartialDate(value).display() if value else ""
    return str(CHOICES[key].get(value, value)) if key in CHOICES else value
