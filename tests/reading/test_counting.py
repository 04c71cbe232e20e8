import datetime as dt

import pytest

from profiles.published.models import Body, Publication
from profiles.reading import counting
from profiles.reading.counting import Total
from profiles.reading.facts import Profile
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


def test_membership_in_a_body_is_counted_from_the_published_affiliations(client, publisher):
    factories.word(Body, "iom", entity_slug="iom", label_en="IOM")
    factories.published(factories.organization("iom", name_en="IOM"), by=publisher)
    for status in ("member", "member", "observer", "none"):
        entity = factories.entity()
        factories.affiliation(entity, "iom", status)
        factories.published(entity, by=publisher)
    draft = factories.entity()
    factories.affiliation(draft, "iom", "member")
    html = client.get("/members/iom/").content.decode()
    assert "Of the 4 member states of the Abu Dhabi Dialogue, 2 are members of IOM and 1 are observers" in html


def test_the_count_agrees_with_the_one_on_the_body_s_own_profile(affiliates, client):
    overlap = client.get("/members/iom/").context["overlaps"][0]
    assert (overlap.member, overlap.observer) == (1, 1)


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
    assert (found.day, found.members, found.member, found.observer) == (DAY, 5, 2, 0)
    assert found.counts == {"member": Total(2, 3), "none": Total(1, 1)}
    assert counting.overlap(Body(code="ilo"), members).counts == {}


def test_standings_are_of_those_who_may_be_members_on_the_day(unsure, publisher):
    iom = factories.organization("iom")
    factories.affiliation(iom, "ilo")
    factories.published(iom, by=publisher)
    slugs = dict(Publication.objects.values_list("pk", "slug"))
    found = sorted((slugs[pk], *row) for pk, *row in counting.standings(Reading.now().on(DAY)))
    assert found == [
        ("india", "body", "iom", "member", "certain"),
        ("india", "standing", "member", "", "certain"),
        ("kuwait", "body", "iom", "member", "possible"),
        ("kuwait", "standing", "member", "", "certain"),
        ("nepal", "body", "iom", "observer", "no"),
        ("nepal", "standing", "member", "", "certain"),
        ("oman", "body", "iom", "member", "certain"),
        ("oman", "standing", "member", "", "certain"),
        ("qatar", "body", "iom", "none", "certain"),
        ("qatar", "standing", "member", "", "certain"),
        ("yemen", "body", "iom", "member", "certain"),
        ("yemen", "standing", "member", "", "possible"),
    ]
    assert counting.standings(Reading.now().on(dt.date(2007, 1, 1))) == []


@pytest.mark.parametrize("sure_first", [True, False])
def test_of_two_types_on_a_day_the_certain_one_counts(publisher, sure_first):
    both, past = factories.entity("both", type=None), factories.entity("past", type=None)
    types = [("sending", "stated"), ("receiving", "disputed")]
    for code, certainty in types if sure_first else reversed(types):
        factories.membership(both, code, "2008", certainty=certainty)
    factories.membership(past, "sending", "2008", end="2012")
    for entity in (both, past):
        factories.published(entity, by=publisher)
    publications = Publication.objects.all()
    assert counting.types_on(publications, DAY) == {publications.get(slug="both").pk: "sending"}


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
    factories.affiliation(member, "colombo", "chair")
    factories.affiliation(member, "ilo", "member")
    for entity in (office, other, member):
        factories.published(entity, by=publisher)
    assert overlaps("office") == ["iom", "colombo"]
    assert overlaps("other") == []
