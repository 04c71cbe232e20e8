import datetime as dt

import pytest

from profiles.published.models import Body
from profiles.reading.finding import crowds
from profiles.reading.finding.question import Question
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(publisher):
    """Observers: one for a month, one of which it is disputed, one from the next year on; a member of a body."""
    factories.word(Body, "colombo", label_en="Colombo Process")
    for slug, dates in (
        ("japan", {"start": "2012-04-18", "end": "2012-05-18"}),
        ("mauritius", {"start": "2012", "end": "2012", "certainty": "disputed"}),
        ("sweden", {"start": "2013"}),
    ):
        entity = factories.entity(slug, type=None)
        factories.membership(entity, "observer", **dates)
        factories.published(entity, by=publisher)
    nepal = factories.entity("nepal")
    factories.affiliation(nepal, "colombo", "member", "2003")
    factories.affiliation(factories.entity("qatar"), "colombo", "none")
    factories.published(nepal, by=publisher)


def of(query):
    return Question.of(query, Reading.now())


def names(answer):
    return [[row.slug for row in rows] for rows in (answer.certainly, answer.possibly)]


@pytest.mark.parametrize(
    ("query", "certainly", "possibly"),
    [
        ("observers 2012", ["japan"], ["mauritius"]),
        ("observers 18 april 2012", ["japan"], ["mauritius"]),
        ("observers 18 may 2012", [], ["mauritius"]),
        ("observers 2013", ["sweden"], []),
        ("observers", ["sweden"], []),
    ],
)
def test_who_was_an_observer_at_any_time_of_a_year_or_on_a_day(many, query, certainly, possibly):
    (answer,) = crowds.standings(of(query))
    assert names(answer) == [certainly, possibly]
    assert (answer.certain, answer.possible, answer.left_out) == (len(certainly), len(possibly), 0)


@pytest.mark.parametrize("query", ["observers 2001", "members 1999", "sending 1999"])
def test_nobody_is_no_answer(many, query):
    assert list(crowds.standings(of(query))) == []


@pytest.fixture
def joiners(publisher):
    for slug, *terms in (
        ("chad", {"start": "2012-04"}),
        ("cuba", {"start": "2012", "certainty": "disputed"}),
        ("fiji", {"start": "2012", "start_qualifier": "at_latest"}),
        ("iran", {"start": "2008", "end": "2010"}, {"start": "2012-05"}),
        ("mali", {"start": "2011-04"}),
    ):
        entity = factories.entity(slug, type=None)
        for dates in terms:
            factories.membership(entity, "observer", **dates)
        factories.published(entity, by=publisher)


@pytest.mark.parametrize(
    ("query", "certainly", "possibly"),
    [
        ("who joined in 2012", ["chad"], ["cuba", "fiji"]),
        ("observers since 2012", ["chad"], ["cuba", "fiji"]),
        ("joined april 2012", ["chad"], ["cuba", "fiji"]),
        ("من انضم في 2011", ["mali"], ["fiji"]),
        ("who joined in 2019", [], []),
    ],
)
def test_who_joined_in_a_time_is_told_by_the_first_start(joiners, query, certainly, possibly):
    (answer,) = crowds.joined(of(query))
    assert (names(answer), answer.when.text) == ([certainly, possibly], of(query).when.text)
    assert list(crowds.standings(of(query))) == []


@pytest.mark.parametrize("query", ["since 2012", "who joined", "mali joined 2012", "joined zzzz 2012", "members 2012"])
def test_without_a_time_or_beside_other_words_it_is_not_asked_who_joined(joiners, query):
    assert list(crowds.joined(of(query))) == []


def test_the_status_none_makes_nobody_a_member(many):
    body = Reading.now().vocabularies.body["colombo"]
    assert names(crowds.who(of("colombo"), "body", "colombo", body)) == [["nepal"], []]
    assert crowds.who(of("colombo observers"), "body", "colombo", body) is None


def test_of_many_the_first_are_named(many, publisher, monkeypatch):
    monkeypatch.setattr(crowds, "NAMED", 1)
    (answer,) = crowds.standings(of("observers 2012"))
    assert (answer.number, answer.left_out) == (2, 0)
    for slug in ("france", "germany"):
        entity = factories.entity(slug, type=None)
        factories.membership(entity, "observer", start="2012")
        factories.published(entity, by=publisher)
    (answer,) = crowds.standings(of("observers 2012"))
    assert (names(answer), answer.left_out) == ([["france"], ["mauritius"]], 2)


def test_how_many_there_are_costs_one_query(many, django_assert_num_queries):
    question = of("observers 2012")
    crowds.held_by(question.reading, (dt.date(2012, 1, 1), dt.date(2012, 12, 31)), "standing", "observer")
    with django_assert_num_queries(1):
        list(crowds.standings(question))
