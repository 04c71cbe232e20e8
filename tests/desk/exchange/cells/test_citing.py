"""Sources in a cell by their titles, as a ministry reads them, or by their codes."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from profiles.desk.exchange.cells.values import read
from profiles.desk.exchange.cells.words import Words
from profiles.desk.exchange.factsheets.shown import shown
from profiles.desk.exchange.tables import SHEETS
from profiles.published.models import Source
from tests import factories

pytestmark = pytest.mark.django_db

SOURCES = SHEETS["memberships"].by_name["sources"]


@pytest.fixture(autouse=True)
def register():
    for code, title in {
        "list": "List; of members",
        "old": "Report",
        "new": "Report",
        "low": "minutes",
        "none": "",
    }.items():
        factories.word(Source, code, label_en=title, label_ar="القائمة" if code == "list" else "")
    for code, publisher, day in (("ilo", "ILO", "2024-05"), ("iom", "IOM", "")):
        factories.word(Source, code, label_en="Statistics", label_ar="", publisher=publisher, day=day)


def cites(*codes, carries="all"):
    return [{"code": code, "carries": carries} for code in codes]


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (cites("list"), "List; of members"),
        (cites("list", carries="start"), "List; of members (the start)"),
        (cites("list") + cites("old", carries="end"), "List; of members\nold end"),
        (cites("low", "none", "gone"), "low\nnone\ngone"),
        (cites("ilo") + cites("iom", carries="end"), "Statistics – ILO, 2024-05\nStatistics – IOM (the end)"),
        ([], ""),
    ],
)
def test_what_is_shown_is_read_again(items, text):
    assert shown(SOURCES, items, Words()) == text
    assert read(SOURCES, text, Words()) == items


def test_a_title_is_known_in_either_language():
    with translation.override("ar"):
        assert shown(SOURCES, cites("list", carries="end"), Words()).startswith("القائمة (")
        text = shown(SOURCES, cites("list", carries="end"), Words())
    assert read(SOURCES, text, Words()) == cites("list", carries="end")
    assert read(SOURCES, "القائمة\nlow", Words()) == cites("list", "low")


@pytest.mark.parametrize(
    ("text", "words"),
    [("Report", "can be several: new, old"), ("A letter", "no source “A letter” in our register"), ("a; b C", "“b C”")],
)
def test_a_title_that_is_none_or_several_is_refused(text, words):
    with pytest.raises(ValidationError, match=words):
        read(SOURCES, text, Words())
