"""The register of sources and the vocabularies as tables."""

import pytest

from profiles.desk.verbs import vocabulary
from profiles.published.models import Body, Source, ThematicArea
from tests import factories
from tests.answers import csv_rows

pytestmark = pytest.mark.django_db


def has(row, **wanted):
    assert {name: row[name] for name in wanted} == wanted


def test_sources_have_a_row_each_by_code_where_something_public_rests_on_them(client, nepal, publisher):
    factories.word(Source, "draft-alone")
    (row,) = csv_rows(client, "/sources.csv")
    has(
        row,
        code="a-list",
        title_en="A list",
        title_ar="A list",
        day="",
        day_precision="",
        kind="",
        profiles="1",
        others="1",
        address="http://testserver/sources/a-list/",
    )


def test_a_source_says_what_it_is(client, publisher):
    details = {
        "publisher": "IOM",
        "kind": "official",
        "day": "2008-01",
        "language": "en",
        "url": "https://example.org/a",
        "archived_url": "https://example.org/b",
        "retrieved_on": "2026-11-20",
    }
    factories.word(Source, "a-list", **details)
    entity = factories.entity("oman", type=None)
    factories.membership(entity, sources=[{"code": "a-list", "carries": "all"}])
    factories.published(entity, by=publisher)
    (row,) = csv_rows(client, "/sources.csv")
    has(row, **details, day_precision="month", profiles="1", others="0")


def test_words_have_a_row_each_with_what_they_are_called_and_mean(client, publisher):
    factories.word(Body, "iom", acronym_en="IOM", entity_slug="iom", sources=factories.cites("A list"))
    area = factories.word(ThematicArea, "skills", description_en="Of workers.", retired=True)
    factories.published(factories.entity("nepal"), by=publisher)
    found = {(row["kind"], row["code"]): row for row in csv_rows(client, "/vocabulary.csv")}
    has(
        found["body", "iom"],
        label_en="Iom",
        label_ar="iom بالعربية",
        acronym_en="IOM",
        entity_slug="iom",
        coverage="partial",
        sources="a-list",
        retired="0",
        standing="",
    )
    has(found["area", area.code], description_en="Of workers.", retired="1", acronym_en="", coverage="")
    has(found["type", "sending"], standing="member", plural_en="Sending entities")


def test_a_merged_word_is_named_by_the_one_that_it_reads_as(client, publisher):
    old, new = factories.area("old"), factories.area("new")
    old.merged_into = new
    vocabulary.change(old, by=publisher)
    areas = [row for row in csv_rows(client, "/vocabulary.csv") if row["kind"] == "area"]
    assert [(row["code"], row["merged"]) for row in areas] == [("new", "old")]


def test_fixed_choices_are_named_in_both_languages_none_apart_from_not_stated(client, db):
    found = {(row["kind"], row["code"]): row for row in csv_rows(client, "/vocabulary.csv")}
    assert (found["status", "none"]["label_en"], found["status", "not_stated"]["label_en"]) == (
        "Neither member nor observer",
        "Not stated",
    )
    assert found["status", "none"]["label_ar"] != found["status", "none"]["label_en"]
    assert found["level", "minister"]["retired"] == ""
