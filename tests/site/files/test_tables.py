"""A table filled: what stands in its cells, without a request."""

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict

from profiles.reading.reading import Reading
from profiles.site.files.tables import FACTS, MEMBERS, TABLES
from tests import factories

pytestmark = pytest.mark.django_db
SITE = "https://example.org"


def test_a_table_is_filled_for_a_command_as_for_a_visitor(client, nepal):
    (row,) = MEMBERS.fill(Reading.now(), SITE, QueryDict()).cells()
    names = MEMBERS.fill(Reading.now(), SITE, QueryDict()).names
    found = dict(zip(names, row, strict=True))
    assert found["address"] == "https://example.org/members/nepal/"
    assert (found["version"], found["membership_ended"], found["membership_end"]) == (1, False, None)


def test_a_query_selects_rows_and_one_without_meaning_is_refused_at_once(nepal, publisher):
    factories.published(factories.entity("oman", type="receiving"), by=publisher)
    found = list(FACTS.fill(Reading.now(), SITE, QueryDict("type=receiving")).cells())
    assert [row[2] for row in found] == ["oman"]
    with pytest.raises(BadRequest):
        FACTS.fill(Reading.now(), SITE, QueryDict("type=nothing"))


def test_what_is_as_long_as_the_directory_takes_its_filters(client):
    assert [table.name for table in TABLES if table.is_long] == ["members", "facts"]
    assert all(bool(table.takes) == table.is_long for table in TABLES)
