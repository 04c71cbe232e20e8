"""When something happened: what is certain of it, what is possible, and of which facts it is told."""

import pytest

from profiles.desk.verbs import publishing
from profiles.published.models import Role
from profiles.reading import happenings
from tests import factories
from tests.reading.between import events, found, said, state

pytestmark = pytest.mark.django_db


def test_who_joined_and_who_left(client, publisher):
    factories.published(state(publisher, "nepal", start="2010-05-01"), by=publisher)
    factories.published(state(publisher, "yemen", start="2001", end="2012-05-01"), by=publisher)
    assert found(client, "2010", "2011") == [("nepal", "began", True)]
    assert found(client, "2012", "2012") == [("yemen", "ended", True)]
    assert found(client, "2000", "2013") == [("yemen", "both", True), ("nepal", "began", True)]
    assert found(client, "2013", "2014") == []


def test_the_first_day_does_not_count_and_the_last_does(client, publisher):
    factories.published(state(publisher, start="2010-05-01"), by=publisher)
    assert found(client, "2010-05-01", "2010-06-01") == []
    assert found(client, "2010-04-30", "2010-05-01") == [("nepal", "began", True)]
    assert found(client, "2010-04-01", "2010-04-30") == []


def test_a_date_that_may_lie_elsewhere_is_possible(client, publisher):
    factories.published(state(publisher, start="2010"), by=publisher)
    assert found(client, "2010-03-01", "2011") == [("nepal", "began", False)]
    assert found(client, "2009", "2010-03-01") == [("nepal", "began", False)]
    assert found(client, "2009", "2010") == [("nepal", "began", True)]


def test_at_the_latest_says_something_of_the_time_that_it_lies_in_alone(client, publisher):
    factories.published(state(publisher, start="2010-05", start_qualifier="at_latest"), by=publisher)
    assert found(client, "2010", "2011") == [("nepal", "began", False)]
    assert found(client, "2005", "2006") == []


def test_who_was_named_for_a_day_is_told_of_on_the_day_after(client, publisher):
    """Up to then it certainly holds. Nothing says that the one ended; of the other nothing says when."""
    still = state(publisher, "nepal", start="2001", end="2010-05-04", end_qualifier="at_earliest")
    over = state(publisher, "yemen", start="2001", end="2010-05-04", end_qualifier="at_earliest", ended=True)
    for row in (still, over):
        factories.published(row, by=publisher)
    told = [("nepal", "lapsed", False), ("yemen", "ended", False)]
    assert found(client, "2010-05-03", "2010-05-04") == []
    assert found(client, "2010-05-04", "2010-05-05") == told
    assert found(client, "2009", "2012") == told
    assert found(client, "2010-05-05", "2010-05-06") == found(client, "2020", "2021") == []
    assert "4 May 2010 Nepal was last named as a sending." in said(client, "2009", "2012")


def test_who_was_named_once_is_told_of_once(client, publisher):
    columns = {"start": "2010-05-03", "start_qualifier": "at_latest", "end": "2010-05-04"}
    factories.published(state(publisher, end_qualifier="at_earliest", **columns), by=publisher)
    assert found(client, "2010", "2010") == [("nepal", "named", False)]
    assert found(client, "2010-05-02", "2010-05-04") == [("nepal", "began", False)]
    assert "3–4 May 2010 Nepal was named as a sending." in said(client, "2010", "2010")


def test_who_is_known_of_one_year_alone_was_named_in_it(client, publisher):
    columns = {"start": "2010", "end": "2010", "end_qualifier": "at_earliest", "ended": True}
    factories.published(state(publisher, type="observer", **columns), by=publisher)
    assert found(client, "2009", "2011") == [("nepal", "named", True)]
    assert "2010 Nepal was named as an observer." in said(client, "2009", "2011")


def test_who_had_certainly_begun_by_a_day_began_by_it(client, publisher):
    factories.published(state(publisher, start="2008", start_by="2008-01-22"), by=publisher)
    assert found(client, "2007", "2008-01-22") == [("nepal", "began", True)]
    assert found(client, "2008-01-10", "2008-02-01") == [("nepal", "began", False)]
    assert found(client, "2008-01-22", "2009") == []


def test_what_is_over_with_no_date_is_over_as_far_as_it_is_counted(client, publisher):
    factories.published(state(publisher, start="2010", ended=True), by=publisher)
    assert found(client, "2009", "2012") == [("nepal", "both", True)]
    assert found(client, "2010-03-01", "2010-04-01") == [("nepal", "both", False)]
    assert found(client, "2011-01-02", "2012") == []
    assert events(client, "2009", "2012") == ["2010 – ended, date not stated: Nepal was a sending."]


def test_a_disputed_fact_is_never_certain(client, publisher):
    factories.published(state(publisher, start="2010-05-01", certainty="disputed"), by=publisher)
    assert found(client, "2010", "2011") == [("nepal", "began", False)]


