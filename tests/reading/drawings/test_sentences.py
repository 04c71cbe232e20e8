import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def over_time(client, query=""):
    return client.get(f"/timeline/{query}").context["sentence"]


def test_the_timeline_says_who_has_chaired_since_when_and_how_many_consultations_there_were(history, client, publisher):
    entity = factories.entity("philippines", name_en="Philippines")
    factories.role_term(entity, "chair", "2026-02-21")
    factories.published(entity, by=publisher)
    expected = "Chair since 21 Feb. 2026: Philippines; ministerial meetings since 2008: 2"
    assert over_time(client) == expected


def test_on_a_past_day_it_says_the_day_and_what_was_so_then(history, client):
    expected = "On 19 Apr. 2012: Chair since 19 Apr. 2012: India; ministerial meetings since 2008: 2"
    assert over_time(client, "?on=2012-04-19") == expected
    assert over_time(client, "?on=2010-01-21") == "On 21 Jan. 2010: ministerial meetings since 2008: 1"


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


def of_profile(client, query="", prefix=""):
    return client.get(f"{prefix}/members/nepal/{query}").context["chart"].sentence


def test_a_profile_says_its_roles_and_the_meetings_it_hosted_and_not_again_that_it_is_a_member(client, publisher):
    nepal = factories.entity("nepal", start="2008")
    factories.role_term(nepal, "chair", "2012-04-19", end="2014")
    factories.role_term(nepal, "chair", "2020", end="2021")
    factories.published(nepal, by=publisher)
    assert of_profile(client) == "1 role since 2012"
    factories.published(factories.meeting("m1", start="2010-01-21", host_slug="nepal"), by=publisher)
    assert of_profile(client) == "1 role and 1 meeting hosted since 2010"
    factories.published(factories.meeting("m2", start="2019-01-21", host_slug="nepal"), by=publisher)
    factories.role_term(nepal, "expert", "2015")
    factories.membership(nepal, "observer", "2006", end="2007")
    factories.published_again(nepal, by=publisher)
    assert of_profile(client) == "2 roles, 2 meetings hosted and 2 memberships since 2006"


def test_of_a_past_day_a_profile_says_what_was_so_by_then(client, publisher):
    nepal = factories.entity("nepal", start="2008")
    for role, start in (("chair", "2012-04-19"), ("expert", "2015")):
        factories.role_term(nepal, role, start)
    factories.published(nepal, by=publisher)
    assert of_profile(client, "?on=2013-04-19") == "On 19 Apr. 2013: 1 role since 2012"
    assert of_profile(client, "?on=2010-04-19") == "On 19 Apr. 2010: 1 membership since 2008"
    assert of_profile(client, "?on=2001-04-19") == "On 19 Apr. 2001: nothing yet"


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ([{"start": "2012", "start_qualifier": "about"}], "1 role since about 2012"),
        ([{"start": "2012", "start_qualifier": "at_latest"}], "1 role since 2012 or earlier"),
        ([{"start": "", "end": "2014"}, {"start": "2012"}], "1 role since 2012 or earlier"),
        ([{"start": "", "end": "2014"}, {"start": "", "end": "2016"}], "1 role"),
        ([{"start": "2012", "certainty": "disputed"}], "1 membership since 2008; perhaps also 1 role"),
        ([{"start": "2012"}, {"start": "2015", "certainty": "disputed"}], "1 role since 2012"),
    ],
)
def test_a_profile_says_no_more_than_is_sure(client, publisher, terms, said):
    nepal = factories.entity("nepal", start="2008")
    for term in terms:
        factories.role_term(nepal, "chair", **term)
    factories.published(nepal, by=publisher)
    assert of_profile(client) == said


def test_where_nothing_is_sure_a_profile_says_perhaps(client, publisher):
    nepal = factories.entity("nepal", type=None)
    for type in ("sending", "observer"):
        factories.membership(nepal, type, "2012", certainty="disputed")
    factories.published(nepal, by=publisher)
    assert of_profile(client) == "Perhaps 1 membership"


@pytest.fixture
def hold(publisher):
    """Publishes who held the chair, by terms: `nepal=[("2012", {})]`."""

    def publish(**holders):
        for slug, terms in holders.items():
            entity = factories.entity(slug)
            for start, more in terms:
                factories.role_term(entity, "chair", start, **more)
            factories.published(entity, by=publisher)

    return publish


def of_role(client, query=""):
    return client.get(f"/roles/chair/{query}").context["chart"].sentence


def test_a_role_says_how_many_held_it_since_when(client, hold):
    hold(nepal=[("2008", {"end": "2012"})], oman=[("2012-05", {})])
    assert of_role(client) == "2 holders since 2008"
    assert of_role(client, "?on=2010-06-21") == "On 21 June 2010: 1 holder since 2008"
    assert of_role(client, "?on=2001-06-21") == "On 21 June 2001: nothing yet"


@pytest.mark.parametrize(
    ("oman", "said"),
    [
        ([], "2 terms since 2008; 1 holder"),
        ([("2010", {})], "3 terms since 2008; 2 holders; most often: Nepal (2)"),
        ([("2010", {}), ("2018", {})], "4 terms since 2008; 2 holders; most often: Nepal (2), Oman (2)"),
        ([("2010", {"certainty": "disputed"})], "2 terms since 2008; 1 holder; perhaps also 1 holder"),
    ],
)
def test_a_role_says_in_how_many_terms_and_who_held_it_most_often(client, hold, oman, said):
    hold(nepal=[("2008", {"end": "2010"}), ("2014", {"end": "2016"})], oman=oman)
    assert of_role(client) == said


def test_of_many_who_held_a_role_as_often_nobody_is_named(client, hold):
    hold(**{slug: [("2008", {"end": "2010"}), ("2014", {})] for slug in ("nepal", "oman", "qatar", "yemen")})
    assert of_role(client) == "8 terms since 2008; 4 holders"


def test_of_a_role_that_nobody_surely_held_it_says_perhaps(client, hold):
    hold(nepal=[("2008", {"certainty": "disputed"}), ("2010", {"certainty": "disputed"})])
    assert of_role(client) == "Perhaps 1 holder"
