import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.verbs import publishing
from profiles.published.models import Role
from profiles.reading import between
from tests import factories

pytestmark = pytest.mark.django_db


def found(client, first, last, key="memberships"):
    """What a section says: (profile, kind, whether it is certain)."""
    sections = client.get(f"/between/?from={first}&to={last}").context["sections"]
    section = next(row for row in sections if row.key == key)
    return [(event.profile["slug"], event.kind, event.sure) for event in section.sure + section.maybe]


def consultation(ordinal, start, end="", **columns):
    return factories.published(
        factories.meeting(
            f"m{ordinal}", ordinal=ordinal, start=start, end=end, name_en=f"Consultation {ordinal}", **columns
        )
    )


def state(publisher, slug="nepal", **columns):
    entity = factories.entity(slug, type=None)
    if columns:
        factories.membership(entity, **columns)
    return entity


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
    told = [("yemen", "ended", False), ("nepal", "lapsed", False)]
    assert found(client, "2010-05-03", "2010-05-04") == []
    assert found(client, "2010-05-04", "2010-05-05") == told
    assert found(client, "2009", "2012") == told
    assert found(client, "2010-05-05", "2010-05-06") == found(client, "2020", "2021") == []
    html = client.get("/between/?from=2009&to=2012").content.decode()
    assert "<strong>Last named</strong> as Sending: no source says that it left" in html


def test_who_was_named_once_is_told_of_once(client, publisher):
    columns = {"start": "2010-05-03", "start_qualifier": "at_latest", "end": "2010-05-04"}
    factories.published(state(publisher, end_qualifier="at_earliest", **columns), by=publisher)
    assert found(client, "2010", "2010") == [("nepal", "named", False)]
    assert found(client, "2010-05-02", "2010-05-04") == [("nepal", "began", False)]
    assert "<strong>Named</strong> as Sending" in client.get("/between/?from=2010&to=2010").content.decode()


def test_who_had_certainly_begun_by_a_day_began_by_it(client, publisher):
    factories.published(state(publisher, start="2008", start_by="2008-01-22"), by=publisher)
    assert found(client, "2007", "2008-01-22") == [("nepal", "began", True)]
    assert found(client, "2008-01-10", "2008-02-01") == [("nepal", "began", False)]
    assert found(client, "2008-01-22", "2009") == []


def test_what_is_over_with_no_date_is_over_as_far_as_it_is_counted(client, publisher):
    factories.published(state(publisher, start="2010", ended=True), by=publisher)
    assert found(client, "2009", "2012") == [("nepal", "began", True), ("nepal", "ended", False)]
    assert found(client, "2010-03-01", "2010-04-01") == [("nepal", "both", False)]
    assert found(client, "2011-01-02", "2012") == []


def test_a_disputed_fact_is_never_certain(client, publisher):
    factories.published(state(publisher, start="2010-05-01", certainty="disputed"), by=publisher)
    assert found(client, "2010", "2011") == [("nepal", "began", False)]


def test_a_fact_without_a_date_happened_on_no_day(client, publisher):
    entity = state(publisher, start="")
    factories.responsible_entity(entity, ended=True)
    factories.published(entity, by=publisher)
    for key in between.SECTIONS:
        assert found(client, "1900", "", key) == []


def test_a_change_of_type_is_one_change(client, publisher):
    entity = state(publisher, type="observer", start="2005-01-01", end="2010-05-01")
    factories.membership(entity, "sending", "2010-05-01")
    factories.published(entity, by=publisher)
    assert found(client, "2010", "2010") == [("nepal", "changed", True)]
    assert "from Observer to Sending" in client.get("/between/?from=2010&to=2010").content.decode()


def test_a_return_in_the_same_type_is_told_as_leaving_and_joining(client, publisher):
    entity = state(publisher, start="2005-01-01", end="2010-05-01")
    factories.membership(entity, "sending", "2010-08-01")
    factories.published(entity, by=publisher)
    assert sorted(found(client, "2010", "2010")) == [("nepal", "began", True), ("nepal", "ended", True)]


def test_who_took_and_handed_over_a_role(client, publisher):
    oman, nepal = state(publisher, "oman", start="2001"), state(publisher, "nepal", start="2001")
    factories.role_term(oman, "chair", "2010-05-01", end="2012-05-01")
    factories.role_term(nepal, "chair", "2012-05-01")
    for row in (oman, nepal):
        factories.published(row, by=publisher)
    assert found(client, "2012", "2012", "roles") == [("oman", "ended", True), ("nepal", "began", True)]


def test_a_meeting_hosted_through_its_last_day_is_over_by_it(client, publisher):
    oman = state(publisher, "oman", start="2001")
    role = factories.word(Role, "host", last_day_counts=True)
    factories.role_term(oman, role.code, "2010-05-01", end="2010-05-02")
    factories.published(oman, by=publisher)
    assert found(client, "2010-04-01", "2010-05-02", "roles") == [("oman", "both", True)]
    assert found(client, "2010-05-02", "2011", "roles") == []


# ── The meetings in between ────────


def held(client, first, last):
    """The slugs of the meetings held certainly, and possibly."""
    rows = client.get(f"/between/?from={first}&to={last}").context["held"]
    return [row.slug for row in rows.sure], [row.slug for row in rows.maybe]


