import pytest

from profiles.desk.admin.pages.deskpage import address
from profiles.desk.models import Attendance
from tests import factories
from tests.desk.admin.forms import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def states(publisher):
    for slug in ("nepal", "kuwait", "india"):
        factories.published(factories.entity(slug), by=publisher)
    factories.entity("draft")


def post(client, meeting, **typed):
    return client.post(address("change", meeting), posted(client.get(address("change", meeting))) | typed)


def test_many_participants_are_added_at_once(desk, states):
    meeting = factories.meeting()
    factories.cites("A list")
    typed = {"add_profiles": ["nepal", "india"], "add_capacity": "observer", "add_level": "minister"}
    assert post(desk, meeting, **typed, add_sources="a-list").status_code == 302
    rows = Attendance.objects.order_by("entity_slug").values_list(
        "entity_slug", "name_en", "capacity", "level", "sources"
    )
    cited = [{"code": "a-list", "carries": "all"}]
    assert list(rows) == [
        ("india", "India", "observer", "minister", cited),
        ("nepal", "Nepal", "observer", "minister", cited),
    ]


def test_only_public_profiles_that_are_not_there_yet_are_offered(desk, states):
    meeting = factories.meeting()
    factories.attendance(meeting, "kuwait")
    page = desk.get(address("change", meeting))
    offered = page.context["adminform"].form.fields["add_profiles"].choices
    assert [slug for slug, _name in offered] == ["india", "nepal"]


def test_a_source_that_is_in_no_register_is_refused_and_nobody_added(desk, states):
    meeting = factories.meeting()
    page = post(desk, meeting, add_profiles=["nepal"], add_sources="nowhere")
    assert "There is no source" in page.content.decode()
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(("unusual", "status"), [("", 200), ("on", 302)])
def test_a_year_of_another_calendar_is_asked_back(desk, unusual, status):
    meeting = factories.meeting()
    assert post(desk, meeting, start="2551", unusual=unusual).status_code == status


def test_who_took_part_is_changed_below_the_meeting(desk, states):
    meeting = factories.meeting()
    row = factories.attendance(meeting, "nepal")
    answer = post(desk, meeting, **{"attendances-0-head_en": "Minister of Labour"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.head_en == "Minister of Labour"
