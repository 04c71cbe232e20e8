import datetime as dt
import re

import pytest
from django.utils import translation

from profiles.desk.verbs import publishing
from profiles.published.models import Source
from profiles.reading import facts
from profiles.reading.facts import GroupKey
from profiles.reading.listings import Listing
from profiles.reading.reading import Reading
from tests import factories
from tests.answers import csv_rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/members/", "/members/nepal/"])
def test_who_joins_later_was_nothing_before(client, publisher, address):
    factories.published(factories.entity("nepal", start="2035"), by=publisher)
    page = client.get(address).content.decode()
    assert "Once a" not in page
    assert "Joining later" in page


def test_before_its_first_membership_a_profile_was_nothing(client, publisher):
    factories.published(factories.entity("nepal", start="2008"), by=publisher)
    assert "Once a" not in client.get("/members/nepal/?on=2000").content.decode()


def test_between_two_memberships_a_profile_is_what_it_was_before(client, publisher):
    nepal = factories.entity("nepal", type=None)
    factories.membership(nepal, "sending", "2008-01-01", end="2009-01-01")
    factories.membership(nepal, "observer", "2012-01-01")
    factories.published(nepal, by=publisher)
    page = client.get("/members/nepal/?on=2010").content.decode()
    assert "Once a sending" in page
    assert "Once an observer" not in page


@pytest.mark.parametrize("address", ["/members/", "/map/", "/timeline/", "/members/nepal/"])
def test_a_profile_with_nothing_but_a_claim_that_is_over_can_be_listed(client, publisher, address):
    nepal = factories.entity("nepal", type=None)
    factories.membership(nepal, "sending", "2008", end="2009", certainty="disputed")
    factories.published(nepal, by=publisher)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("day", [dt.date(2007, 6, 1), dt.date(2012, 4, 18), dt.date(2016, 1, 1), dt.date(2026, 1, 1)])
def test_on_any_day_the_bits_say_what_the_profiles_say(publisher, day):
    for slug, start, columns in (
        ("a", "2008", {}),
        ("b", "2012", {"end": "2016"}),
        ("c", "", {}),
        ("d", "2007", {"certainty": "disputed"}),
        ("e", "2012-04", {"start_qualifier": "at_latest"}),
    ):
        entity = factories.entity(slug, type=None)
        factories.membership(entity, "sending", start, **columns)
        factories.published(entity, by=publisher)
    both = factories.entity("f", type=None)
    factories.membership(both, "sending", "2012-04-18", end="2016")
    factories.membership(both, "observer", "2007", certainty="disputed")
    factories.published(both, by=publisher)
    members = Reading.now().roll
    order = members.order("name", "en")
    found = Listing(members, order, [(GroupKey(), order.everybody)])
    profiles = facts.profiles(found, Reading.now().on(day))
    for code in ("sending", "observer"):
        for wanted, bits in (("certain", order.day(day).certain), ("possible", order.day(day).possible)):
            said = {
                row.publication.pk
                for row in profiles
                for term in row.memberships
                if term["type"]["code"] == code and term.held in ("certain", wanted)
            }
            assert set(order.primary_keys(bits.get(("type", code), 0))) == said


def cite(code, carries="all"):
    return {"code": code, "carries": carries}


def test_sources_are_numbered_in_the_order_in_which_the_page_cites_them(publisher):
    for code in "abcdefgh":
        factories.word(Source, code)
    nepal = factories.entity(
        "nepal",
        type=None,
        body_en='<p>x<sup data-source="f"></sup></p>',
        body_ar='<p>x<sup data-source="h"></sup></p>',
    )
    factories.membership(nepal, start="2008", sources=[cite("b"), cite("a", "start")])
    factories.role_term(nepal, start="2008", sources=[cite("e"), cite("a")])
    factories.affiliation(nepal, sources=[cite("g")])
    office = {"text_en": '<p>x<sup data-source="d"></sup><sup data-source="a"></sup></p>'}
    factories.responsible_entity(nepal, start="2009", sources=[cite("c")], **office)
    factories.published(nepal, by=publisher)
    profile = facts.confirmed_profile(Reading.now().live().get(), Reading.now())
    assert "".join(cited.source["code"] for cited in profile.sources) == "abcdefg"
    (role,) = profile.roles
    assert [(cited.number, cited.source["code"]) for cited in role.cited] == [(5, "e"), (1, "a")]
    with translation.override("ar"):
        profile = facts.confirmed_profile(Reading.now().live().get(), Reading.now())
        assert "".join(cited.source["code"] for cited in profile.sources) == "abcdehg"


@pytest.mark.parametrize(
    ("columns", "has_gaps"),
    [({}, False), ({"end": "2012", "end_qualifier": "at_earliest"}, True), ({"ended": True}, True)],
)
def test_a_membership_that_ended_is_told_as_a_history(publisher, columns, has_gaps):
    nepal = factories.entity("nepal", type=None)
    factories.membership(nepal, start="2008", **columns)
    factories.published(nepal, by=publisher)
    (profile,) = facts.profiles(Reading.now().live(), Reading.now())
    assert profile.has_gaps is has_gaps


