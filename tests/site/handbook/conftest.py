import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import translation

from profiles.reading.reading import Reading
from profiles.site.handbook import contents
from tests import factories

HOSTILE = '#read("/etc/passwd") *bold* $x$ \\ <b>&amp; @ref [x] `raw` // ~'


@pytest.fixture
def dialogue(publisher, time_machine):
    """Two members and a meeting; one is called what a setter of type might take for code."""
    time_machine.move_to(dt.datetime(2026, 3, 5, 8, tzinfo=dt.UTC))
    oman = factories.entity("oman", name_en="Oman", name_ar="سلطنة عمان", iso2="OM", iso3="OMN", type="receiving")
    factories.responsible_entity(
        oman,
        "Ministry of Labour",
        name_ar="وزارة العمل في سلطنة عمان",
        acronym_en="MoL",
        website="https://www.mol.gov.om",
        contact_en="Muscat\nTel. +968 2434 4000",
        contact_ar="هاتف +968 2434 4000",
    )
    factories.role_term(oman, role="chair", start="2024-02-11")
    hostile = factories.entity("hostile", name_en=HOSTILE, name_ar="الاسم الثاني", iso2="NP", iso3="NPL")
    meeting = factories.meeting(name_en="First Consultation", name_ar="المشاورة الأولى", place_en="Abu Dhabi")
    for row in (oman, hostile, meeting):
        factories.published(row, by=publisher)


@pytest.fixture
def book(dialogue):
    """What stands in a handbook, of a language, a query and a day."""

    def made(language="en", query="", on=None, volume=1):
        with translation.override(language if language != "both" else "en"):
            reading = Reading.now()
        reading = reading.on(on) if on else reading
        return contents.book(reading, language, QueryDict(query), volume)

    return made


def words(data) -> str:
    """All text in some data, with a space between what stands apart."""
    if isinstance(data, dict):
        return " ".join(words(value) for name, value in data.items() if name not in ("is", "to", "key", "picture"))
    return " ".join(map(words, data)) if isinstance(data, list) else str(data)