@pytest.mark.parametrize(
    ("first", "last", "sure"),
    [
        ("2012-04-17", "2012-04-18", ["m2"]),
        ("2012-04-18", "2012-04-20", ["m2"]),
        ("2012-04-16", "2012-04-17", []),
        ("2012-04-19", "2012-04-20", []),
        ("2008-01-20", "2012-04-18", ["m1", "m2"]),
        ("2008-01-21", "2012-04-19", ["m2"]),
    ],
)
def test_a_meeting_is_told_if_a_day_of_it_lies_after_the_first_day_and_up_to_the_last(client, db, first, last, sure):
    consultation(2, "2012-04-18", "2012-04-19")
    consultation(1, "2008-01-21")
    factories.published(factories.meeting("undated", start=""))
    assert held(client, first, last) == (sure, [])


@pytest.mark.parametrize(
    ("columns", "first", "last", "found"),
    [
        ({"start": "2012"}, "2011-12-31", "2012-12-31", "sure"),
        ({"start": "2012"}, "2011-12-31", "2012-06-30", "maybe"),
        ({"start": "2012"}, "2012-06-30", "2013-06-30", "maybe"),
        ({"start": "2012"}, "2012-12-31", "2013-06-30", ""),
        ({"start": "2012", "certainty": "inferred"}, "2011-12-31", "2012-12-31", "sure"),
        ({"start": "2012", "certainty": "disputed"}, "2011-12-31", "2012-12-31", "maybe"),
        ({"start": "2012-04", "start_qualifier": "about"}, "2012-03-31", "2012-04-30", "maybe"),
        ({"start": "2012-04", "start_qualifier": "at_latest"}, "2011-03-31", "2012-04-30", "maybe"),
        ({"start": "2012-04", "start_qualifier": "at_latest"}, "2010-03-31", "2011-04-30", ""),
        ({"start": "2012-04", "start_qualifier": "at_earliest"}, "2012-03-31", "2012-04-30", "maybe"),
        ({"start": "2012-04", "start_qualifier": "at_earliest"}, "2012-04-30", "2013-04-30", ""),
    ],
)
def test_a_meeting_whose_days_are_not_exact_or_sure_is_possibly_told(client, db, columns, first, last, found):
    factories.published(factories.meeting("som", unusual=True, **columns))
    assert held(client, first, last) == tuple(["som"] if found == key else [] for key in ("sure", "maybe"))


def test_a_meeting_on_one_of_two_days_is_certain_where_both_are_asked_for(client, db):
    qualifiers = {"start_qualifier": "at_earliest", "end_qualifier": "at_latest"}
    factories.published(factories.meeting("som", start="2017-01-23", end="2017-01-24", **qualifiers))
    assert held(client, "2017-01-22", "2017-01-24") == (["som"], [])
    assert held(client, "2017-01-22", "2017-01-23") == ([], ["som"])
    assert held(client, "2017-01-23", "2017-01-24") == ([], ["som"])
    assert held(client, "2017-01-24", "2017-01-25") == ([], [])


def test_the_meetings_held_are_linked_with_days_and_place_or_said_to_be_unknown(client, db):
    consultation(1, "2008-01-21", "2008-01-22", place_en="Abu Dhabi")
    page = client.get("/between/?from=2008&to=2008").content.decode()
    assert '<a href="/meetings/m1/">Consultation 1</a>' in page
    assert '<small class="remark">Abu Dhabi</small>' in page
    assert '<time datetime="2008-01-21">21</time>–' in page
    assert "No meeting is known." in client.get("/between/?from=2009&to=2010").content.decode()


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


def test_totals_before_and_after(client, publisher):
    factories.published(state(publisher, "nepal", start="2005-01-01"), by=publisher)
    factories.published(state(publisher, "india", start="2010-05-01"), by=publisher)
    factories.published(state(publisher, "iom", type="observer", start="2010"), by=publisher)
    rows = client.get("/between/?from=2009-12-31&to=2010-06-01").context["totals"]
    assert [(row.type and row.type.code, row.before.certain, row.after.certain, row.after.more) for row in rows] == [
        (None, 1, 2, 0),
        ("sending", 1, 2, 0),
        ("observer", 0, 0, 1),
    ]


def test_without_days_it_is_the_last_two_consultations(client, publisher):
    consultation(1, "2008-01-21", "2008-01-22")
    consultation(2, "2012-04-19")
    consultation(3, "2014-11-27")
    consultation(4, "2998", unusual=True)
    context = client.get("/between/").context
    assert (context["first"], context["last"]) == (dt.date(2012, 4, 19), dt.date(2014, 11, 27))
    assert [(step["first"].year, step["last"].year) for step in context["steps"]] == [(2008, 2012), (2012, 2014)]
    assert client.get("/between/?to=2013").context["first"] == dt.date(2012, 4, 19)
    assert client.get("/between/?from=2013").context["last"] == timezone.localdate()


def test_without_consultations_it_is_this_year(client, db):
    context = client.get("/between/").context
    assert context["first"] == dt.date(context["last"].year, 1, 1)


def test_a_year_or_month_to_begin_with_counts_from_its_first_day(client, publisher):
    factories.published(state(publisher, "nepal", start="2012"), by=publisher)
    factories.published(state(publisher, "yemen", start="2012-03-01"), by=publisher)
    assert found(client, "2012", "2012") == [("nepal", "began", True), ("yemen", "began", True)]
    assert found(client, "2012-03", "2012-03") == [("yemen", "began", True), ("nepal", "began", False)]
    assert found(client, "2012-03-01", "2012-04") == [("nepal", "began", False)]