def test_on_a_day_when_one_membership_certainly_holds_no_other_may(publisher):
    nepal = factories.entity("nepal", type=None)
    factories.membership(nepal, "observer", "2007", certainty="disputed")
    factories.membership(nepal, "sending", "2012-04-18", end="2016-01-01")
    factories.published(nepal, by=publisher)

    def held(day):
        (profile,) = facts.profiles(Reading.now().live(), Reading.now().on(day))
        return profile.group, sorted((term["type"]["code"], term.held) for term in profile.memberships)

    observer = GroupKey("observer", "possible"), [("observer", "possible"), ("sending", "no")]
    assert held(dt.date(2012, 4, 17)) == observer
    assert held(dt.date(2012, 4, 18)) == (GroupKey("sending", "certain"), [("observer", "no"), ("sending", "certain")])
    assert held(dt.date(2016, 1, 1)) == observer


# ── One join date ────────


@pytest.fixture
def returned(publisher):
    """Malaysia, which came back; Nepal, whose join date was printed as a day; Oman, of which only this is known."""
    malaysia, nepal, oman = (
        factories.entity(slug, type=None, iso2=code)
        for slug, code in (("malaysia", "MY"), ("nepal", "NP"), ("oman", "OM"))
    )
    factories.membership(malaysia, "receiving", "2008", end="2010-01-01", start_by="2008-01-22")
    factories.membership(malaysia, "receiving", "2019-10-16", start_qualifier="at_latest")
    factories.membership(nepal, "sending", "2008", start_by="2008-01-22", start_printed="2008-01-01")
    factories.membership(oman, "receiving", "2009", start_qualifier="about")
    for entity in (malaysia, nepal, oman):
        factories.published(entity, by=publisher)


@pytest.mark.parametrize(
    ("slug", "name", "date", "meant"),
    [
        ("malaysia", "Malaysia", "2008", "2008"),
        ("nepal", "Nepal", "01 Jan. 2008", "2008"),
        ("oman", "Oman", "about 2009", "about 2009"),
    ],
)
def test_the_join_date_is_the_same_everywhere(returned, client, slug, name, date, meant):
    def shown(address, begin, end="<"):
        html = client.get(address).content.decode()
        part = html[html.rindex(f"{name}</a>") :] if begin.startswith("<td") else html
        part = part[part.index(begin) + len(begin) :]
        return " ".join(re.sub("<[^>]+>", "", part[: part.index(end)]).split())

    assert shown(f"/members/{slug}/", "<dt>Join Date</dt>", "</dd>").startswith(date)
    assert shown("/members/", '<td class="since">', "</td>") == meant
    assert shown("/map/", '<td class="date" data-label="Join Date">', "</td>") == date
    other = "nepal" if slug == "oman" else "oman"
    line = (
        client.get(f"/compare/?m={slug}&m={other}")
        .content.decode()
        .split("Member or observer since", 1)[1]
        .split("<td>")[1]
    )
    assert " ".join(re.sub("<[^>]+>", "", line).split()) == f"{name} {date}"


def test_machines_read_what_is_meant_and_what_was_printed(returned, client):
    rows = {row["slug"]: row for row in csv_rows(client)}
    listed = {row["slug"]: row["joined"] for row in client.get("/api/v1/members/").json()["members"]}
    for slug, date, qualifier, by, printed in (
        ("malaysia", "2008", "exact", "2008-01-22", ""),
        ("nepal", "2008", "exact", "2008-01-22", "2008-01-01"),
        ("oman", "2009", "about", "", ""),
    ):
        names = ("joined", "joined_precision", "joined_qualifier", "joined_by", "joined_printed")
        assert [rows[slug][name] for name in names] == [date, "year", qualifier, by, printed]
        assert list(listed[slug].values()) == [date, "year", qualifier, by, printed]


def test_a_picture_says_when_a_membership_began_as_it_is_drawn(returned, client):
    html = client.get("/timeline/").content.decode()
    assert "Sending: 2008 – today" in html
    assert "Receiving: 2008 – 1 Jan. 2010" in html


def test_roles_come_held_ones_first_then_the_newest(publisher):
    nepal = factories.entity("nepal")
    factories.role_term(nepal, "chair", "2008", end="2010")
    factories.role_term(nepal, "secretariat", "2009", certainty="disputed")
    factories.role_term(nepal, "secretariat", "2012")
    factories.role_term(nepal, "chair", "2014", end="2016")
    factories.role_term(nepal, "expert", "2018")
    factories.published(nepal, by=publisher)
    (profile,) = facts.profiles(Reading.now().live(), Reading.now())
    assert [(term["start"], term.held) for term in profile.roles] == [
        ("2018", "certain"),
        ("2012", "certain"),
        ("2009", "possible"),
        ("2014", "no"),
        ("2008", "no"),
    ]


def test_facts_were_last_checked_on_the_newest_day_on_which_one_was_confirmed(client, publisher, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 5, 8, tzinfo=dt.UTC))
    entity = factories.entity("nepal")
    role = factories.role_term(entity)
    factories.published(entity, by=publisher)
    page = client.get("/members/nepal/").content.decode()
    assert 'Facts as published on <time datetime="2026-03-05">5 Mar. 2026</time>.' in page
    time_machine.move_to(dt.datetime(2026, 3, 9, 8, tzinfo=dt.UTC))
    for day in (7, 6):
        publishing.confirm(entity, by=publisher, facts=[str(role.uid)], day=dt.date(2026, 3, day))
    page = client.get("/members/nepal/").content.decode()
    assert 'Facts last checked on <time datetime="2026-03-07">7 Mar. 2026</time>.' in page
