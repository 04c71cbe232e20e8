"""Where addresses stand: rows, entries, keepers."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from profiles.desk.links import cited, where
from profiles.desk.models import Assignment, LinkState
from profiles.published.models import Source
from tests import factories

pytestmark = pytest.mark.django_db


def places(address, seen=None):
    link = LinkState.objects.get(address=address)
    return where.places_of([link], seen)[link.pk]


def test_a_place_knows_its_row_its_entry_and_who_keeps_it():
    entity = factories.entity("nepal")
    office = factories.responsible_entity(entity, website="https://ministry.example/")
    focal = factories.focal_point("focal", entity)
    factories.focal_point("former", entity, until=timezone.localdate() - dt.timedelta(days=1))
    source = factories.word(Source, "list", url="https://ministry.example/")
    cited.update()
    assert places("https://ministry.example/") == [
        where.Where(office, "website", entity, (str(focal),)),
        where.Where(source, "url", None),
    ]
    assert list(where.sources_of(places("https://ministry.example/"))) == [source]


def test_of_entries_that_somebody_may_not_see_nothing_is_said():
    one = factories.entity("nepal", website="https://a.example/")
    factories.entity("kuwait", website="https://a.example/")
    source = factories.word(Source, "list", url="https://a.example/")
    cited.update()
    assert [place.row for place in places("https://a.example/", {one.uid})] == [one, source]
    assert [place.row for place in places("https://a.example/", set())] == [source]


def test_what_has_been_changed_or_deleted_since_is_no_place_any_more():
    entity = factories.entity("nepal", website="https://a.example/", ror="https://a.example/")
    cited.update()
    entity.website = "https://b.example/"
    entity.save()
    assert [place.column for place in places("https://a.example/")] == ["ror"]
    Assignment.objects.all().delete()
    entity.delete()
    assert places("https://a.example/") == []


def test_what_is_only_public_has_no_column():
    entity = factories.published(factories.entity("nepal", website="https://a.example/"))
    entity.website = ""
    entity.save()
    cited.update()
    assert places("https://a.example/") == [where.Where(entity, "", entity)]


def test_many_cost_as_much_as_one():
    for number in range(4):
        entity = factories.entity(f"state-{number}", website=f"https://{number}.example/")
        factories.responsible_entity(entity, website=f"https://{number}.example/")
        factories.focal_point(f"focal-{number}", entity)
    cited.update()
    counts = []
    for rows in (LinkState.objects.all()[:1], LinkState.objects.all()):
        with CaptureQueriesContext(connection) as captured:
            found = where.places_of(list(rows))
            assert all(place.entry and place.keepers for several in found.values() for place in several)
        counts.append(len(captured))
    assert counts[0] == counts[1]
