"""What a file says about itself."""

import datetime as dt
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import get_language_bidi, gettext

from profiles.reading.filters import MemberFilter
from profiles.reading.reading import Reading
from profiles.values.languages import either

from ..opendata import licence
from ..publisher import publisher


class About(NamedTuple):
    """What a file says about itself: for programs; in words, as headings with texts in the reader's language; of which
    day it is made; and whether its sheets read from the right."""

    said: dict
    notes: list[tuple[str, str]]
    made: dt.date
    right_to_left: bool = False


def about(reading: Reading, base: str, address: str, query) -> About:
    """That of a file which has this address on the site, and is asked for with these filters of the directory."""
    said = {
        "source": base + reverse("members"),
        "address": f"{base}{address}?{query.urlencode()}".rstrip("?"),
        "as_of": reading.day.isoformat(),
        "generated": reading.today.isoformat(),
        "filters": {name: values for name, values in query.lists() if name != "on"},
        "publisher": publisher().for_api(),
        "licence": licence().address,
        "documentation": base + reverse("api"),
    }
    filterset = MemberFilter.of(query, reading)
    labels = {name: field.label for name, field in filterset.form.fields.items()}
    filters = "; ".join(f"{labels[name]}{gettext(': ')}{label}" for name, _value, label in filterset.active())
    notes = [
        (gettext("Source"), said["source"]),
        (gettext("Address of this file"), said["address"]),
        (gettext("As of"), said["as_of"]),
        (gettext("File made on"), said["generated"]),
        (gettext("Filters"), filters or gettext("none")),
        (gettext("Publisher"), either(publisher().name)),
        (gettext("Licence"), f"{licence().label}, {licence().address}"),
        (gettext("What the columns mean"), said["documentation"]),
    ]
    return About(said, notes, reading.today, get_language_bidi())
