import datetime as dt

import pytest

from profiles.published import documents
from profiles.values.period import ALWAYS, NEVER, Bounds

TODAY = dt.date(2026, 11, 23)
JAN_2008, END_2008 = dt.date(2008, 1, 1), dt.date(2008, 12, 31)


def membership(start, end="", *, code="sending", **more):
    fact = {
        "uid": f"{start}{end}",
        "start": start,
        "end": end,
        "start_qualifier": "exact",
        "end_qualifier": "exact",
        "start_by": "",
        "recorded": "2026-11-23",
        "sources": [],
    }
    word = {"code": code, "standing": "observer" if code == "observer" else "member"}
    return fact | {"ended": False, "certainty": "stated", "type": word} | more


def document(*memberships):
    return {"memberships": memberships, "role_terms": [], "affiliations": [], "areas": []}


def test_the_digest_is_of_the_canonical_text_whatever_the_order_of_keys():
    assert documents.digest({"b": 1, "a": "é"}) == documents.digest({"a": "é", "b": 1})
    assert documents.canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'


def test_facts_stand_as_arranged_then_by_body_then_by_start_then_by_uid():
    facts = [
        {"uid": "a", "start": "2001", "position": 1},
        {"uid": "b", "start": "2009", "position": 0},
        {"uid": "c", "start": "2008", "body": {"code": "iom"}},
        {"uid": "d", "start": "2010", "body": {"code": "ilo"}},
        {"uid": "f", "start": "2010"},
        {"uid": "e", "start": "2010"},
        {"uid": "g", "start": ""},
    ]
    assert [fact["uid"] for fact in sorted(facts, key=documents.fact_order)] == list("gbefdca")


def test_what_is_sure_is_certain_within_its_dates():
    for certainty in ("stated", "inferred"):
        bounds = documents.bounds(membership("2008", certainty=certainty))
        assert bounds == Bounds(JAN_2008, END_2008, ALWAYS, ALWAYS)


def test_disputed_and_not_stated_facts_are_never_certain():
    for certainty in ("disputed", "not_stated"):
        bounds = documents.bounds(membership("2008", certainty=certainty))
        assert bounds.on(TODAY) == "possible"


def test_the_join_date_is_the_earliest_start_that_is_not_disputed():
    rows = document(membership("2010"), membership("2005", certainty="disputed"), membership("", "2009"))
    assert documents.join_date(rows)["start"] == "2010"
    assert documents.join_date(document()) is None


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        (membership("2008"), membership("2010", code="observer"), 1),
        (membership("2008", "2010"), membership("2010", code="observer"), 0),
        (membership("2008-01-21", "2012-04-19"), membership("2012-04-19", code="observer"), 0),
        (membership("2008"), membership("2010", certainty="disputed"), 0),
        (membership("2008", "2014", end_qualifier="at_earliest", ended=True), membership("2017"), 0),
    ],
)
def test_memberships_overlap_only_where_both_are_certain(first, second, number):
    assert len(documents.overlaps(document(first, second))) == number


def test_a_document_is_filtered_by_type_and_standing_role_body_and_area():
    period = {"start": "2008", "end": "", "start_qualifier": "exact", "end_qualifier": "exact", "ended": False}
    period |= {"start_by": "", "recorded": ""}
    term = period | {"certainty": "disputed", "role": {"code": "chair"}}
    affiliation = period | {"certainty": "stated", "body": {"code": "iom"}, "status": "observer"}
    content = {
        "memberships": [membership("2008", code="observer")],
        "role_terms": [term],
        "affiliations": [affiliation],
        "areas": [{"code": "gender"}],
    }

    facets = documents.facets(content)

    since_2008 = vars(Bounds(JAN_2008, END_2008, ALWAYS, ALWAYS))
    perhaps = vars(Bounds(JAN_2008, JAN_2008, JAN_2008, ALWAYS))
    always = vars(Bounds(NEVER, NEVER, ALWAYS, ALWAYS))
    assert facets == [
        {"kind": "type", "code": "observer", "status": ""} | since_2008,
        {"kind": "standing", "code": "observer", "status": ""} | since_2008,
        {"kind": "role", "code": "chair", "status": ""} | perhaps,
        {"kind": "body", "code": "iom", "status": "observer"} | since_2008,
        {"kind": "area", "code": "gender", "status": ""} | always,
    ]


def test_an_inferred_start_is_a_join_date_one_that_is_not_stated_as_a_fact_is_none():
    rows = document(
        membership("2010"), membership("2009", certainty="inferred"), membership("2003", certainty="not_stated")
    )
    assert documents.join_date(rows)["start"] == "2009"


def test_each_overlapping_pair_is_named_once():
    first, second, third = membership("2001", "2007"), membership("2005", "2011"), membership("2009")
    assert documents.overlaps(document(first, second, third)) == [(first, second), (second, third)]


def cited(*codes, carries="all"):
    return [{"code": code, "carries": carries} for code in codes]


def test_what_rests_on_a_source_is_told_once_by_part_and_fact():
    note = '<p>Since 2008.<sup data-source="a-list"></sup></p>'
    row = document(membership("2008", sources=cited("a-list", carries="start") + cited("b-list")))
    row |= {"body": {"en": note, "ar": note}}
    office = {"uid": "o", "sources": [], "text": {"en": "", "ar": note}}
    assert documents.citations(row | {"responsible_entities": [office]}) == [
        ("a-list", "body", None, "all"),
        ("a-list", "memberships", "2008", "start"),
        ("b-list", "memberships", "2008", "all"),
        ("a-list", "text", "o", "all"),
    ]


def test_a_fact_says_the_same_whenever_it_was_recorded():
    one, other = (membership("2008", recorded=day) for day in ("2020-01-01", "2021-01-01"))
    assert documents.fact_digest(one) == documents.fact_digest(other)
    assert documents.fact_digest(one) != documents.fact_digest(membership("2009"))


def test_an_empty_start_means_by_the_day_of_recording():
    bounds = documents.bounds(membership("", recorded="2020-05-01"))
    assert bounds == Bounds(NEVER, dt.date(2020, 5, 1), ALWAYS, ALWAYS)


@pytest.mark.parametrize(
    ("start", "qualifier", "by", "printed", "shown"),
    [
        ("2008", "about", "", "", ("2008", "about")),
        ("2008", "about", "2009", "", ("2008", "about")),
        ("2008", "about", "2009", "2008-01-01", ("2008-01-01", "exact")),
        ("", "exact", "2009", "", ("2009", "at_latest")),
        ("", "exact", "2009", "2008-01-01", ("2008-01-01", "exact")),
        ("", "exact", "", "", ("", "exact")),
    ],
)
def test_a_start_is_shown_as_it_was_printed_or_as_it_is_meant(start, qualifier, by, printed, shown):
    fact = {"start": start, "start_qualifier": qualifier, "start_by": by, "start_printed": printed}
    assert documents.shown_start(fact) == shown
