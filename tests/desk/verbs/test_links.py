"""Leaving cited addresses out on purpose, having them looked at again, taking an archived address."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from profiles.desk.links import cited
from profiles.desk.models import Event, LinkState
from profiles.desk.verbs import Refused, links
from profiles.published.models import Source
from tests import factories

pytestmark = pytest.mark.django_db

OFFERED = "https://web.archive.org/web/20200101/https://a.example/"


@pytest.fixture
def rows():
    factories.entity("nepal", website="https://a.example/")
    factories.entity("kuwait", website="https://b.example/")
    cited.update()
    return LinkState.objects.all()


def test_an_editor_leaves_out_what_is_no_fault_and_takes_it_up_again(rows, editor):
    one = rows.filter(address="https://a.example/")
    assert links.ignore(one, by=editor, why=" It asks for a password. ") == 1
    link = one.get()
    assert (link.ignored_by, link.ignored_why) == (editor, "It asks for a password.")
    assert links.ignore(rows, by=editor, why="All.") == 1
    assert links.heed(one, by=editor) == 1
    link = one.get()
    assert (link.ignored_by, link.ignored_at, link.ignored_why, link.wanted) == (None, None, "", True)
    told = Event.objects.order_by("pk").values_list("verb", "subject", "message", "actor__username")
    assert list(told) == [
        ("ignore", "https://a.example/", "It asks for a password.", "editor"),
        ("ignore", "https://b.example/", "All.", "editor"),
        ("heed", "https://a.example/", "It asks for a password.", "editor"),
    ]


def test_without_a_reason_nothing_is_left_out(rows, editor):
    with pytest.raises(Refused):
        links.ignore(rows, by=editor, why=" ")
    assert not rows.ignored().exists()


def test_who_does_not_edit_everything_leaves_nothing_out(rows, administrator):
    focal = factories.focal_point("focal", factories.entity())
    for person in (focal, administrator):
        with pytest.raises(PermissionDenied):
            links.ignore(rows, by=person, why="x")
        with pytest.raises(PermissionDenied):
            links.heed(rows, by=person)


def test_a_focal_point_has_looked_at_again_what_is_in_the_own_profiles(rows, administrator):
    entity = factories.entity("india", website="https://c.example/")
    cited.update()
    assert links.look_again(rows.all(), by=factories.focal_point("focal", entity)) == 1
    assert LinkState.objects.get(wanted=True).address == "https://c.example/"
    with pytest.raises(PermissionDenied):
        links.look_again(rows, by=administrator)


def test_what_is_left_out_is_not_looked_at_again(rows, editor):
    links.ignore(rows.filter(address="https://a.example/"), by=editor, why="x")
    assert links.look_again(rows, by=editor) == 1


def test_a_source_takes_an_archived_address_where_it_has_none(editor, publisher):
    source = factories.word(Source, "list", url="https://a.example/")
    links.use_archived(source, OFFERED, by=editor)
    source.refresh_from_db()
    assert source.archived_url == OFFERED
    with pytest.raises(Refused):
        links.use_archived(source, "https://other.example/", by=publisher)


def test_of_what_is_published_only_a_publisher_changes_it(editor, publisher):
    source = factories.word(Source, "list", url="https://a.example/")
    entity = factories.entity("india")
    entity.memberships.update(sources=[{"code": "list", "carries": "all"}])
    factories.published(entity)
    with pytest.raises(PermissionDenied):
        links.use_archived(source, OFFERED, by=editor)
    with pytest.raises(ValidationError):
        links.use_archived(source, "no address", by=publisher)
    links.use_archived(source, OFFERED, by=publisher)
    source.refresh_from_db()
    assert source.archived_url == OFFERED
