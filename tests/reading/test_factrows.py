"""Facts as rows: read some profiles at a time, with their confirmations."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from profiles.desk.verbs import publishing
from profiles.reading import factrows
from profiles.reading.filters import MemberFilter
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal(publisher):
    """A profile with a theme, which took part in a meeting."""
    meeting = factories.meeting("m1")
    factories.attendance(meeting, "nepal")
    entity = factories.entity("nepal")
    entity.areas.add(factories.area())
    for entry in (meeting, entity):
        factories.published(entry, by=publisher)


def rows(**more):
    reading = Reading.now()
    return list(factrows.rows(MemberFilter.of(QueryDict("sort=name"), reading).listing(), reading, **more))


def test_each_fact_has_its_own_confirmation_though_many_profiles_are_asked_for_at_once(publisher, monkeypatch):
    monkeypatch.setattr(factrows, "READ_AT_ONCE", 2)
    entities = [factories.entity(f"state-of-{number}") for number in range(5)]
    for entity in entities:
        factories.published(entity, by=publisher)
    confirmed = entities[3].memberships.get()
    publishing.confirm(entities[3], by=publisher, facts=[str(confirmed.uid)])
    found = rows()
    assert [row.slug for row in found] == [entity.slug for entity in entities]
    assert [row.slug for row in found if row.confirmed] == ["state-of-3"]


def test_a_list_is_read_in_chunks_and_no_row_is_asked_for_alone(publisher, monkeypatch):
    monkeypatch.setattr("profiles.reading.listings.READ_AT_ONCE", 2)
    monkeypatch.setattr(factrows, "READ_AT_ONCE", 2)
    for number in range(6):
        factories.published(factories.entity(f"state-of-{number}"), by=publisher)
    rows()
    with CaptureQueriesContext(connection) as captured:
        assert len(rows()) == 6
    # The stamp; three times profiles and what was confirmed. Nobody took part in anything.
    assert len(captured) == 1 + 3 * 2


def test_a_theme_has_no_dates_and_a_uid_that_follows_from_whose_it_is(nepal, publisher):
    other = factories.entity("oman")
    other.areas.add(factories.area())
    factories.published(other, by=publisher)
    area, another = (row for row in rows() if row.kind == "area")
    assert area.code == another.code == "fair-recruitment"
    assert area.uid != another.uid
    assert area.uid == next(row.uid for row in rows() if row.kind == "area")
    assert area.bounds == factrows.AT_ANY_TIME
    assert area.certain_days is None


def test_of_some_profiles_who_took_part_is_said_of_these_alone(nepal, publisher):
    meeting = factories.meeting("m2", start="2012")
    factories.attendance(meeting, "oman")
    factories.published(meeting, by=publisher)
    assert [row.slug for row in rows(whole=False) if row.kind == "attendance"] == ["nepal"]
    assert [row.slug for row in rows() if row.kind == "attendance"] == ["nepal", "oman"]
    assert [row.entity_uid for row in rows() if row.slug == "oman"] == [""]
