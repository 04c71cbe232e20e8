import pytest

from profiles.reading.finding import consultations
from profiles.reading.finding.question import Question
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings(publisher):
    """Three consultations: in Manila, where a declaration was adopted, in Doha and in Manila again; one to come."""
    factories.published(factories.entity("philippines", other_names_en="Pilipinas"), by=publisher)
    for number, (name, start, place) in enumerate(
        (("First", "2008-01-21", "Manila"), ("Second", "2012-04", "Doha"), ("Third", "2014-11-27", "Manila")), 1
    ):
        host = "philippines" if place == "Manila" else ""
        meeting = factories.meeting(
            f"m{number}", ordinal=number, name_en=f"{name} Consultation", start=start, place_en=place, host_slug=host
        )
        factories.published(meeting, by=publisher)
    factories.published(factories.meeting("m4", ordinal=4, name_en="Fourth", start="2028"), by=publisher)
    for slug, kind in (("declaration", "declaration"), ("study", "report")):
        factories.published(factories.paper(slug, kind=kind, meeting_slug="m1"), by=publisher)


def of(query):
    return Question.of(query, Reading.now())


def told(query):
    return [(line.meeting.slug, line.held) for answer in consultations.gathered(of(query)) for line in answer.lines]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("second consultation", ["m2"]),
        ("2nd consultation", ["m2"]),
        ("consultation 2", ["m2"]),
        ("manila", ["m3", "m1"]),
        ("manila 2014", ["m3"]),
        ("meeting april 2012", ["m2"]),
        ("meeting 9 april 2012", ["m2"]),
        ("2014", ["m3"]),
        ("2015", []),
        ("hosted 2008", ["m1"]),
        ("hosted 2012", []),
        ("hosted philippines", ["m3", "m1"]),
        ("philippines", []),
        ("meeting", []),
        ("what was adopted in manila", ["m1"]),
        ("members manila", []),
        ("last consultation", ["m3"]),
        ("what was adopted at the latest consultation", ["m3"]),
        ("آخر مشاورة", ["m3"]),
        ("next consultation", ["m4"]),
        ("المشاورة المقبلة", ["m4"]),
        ("last consultation manila", ["m3"]),
        ("last consultation doha", []),
        ("last", []),
    ],
)
def test_meetings_are_asked_for_by_name_number_place_time_and_host(meetings, query, found):
    assert [slug for slug, _held in told(query)] == found


def test_what_is_still_to_come_is_only_possible(meetings):
    assert told("meeting 2028") == [("m4", "possible")]
    assert told("second") == [("m2", "certain")]


def test_more_meetings_than_a_few_are_no_answer(meetings, monkeypatch):
    monkeypatch.setattr(consultations, "FEW", 1)
    assert told("manila") == []


def test_what_was_adopted_is_told_from_what_was_presented(meetings):
    (answer,) = consultations.gathered(of("first consultation"))
    (line,) = answer.lines
    assert [[row["slug"] for row in rows] for rows in (line.adopted, line.presented)] == [["declaration"], ["study"]]
    assert line.host["slug"] == "philippines"


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("what changed between the first and third consultation", ["2008-01-21", "2014-11-27"]),
        ("changes 1st 3rd", ["2008-01-21", "2014-11-27"]),
        ("first and third", []),
        ("what changed in manila", []),
        ("changes first", []),
        # Of the second no last day is stated.
        ("changes first second", []),
    ],
)
def test_two_consultations_are_told_apart(meetings, query, days):
    found = [(answer.first, answer.last) for answer in consultations.between(of(query))]
    assert [day.isoformat() for pair in found for day in pair] == days
