import datetime as dt
import re

import pytest

from profiles.published.models import Body, Publication
from profiles.reading.bodies import SILENT, CategoryList, Crowd, Stand
from profiles.reading.counting import Total
from profiles.reading.reading import Reading
from tests import factories
from tests.answers import counts

pytestmark = pytest.mark.django_db


DAY = dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("statuses", "category", "held"),
    [
        ([], "silent", "no"),
        ([("member", "certain")], "member", "certain"),
        ([("chair", "certain"), ("member", "certain")], "member", "certain"),
        ([("observer", "no"), ("member", "certain")], "member", "certain"),
        ([("chair", "certain")], "other", "certain"),
        ([("none", "certain")], "none", "no"),
        ([("observer", "possible")], "unsure", "possible"),
        ([("member", "possible"), ("observer", "certain")], "observer", "certain"),
        ([("not_stated", "possible")], "unsure", "possible"),
        ([("not_stated", "certain")], "unsure", "possible"),
        ([("member", "no")], "outside", "no"),
    ],
)
def test_each_member_stands_in_one_category_that_says_how_sure_it_is_in_it(statuses, category, held):
    assert Stand(tuple(statuses)).category == category
    assert CategoryList(category, Total(), []).held == held


@pytest.fixture
def crowd(publisher):
    """Who is a member of the dialogue, and of IOM, certainly and perhaps; an observer; one who is perhaps either."""
    for slug, types, certainty in (
        ("a", {"sending": "stated"}, "stated"),
        ("b", {"sending": "disputed"}, "stated"),
        ("c", {"sending": "disputed", "receiving": "stated"}, "disputed"),
        ("d", {"observer": "stated", "sending": "disputed"}, "stated"),
    ):
        entity = factories.entity(slug, type=None)
        for code, place in types.items():
            factories.membership(entity, code, certainty=place)
        factories.affiliation(entity, "iom", certainty=certainty)
        factories.affiliation(entity, "iom", "observer", start="2001", end="2005")
        factories.published(entity, by=publisher)
    return Crowd.of(Reading.now().on(DAY).members)


def slugs(crowd, publications):
    found = Publication.objects.in_bulk(publications)
    return sorted(found[pk].slug for pk in publications)


def test_totals_say_how_many_more_there_may_be(crowd):
    found = crowd.in_body(Body(code="iom"))
    assert crowd.total == Total(2, 3)
    assert found.count("member") == Total(1, 3)
    assert found.count("unsure") == Total(1, 1)
    assert not crowd.in_body(Body(code="ilo")).is_known


def test_who_certainly_is_an_observer_of_the_dialogue_is_no_possible_member(crowd):
    assert slugs(crowd, crowd.members) == ["a", "b", "c"]
    assert slugs(crowd, [pk for pk, held in crowd.members.items() if held == "certain"]) == ["a", "c"]
    assert crowd.day == DAY


def test_a_stand_has_each_status_as_it_holds_on_the_day(crowd):
    (pk,) = Publication.objects.filter(slug="c").values_list("pk", flat=True)
    assert sorted(crowd.stand(pk, "iom").statuses) == [("member", "possible"), ("observer", "no")]
    assert crowd.stand(pk, "ilo") == SILENT


# ── How much is recorded ────────


@pytest.fixture
def recorded(affiliates):
    """Beside Colombo, whose list is complete: IOM, recorded in part; and a forum that has no members."""
    source = factories.cites("Colombo Process: background", "https://example.org/colombo")
    Body.objects.filter(code="colombo").update(sizes="2003 10\n2005 11\n2016-08-25 12", sources=source)
    forum = factories.word(Body, "forum", label_en="Forum", coverage="no_members", sources=factories.cites("Forum"))
    qatar = factories.entity("qatar", type="receiving", start="2008-01-21")
    factories.affiliation(qatar, forum.code, "chair", "2010", end="2011")
    factories.published(qatar)


def said(client, query=""):
    """What a page says of each body, by its code."""
    html = client.get(f"/cross-membership/{query}").content.decode()
    found = re.findall(r'aria-labelledby="body-(\w+)">(.*?)</section>', html, re.S)
    return {code: " ".join(re.sub("<[^>]+>", " ", text).split()) for code, text in found}


def test_only_what_is_complete_is_a_share(recorded, client):
    found = said(client)
    assert "Of the 3 member states of this organization, as of" in found["colombo"]
    assert ": members of the Colombo Process, 1." in found["colombo"]
    assert "Of the 12 member states of the Colombo Process, as of" in found["colombo"]
    assert ", members of this organization: 1." in found["colombo"]
    assert "Member states of this organization recorded here in the IOM, as of" in found["iom"]
    assert ": members, 1; observers, 1. The list is not complete." in found["iom"]
    assert "Members at least 1" in found["iom"]
    assert "Of the" not in found["iom"] + found["forum"]
    assert "The Forum has no members." in found["forum"]
    assert "Members" not in found["forum"]
    assert re.search("Only earlier or later 1 ([A-Z]{2} )?Qatar", found["forum"])


def test_a_denominator_is_that_of_the_day(recorded, client):
    assert (
        "Of the 11 member states that the Colombo Process had on 1 July 2012 , members of this organization: 1"
        in said(client, "?on=2012-07-01")["colombo"]
    )
    assert "member states that" not in said(client, "?on=2005-07-01").get("colombo", "")


def test_as_of_when_a_list_is_complete_is_said_with_its_source(recorded, client):
    Body.objects.filter(code="colombo").update(coverage_day="2012-06")
    before, later = said(client, "?on=2012-06-30")["colombo"], said(client, "?on=2012-07-01")["colombo"]
    for text in (before, later):
        assert "The list is complete as of June 2012 ." in text
        assert "Colombo Process: background" in text
    assert "Of the time since then, what is recorded here is counted." in later
    assert "since then" not in before


def test_with_an_uncertain_number_of_members_no_share_is_said(recorded, client):
    factories.published(factories.entity("perhaps", start="2008"))
    found = said(client, "?on=2008-06-01")["colombo"]
    assert "member states of this organization," not in found
    assert (
        "Of the 11 member states that the Colombo Process had on 1 June 2008 , members of this organization: 1" in found
    )


def test_members_are_counted_in_each_body_and_the_lists_are_behind(affiliates, client):
    response = client.get("/cross-membership/")
    assert counts(response) == {
        "iom": {"member": 1, "observer": 1},
        "colombo": {"member": 1, "observer": 0, "none": 1},
    }
    html = response.content.decode()
    assert "Of the 12 member states of the Colombo Process, as of" in html
    assert 'id="body-iom"' in html
    assert "18 June 2008" in html
    assert "IOM India" in html
    assert 'href="/members/iom/"' in html
    assert 'href="/members/?body=iom"' in html


def test_the_day_decides_who_is_in(affiliates, client):
    response = client.get("/cross-membership/?on=2008-06-17")
    assert counts(response)["iom"] == {"member": 0, "observer": 0, "outside": 1, "unsure": 0}
    assert "this organization (at least 1) are members or observers too" in response.content.decode()
    assert "perhaps a member of this organization" in response.content.decode()
    assert counts(client.get("/cross-membership/?on=1990")) == {}


def test_a_draft_and_an_observer_are_not_counted(affiliates, client, publisher):
    before = counts(client.get("/cross-membership/"))
    factories.affiliation(factories.entity("draft"), "iom")
    oecd = factories.organization("oecd")
    factories.affiliation(oecd, "iom")
    factories.published(oecd, by=publisher)
    assert counts(client.get("/cross-membership/")) == before