def test_a_fact_without_a_date_happened_on_no_day(client, publisher):
    entity = state(publisher, start="")
    factories.responsible_entity(entity, ended=True)
    factories.published(entity, by=publisher)
    for key in happenings.SECTIONS:
        assert found(client, "1900", "", key) == []


def test_who_took_and_handed_over_a_role(client, publisher):
    oman, nepal = state(publisher, "oman", start="2001"), state(publisher, "nepal", start="2001")
    factories.role_term(oman, "chair", "2010-05-01", end="2012-05-01")
    factories.role_term(nepal, "chair", "2012-05-01")
    for row in (oman, nepal):
        factories.published(row, by=publisher)
    assert found(client, "2012", "2012", "roles") == [("nepal", "took_over", True)]
    assert "1 May 2012 Nepal took over from Oman as chair." in said(client, "2012", "2012")


def test_a_meeting_hosted_through_its_last_day_is_over_by_it(client, publisher):
    oman = state(publisher, "oman", start="2001")
    role = factories.word(Role, "host", last_day_counts=True)
    factories.role_term(oman, role.code, "2010-05-01", end="2010-05-02")
    factories.published(oman, by=publisher)
    assert found(client, "2010-04-01", "2010-05-02", "roles") == [("oman", "both", True)]
    assert found(client, "2010-05-02", "2011", "roles") == []


def test_affiliations_are_told_but_not_that_there_is_none(client, publisher):
    entity = state(publisher, start="2001")
    factories.affiliation(entity, "ilo", "member", "2010-05-01")
    factories.affiliation(entity, "iom", "none", "2010-05-01")
    factories.responsible_entity(entity, start="2010-05-01")
    factories.published(entity, by=publisher)
    assert found(client, "2010", "2010", "affiliations") == [("nepal", "began", True)]
    assert found(client, "2010", "2010", "responsible") == [("nepal", "began", True)]


def test_a_withdrawn_profile_is_left_out(client, publisher):
    entity = factories.published(state(publisher, start="2010-05-01"), by=publisher)
    publishing.withdraw(entity, by=publisher, reason=("Merged.", "دُمج."))
    assert found(client, "2010", "2010") == []


def test_a_responsible_entity_that_took_over_is_one_change(client, publisher):
    nepal = state(publisher, start="2001")
    factories.responsible_entity(nepal, "Ministry of Work", start="2001", end="2010-05-01")
    old = nepal.responsible_entities.get()
    factories.responsible_entity(nepal, "Ministry of Labour", start="2010-05-02", succeeds=str(old.uid))
    factories.published(nepal, by=publisher)
    assert found(client, "2010", "2010", "responsible") == [("nepal", "took_over", True)]
    assert "Nepal: Ministry of Labour became responsible in place of Ministry of Work." in said(client, "2010", "2010")
    assert found(client, "2010", "2010-05-01", "responsible") == [("nepal", "ended", True)]


def test_one_role_that_two_hold_is_handed_over_by_whom_it_ended_on_the_day(client, publisher):
    terms = (("india", "2001", "2010-05-01"), ("oman", "2001", "2010-05-02"), ("qatar", "2010-05-02", ""))
    for slug, start, end in terms:
        row = state(publisher, slug, start="2001")
        factories.role_term(row, "expert", start, end=end)
        factories.published(row, by=publisher)
    assert found(client, "2010", "2010", "roles") == [("india", "ended", True), ("qatar", "took_over", True)]
    assert "Qatar took over from Oman as expert." in said(client, "2010", "2010")


def test_who_is_merely_known_to_have_been_there_by_then_is_a_mention_and_no_event(client, publisher):
    nepal = state(publisher, start="2001")
    factories.affiliation(nepal, "iom", "member", "2010-05", start_qualifier="at_latest")
    factories.affiliation(nepal, "ilo", "observer", "2010-05")
    factories.published(nepal, by=publisher)
    story = client.get("/between/?from=2010&to=2010").context["story"]
    events, mentions = ([row.happening.term["body"]["code"] for row in rows] for rows in (story.events, story.vague))
    assert (events, mentions) == (["ilo"], ["iom"])
    page = said(client, "2010", "2010")
    assert "May 2010 Nepal became an observer of the Ilo." in page
    assert (
        "1 more, of which no source says when it began or ended by May 2010 Nepal was named as a member of the Iom."
        in page
    )


def test_a_year_or_month_to_begin_with_counts_from_its_first_day(client, publisher):
    factories.published(state(publisher, "nepal", start="2012"), by=publisher)
    factories.published(state(publisher, "yemen", start="2012-03-01"), by=publisher)
    assert found(client, "2012", "2012") == [("nepal", "began", True), ("yemen", "began", True)]
    assert found(client, "2012-03", "2012-03") == [("yemen", "began", True), ("nepal", "began", False)]
    assert found(client, "2012-03-01", "2012-04") == [("nepal", "began", False)]
