import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def over_time(client, query=""):
    return client.get(f"/timeline/{query}").context["sentence"]


def test_the_timeline_says_who_has_chaired_since_when_and_how_many_consultations_there_were(history, client, publisher):
    entity = factories.entity("philippines", name_en="Philippines")
    factories.role_term(entity, "chair", "2026-02-21")
    factories.published(entity, by=publisher)
    expected = "Chair since 21 Feb. 2026: Philippines; 2 ministerial consultations since 2008"
    assert over_time(client) == expected


def test_on_a_past_day_it_says_the_day_and_what_was_so_then(history, client):
    expected = "On 19 Apr. 2012: Chair since 19 Apr. 2012: India; 2 ministerial consultations since 2008"
    assert over_time(client, "?on=2012-04-19") == expected
    assert over_time(client, "?on=2010-01-21") == "On 21 Jan. 2010: 1 ministerial consultation since 2008"


def test_without_chair_and_meetings_it_says_what_is_drawn(client):
    assert over_time(client) == "Who has taken part, and when"


def on_map(client, query=""):
    return client.get(f"/map/{query}").context["sentence"]


def test_the_map_says_how_many_members_and_observers_there_are_and_who_is_in_the_chair(directory, client):
    assert on_map(client) == "2 members; 1 observer; in the chair: India"
    assert on_map(client, "?type=receiving") == "1 member"
    assert on_map(client, "?on=2009-06-21") == "On 21 June 2009: 2 members; 1 observer; perhaps 1 more"


def test_a_map_of_nobody_has_a_title(client):
    assert on_map(client) == "Members and observers on the map"
