import pytest
from django.db import connection
from django.utils import timezone

from profiles.desk.verbs import publishing
from profiles.published import live, stamp
from profiles.published.models import Publication
from profiles.values.choices import EntryKind
from tests import factories

pytestmark = pytest.mark.django_db


def current(kind=EntryKind.TEXT):
    return live.current(stamp.now()[1], kind)


def names(kind=EntryKind.TEXT):
    return {content["slug"]: content["name"]["en"] for content in current(kind).rows}


def test_an_entry_is_as_it_was_published_last_and_nothing_once_withdrawn(publisher):
    about = factories.published(factories.text("about", name_en="About"), by=publisher)
    factories.text("contact")
    factories.published(factories.paper("about"), by=publisher)
    assert names() == {"about": "About"}
    factories.published_again(about, by=publisher, name_en="About us")
    assert names() == {"about": "About us"}
    publishing.withdraw(about, by=publisher, reason=("No.", "لا."))
    assert names() == {}
    assert names(EntryKind.PAPER) == {"about": "About"}


def test_the_digest_is_another_when_anything_is_said_otherwise(publisher):
    about = factories.published(factories.text("about"), by=publisher)
    before = current().digest
    factories.published(factories.paper(), by=publisher)
    assert current().digest == before
    factories.published_again(about, by=publisher, name_en="About us")
    assert current().digest != before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by how many rows there are")
def test_they_are_found_without_reading_all_profiles():
    live_ones = Publication.objects.of_kind(EntryKind.PAPER).live(timezone.now()).order_by("slug")
    assert "USING COVERING INDEX publication_kind (kind=?)" in live_ones.values_list("pk").explain()


def test_they_are_read_once_under_a_stamp(django_assert_num_queries):
    factories.published(factories.text())
    now = stamp.now()[1]
    live.current(now, EntryKind.TEXT)
    with django_assert_num_queries(0):
        assert [content["slug"] for content in live.current(now, EntryKind.TEXT).rows] == ["about"]


def test_where_nothing_was_ever_released_there_is_none():
    assert current().rows == []
