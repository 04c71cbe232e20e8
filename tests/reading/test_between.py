import datetime as dt

import pytest
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db


def consultation(ordinal, start, end="", **columns):
    return factories.published(
        factories.meeting(
            f"m{ordinal}", ordinal=ordinal, start=start, end=end, name_en=f"Consultation {ordinal}", **columns
        )
    )


def held(client, first, last):
    """The slugs of the meetings held certainly, and possibly."""
    events = client.get(f"/between/?from={first}&to={last}").context["story"].events
    return tuple([row.meeting.slug for row in events if row.meeting and row.sure is sure] for sure in (True, False))


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
    assert "</a>, Abu Dhabi" in page
    assert '<time datetime="2008-01-21">21</time>–' in page
    assert "Nothing is known to have changed." in client.get("/between/?from=2009&to=2010").content.decode()


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"day": "2012-04-19"}, [True]),
        ({"day": "2012"}, [False]),
        ({"day": "2012-04-19", "certainty": "disputed"}, [False]),
        ({"day": "2012-04-19", "kind": "agreement"}, [True]),
        ({"day": "2012-04-19", "kind": "report"}, []),
        ({"day": "2013-04-19"}, []),
        ({"day": ""}, []),
    ],
)
def test_documents_that_were_adopted_or_signed_are_told(client, db, columns, told):
    paper = factories.paper("declaration", unusual=True, **columns)
    for slug in ("nepal", "oman"):
        factories.party(paper, slug)
    factories.published(paper)
    response = client.get("/between/?from=2012-04&to=2012-10")
    assert [row.sure for row in response.context["story"].events if row.paper] == told
    assert ('<a href="/documents/declaration/">' in response.content.decode()) is bool(told)


def test_what_happened_is_told_in_order_of_time_what_ended_before_what_began(client, publisher):
    consultation(2, "2012-04-19")
    for slug, columns in (("nepal", {"start": "2012-04-19"}), ("yemen", {"start": "2001", "end": "2012-04-19"})):
        entity = factories.entity(slug, type=None)
        factories.membership(entity, **columns)
        factories.affiliation(entity, "ilo", start="2012-03-01")
        factories.published(entity, by=publisher)
    events = client.get("/between/?from=2012&to=2012").context["story"].events
    told = [(row.date, row.meeting.slug if row.meeting else row.happening.term.profile["slug"]) for row in events]
    assert told == [
        ("2012-03-01", "nepal"),
        ("2012-03-01", "yemen"),
        ("2012-04-19", "m2"),
        ("2012-04-19", "yemen"),
        ("2012-04-19", "nepal"),
    ]


def test_totals_before_and_after(client, publisher):
    factories.published(factories.entity("nepal", start="2005-01-01"), by=publisher)
    factories.published(factories.entity("india", start="2010-05-01"), by=publisher)
    factories.published(factories.entity("iom", type="observer", start="2010"), by=publisher)

    def rows():
        found = client.get("/between/?from=2009-12-31&to=2010-06-01").context["totals"]
        return [(row.type and row.type.code, row.before.certain, row.after.certain, row.after.more) for row in found]

    one, observers = ("sending", 1, 2, 0), ("observer", 0, 0, 1)
    assert rows() == [one, observers]
    factories.published(factories.entity("oman", type="receiving", start="2010-02-01"), by=publisher)
    assert rows() == [(None, 1, 3, 0), one, ("receiving", 0, 1, 0), observers]


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
