import datetime as dt

import pytest

from profiles.published.models import Body
from profiles.reading import bodies, counting
from profiles.reading.counting import Overlap, Total
from profiles.reading.facts import Profile
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


def test_membership_in_a_body_is_counted_from_the_published_affiliations(client, publisher):
    factories.word(Body, "iom", entity_slug="iom", label_en="IOM", coverage="complete", coverage_day="2024")
    factories.published(factories.organization("iom", name_en="IOM"), by=publisher)
    for status in ("member", "member", "observer", "none"):
        entity = factories.entity()
        factories.affiliation(entity, "iom", status)
        factories.published(entity, by=publisher)
    draft = factories.entity()
    factories.affiliation(draft, "iom", "member")
    html = client.get("/members/iom/").content.decode()
    assert "Of the 4 member states of this organization, as of" in html
    assert ": members of the IOM, 2; observers, 1." in html


def test_the_count_agrees_with_the_one_on_the_body_s_own_profile(affiliates, client):
    overlap = client.get("/members/iom/").context["overlaps"][0]
    assert (overlap.member, overlap.observer) == (Total(1, 1), Total(1, 1))


# ── What is certain and what is possible ────────


DAY = dt.date(2026, 5, 1)


@pytest.fixture
def unsure(publisher):
    """Of three members in IOM one is so perhaps; a fourth is in it for certain, and perhaps a member here. One state
    was in it formerly, and is none now; one says that it is not in it."""
    for slug, place, certainty in (
        ("india", "stated", "stated"),
        ("kuwait", "stated", "disputed"),
        ("oman", "stated", "stated"),
        ("yemen", "disputed", "stated"),
    ):
        entity = factories.entity(slug, type=None)
        factories.membership(entity, "sending", "2008", certainty=place)
        factories.affiliation(entity, "iom", "member", certainty=certainty)
        entity.areas.add(factories.area("gender"))
        factories.published(entity, by=publisher)
    nepal, qatar = factories.entity("nepal"), factories.entity("qatar", type="receiving")
    factories.affiliation(nepal, "iom", "observer", "2009", end="2012")
    factories.affiliation(qatar, "iom", "none")
    for entity in (nepal, qatar):
        factories.published(entity, by=publisher)


def test_totals_keep_apart_what_is_certain_and_what_is_possible(unsure):
    members = Reading.now().on(DAY).members
    assert counting.totals(members, "type") == {"sending": Total(4, 5), "receiving": Total(1, 1)}
    assert counting.totals(members, "area") == {"gender": Total(4, 4)}
    assert counting.totals(members, "body") == {"iom": Total(3, 4)}
    assert counting.totals(members, "role") == {}


def test_a_total_says_how_many_more_there_may_be():
    assert (Total(3, 5).more, Total(3, 3).more, Total().more) == (2, 0, 0)


def test_who_is_only_perhaps_in_a_body_is_not_counted_as_certain(unsure):
    members = Reading.now().on(DAY).members
    found = counting.overlap(Body.objects.get(code="iom"), members)
    assert (found.day, found.members) == (DAY, Total(5, 6))
    assert (found.member, found.observer) == (Total(2, 4), Total(0, 0))
    found = counting.overlap(Body(code="ilo"), members)
    assert (found.member, found.observer) == (Total(), Total())


@pytest.mark.parametrize("coverage", ["complete", "partial", "no_members"])
@pytest.mark.parametrize("day", [dt.date(2010, 5, 1), DAY])
def test_the_profile_of_a_body_and_the_page_of_all_bodies_count_alike(unsure, day, coverage):
    factories.affiliation(factories.entity("chair"), "iom", "chair")
    both, mixed = factories.entity("both"), factories.entity("mixed")
    factories.affiliation(both, "iom", "member")
    factories.affiliation(both, "iom", "observer")
    factories.affiliation(mixed, "iom", "observer")
    factories.affiliation(mixed, "iom", "member", certainty="disputed")
    for entity in (both, mixed):
        factories.published(entity)
    members = Reading.now().on(day).members
    body = Body.objects.get(code="iom")
    body.coverage = coverage
    assert bodies.Crowd.of(members).in_body(body).overlap == counting.overlap(body, members)


def complete(sizes="2005 11\n2016-08-25 12"):
    return Body(code="colombo", coverage="complete", coverage_day="2024-06", sizes=sizes)


@pytest.mark.parametrize(
    ("members", "member", "is_share", "size"),
    [
        (Total(18, 18), Total(11, 11), True, 11),
        (Total(18, 18), Total(10, 11), True, 11),
        (Total(18, 18), Total(0, 0), True, 11),
        (Total(18, 18), Total(0, 4), False, None),
        (Total(17, 18), Total(11, 11), False, 11),
        (Total(0, 18), Total(0, 11), False, None),
        (Total(0, 0), Total(0, 0), False, 11),
    ],
)
def test_a_share_is_of_a_number_that_is_certain(members, member, is_share, size):
    found = Overlap(complete(), dt.date(2012, 7, 1), members, member, Total())
    assert (found.is_share, found.size) == (is_share, size)
    for coverage in ("partial", "no_members"):
        body = Body(code="colombo", coverage=coverage, sizes="2005 11")
        found = Overlap(body, dt.date(2012, 7, 1), members, member, Total())
        assert (found.is_share, found.size, found.is_later) == (False, None, False)


@pytest.mark.parametrize(
    ("day", "size", "is_later"),
    [
        ("2004-12-31", None, False),
        ("2005-12-30", None, False),
        ("2005-12-31", 11, False),
        ("2016-08-24", 11, False),
        ("2016-08-25", 12, False),
        ("2024-06-30", 12, False),
        ("2024-07-01", 12, True),
    ],
)
def test_denominators_are_those_of_the_day(day, size, is_later):
    found = Overlap(complete(), dt.date.fromisoformat(day), Total(18, 18), Total(11, 11), Total())
    assert (found.size, found.is_later) == (size, is_later)


def overlaps(slug):
    reading = Reading.now()
    publication = reading.live().get(slug=slug)
    profile = Profile.of(publication, day=reading.day, vocabularies=reading.vocabularies)
    return [found.body.code for found in counting.overlaps_of(profile, reading)]


def test_the_profile_of_a_body_counts_the_members_in_it_and_in_what_it_serves(unsure, publisher):
    factories.word(Body, "empty", entity_slug="office")
    Body.objects.filter(code="iom").update(entity_slug="office")
    office, other = factories.organization("office"), factories.organization("other")
    factories.affiliation(office, "colombo", "technical_secretariat")
    factories.affiliation(office, "ilo", "member")
    member = factories.entity("sri-lanka")
    factories.affiliation(member, "colombo", "member")
    factories.affiliation(member, "ilo", "member")
    for entity in (office, other, member):
        factories.published(entity, by=publisher)
    assert overlaps("office") == ["iom", "colombo"]
    assert overlaps("other") == []
