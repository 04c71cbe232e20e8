"""What all tables hold: which version, of which day, by what address."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import translation

from profiles.published.live import Version
from profiles.reading.reading import Reading
from profiles.site.files import columns
from profiles.site.files.columns import Type
from profiles.site.files.exports import DOWNLOADS
from profiles.site.files.tables import TABLES

SITE = "https://example.org"


def test_an_address_is_in_the_language_in_which_it_was_made():
    with translation.override("ar"):
        page = columns.page_address(SITE, "source", "?on=2012")
    assert page("a-list") == "https://example.org/ar/sources/a-list/?on=2012"


def test_a_version_is_its_number_its_digest_and_its_moment():
    version = Version(2, "0" * 64, dt.datetime(2026, 11, 25, 6, tzinfo=dt.UTC))
    number, digest, published = columns.version_columns(lambda row: row)
    assert [column.value(version) for column in (number, digest, published)] == [
        2,
        "0" * 64,
        "2026-11-25T06:00:00+00:00",
    ]
    assert [column.value(None) for column in (number, digest, published)] == [None] * 3


@pytest.mark.django_db
def test_columns_need_no_request_and_every_one_is_explained(nepal):
    for table in TABLES:
        found = table.columns(Reading.now(), SITE)
        names = [column.name for column in found]
        assert len(set(names)) == len(names), table.name
        assert all(str(column.meaning) for column in found), table.name
        assert {"as_of", "licence"} < set(names), table.name


@pytest.mark.django_db
def test_cells_are_of_the_types_that_their_columns_say(nepal):
    reads = {
        Type.STRING: str,
        Type.INTEGER: int,
        Type.BOOLEAN: bool,
        Type.DATE: str,
        Type.DATETIME: str,
        Type.PARTIAL_DATE: str,
    }
    for table in TABLES:
        filled = table.fill(Reading.now(), SITE, QueryDict())
        for row in filled.cells():
            for column, value in zip(filled.columns, row, strict=True):
                assert value is None or type(value) is reads[column.type], (table.name, column.name)
                if value and column.type is Type.DATE:
                    dt.date.fromisoformat(value)


def test_each_table_can_be_had_in_each_format():
    endings = ("csv", "xlsx", "json", "jsonl")
    assert set(DOWNLOADS) == {(table.name, ending) for table in TABLES for ending in endings}
