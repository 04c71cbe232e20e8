"""What keeps a profile from being published, and what is only worth a second look."""

import re

import pytest

from profiles.desk import checks, workingcopy
from profiles.desk.models import Membership
from tests import factories

pytestmark = pytest.mark.django_db


def problems(entity):
    return [(problem.sentence, problem.field) for problem in checks.problems(workingcopy.document(entity))]


def test_a_whole_profile_has_no_problem(db):
    assert problems(factories.entity()) == []


def test_each_problem_leads_to_the_field_where_it_is_mended(db):
    draft = factories.entity(type=None, name_ar="", summary_en="", summary_ar="")
    assert problems(draft) == [
        ("The name is missing in one language.", "id_name_ar"),
        (
            "It has no membership: say at least what it is, with “not stated” for what is not known.",
            "memberships-group",
        ),
        ("The summary is missing.", "id_summary_en"),
    ]


@pytest.mark.parametrize(
    ("second", "overlap"),
    [
        ({"start": "2010"}, True),
        ({"start": "2001", "end": "2008"}, False),
        ({"start": "2010", "certainty": "disputed"}, False),
    ],
)
def test_two_memberships_do_not_certainly_hold_at_one_time(second, overlap):
    entity = factories.entity(start="2008")
    factories.membership(entity, "observer", **second)
    sentences = checks.overlaps_of(entity.memberships.all())
    assert bool(sentences) == overlap == bool(problems(entity))
    assert sentences in ([], ["Two memberships hold at one time: Sending and Observer."])


@pytest.mark.parametrize("name", ["start", "start_by", "start_printed", "end"])
def test_a_year_of_another_calendar_is_a_problem_until_it_is_called_right(name):
    entity = factories.entity(type=None)
    row = factories.membership(entity, **{"start": "2551", name: "2551-04"})
    sentence = "Sending: The year 2551 looks mistaken: 2551 in the Buddhist calendar is 2008."
    assert problems(entity) == [(sentence, f"fact-{row.uid}")]
    Membership.objects.update(unusual=True)
    assert problems(entity) == []


@pytest.mark.parametrize(
    ("first", "second", "gap"),
    [
        ({"end": "2025"}, {"start": "2026"}, "2025 2026"),
        ({"end": "2025-07-01"}, {"start": "2025-07-01"}, ""),
        ({"end": "2025-07-01"}, {"start": "2025-07"}, "1 July 2025 July 2025"),
        ({"end": "2025-07-01"}, {"start": "2025", "start_by": "2025-07-01"}, ""),
        ({"ended": True}, {"start": "2026"}, "ended, date not stated 2026"),
        ({}, {"start": "2026"}, ""),
        ({"end": "2025", "certainty": "disputed"}, {"start": "2026"}, ""),
    ],
)
def test_memberships_that_may_leave_a_gap_are_warned_of_with_their_dates(first, second, gap):
    entity = factories.entity(type=None)
    factories.membership(entity, "receiving", **second)
    factories.membership(entity, "sending", "2008", **first)
    sentences = checks.gaps(workingcopy.document(entity))
    said = [
        re.fullmatch(r"Between Sending \(until: (.*)\) and Receiving \(from: (.*)\) nothing .*", text).groups()
        for text in sentences
    ]
    assert " ".join(part for pair in said for part in pair) == gap


def test_each_two_that_follow_each_other_are_compared():
    entity = factories.entity(type=None)
    for start, end in (("2020", ""), ("2008", "2010"), ("2012", "2014-01-01")):
        factories.membership(entity, start=start, end=end)
    assert len(checks.gaps(workingcopy.document(entity))) == 2


# ── Documents and programmes ────────


def sentences(entry):
    return [problem.sentence for problem in checks.problems(workingcopy.document(entry))]


def test_an_agreement_has_two_parties():
    paper = factories.paper(kind="agreement")
    factories.party(paper, "nepal")
    assert sentences(paper) == ["An agreement has at least two parties."]
    factories.party(paper, "qatar")
    assert sentences(paper) == []


@pytest.mark.parametrize(
    ("columns", "known"),
    [
        ({}, False),
        ({"url": "https://example.org"}, True),
        ({"file": "0" * 64 + ".pdf"}, True),
        ({"rests_on": [{"code": "a-list", "carries": "all"}]}, True),
    ],
)
def test_something_says_that_there_is_a_document(columns, known):
    found = sentences(factories.paper(**{"url": ""} | columns))
    missing = "Nothing says that there is such a document: give an address, a file or a source."
    assert found == ([] if known else [missing])


@pytest.mark.parametrize(
    ("make", "column"), [(factories.paper, "day"), (factories.programme, "start"), (factories.programme, "end")]
)
def test_a_doubtful_year_is_asked_about_until_it_is_called_right(make, column):
    entry = make(**{column: "2551"})
    (problem,) = checks.problems(workingcopy.document(entry))
    assert problem.field == f"id_{column}"
    entry.unusual = True
    assert sentences(entry) == []


def test_addresses_under_which_nothing_is_public_are_warned_of(publisher):
    factories.published(factories.entity("nepal"), by=publisher)
    factories.entity("draft")
    meeting = factories.meeting(host_slug="draft")
    for slug in ("nepal", "nepaal", ""):
        factories.attendance(meeting, slug, name_en="Somebody")
    found = checks.unknown_addresses(workingcopy.document(meeting))
    assert [re.search("“(.*)”", sentence)[1] for sentence in found] == ["draft", "nepaal"]
    (sentence,) = checks.unknown_addresses(workingcopy.document(factories.paper(meeting_slug=meeting.slug)))
    assert "“m1”" in sentence
    assert checks.unknown_addresses(workingcopy.document(factories.text())) == []
