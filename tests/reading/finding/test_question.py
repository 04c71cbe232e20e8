import pytest

from profiles.published.models import Body, Role, ThematicArea
from profiles.reading.finding import question
from profiles.reading.finding.question import Question
from profiles.reading.reading import Reading
from tests import factories


def of(query):
    return Question.of(query, Reading.now())


def slugs(found):
    return [profile["slug"] for profile in found.profiles]


def codes(rows):
    return [row.code for row in rows]


@pytest.mark.parametrize(
    ("query", "date", "rest"),
    [
        ("chair 2015", "2015", ["chair"]),
        ("27 november 2014 chair", "2014-11-27", ["chair"]),
        ("chair 2014 11 27", "2014-11-27", ["chair"]),
        ("nov 2014", "2014-11", []),
        ("ابريل 2012 رئاسه", "2012-04", ["رئاسه"]),
        ("24 01 2017", "2017-01-24", []),
        ("2014 2015", "2014", ["2015"]),
        ("0", None, ["0"]),
        ("99999 chair", None, ["99999", "chair"]),
        ("1899", None, ["1899"]),
        ("2101", None, ["2101"]),
        ("31 february 2015", "2015-02", ["31"]),
        ("", None, []),
    ],
)
def test_a_time_is_taken_from_words(query, date, rest):
    found, left = question.take_date(query.split())
    assert (found and found.text, left) == (date, rest)


@pytest.fixture
def words(publisher):
    factories.word(Role, "chair", label_en="Chair-in-Office", label_ar="رئاسة الحوار")
    factories.word(Body, "colombo-process", label_en="Colombo Process", acronym_en="CP")
    factories.word(ThematicArea, "skills", label_en="Skills certification and mutual recognition", label_ar="مهارات")
    factories.word(ThematicArea, "fair", label_en="Fair recruitment", label_ar="استقدام عادل")


@pytest.fixture
def states(publisher):
    for slug, other in (("oman", ""), ("sri-lanka", "Ceylon\nSerendib Isle"), ("saudi-arabia", "KSA"), ("lanka", "")):
        factories.published(factories.entity(slug, other_names_en=other), by=publisher)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("who are the members", {"member"}),
        ("الأعضاء والمراقبون", {"member", "observer"}),
        ("ministry", {"office"}),
        ("وزارة", {"office"}),
        ("what was adopted at the meeting", {"adopted", "meeting"}),
        ("hosted", {"host"}),
        ("what changed between", {"between"}),
        ("oman", set()),
    ],
)
def test_what_is_asked_for_is_known_by_its_words_in_both_languages(db, query, asked):
    assert of(query).asked == asked


@pytest.mark.parametrize(
    ("query", "profiles", "others"),
    [
        ("oman", ["oman"], []),
        ("Is Oman a member?", ["oman"], []),
        ("ksa chair", ["saudi-arabia"], ["chair"]),
        ("sri lanka", ["sri-lanka"], []),
        ("srilanka", ["sri-lanka"], []),
        ("sri lan ka", ["sri-lanka"], []),
        ("serendib isle oman", ["sri-lanka", "oman"], []),
        ("kingdom of oman", ["oman"], []),
        # A word of a name is no name, but where something is asked and nobody else has it.
        ("saudi", [], ["saudi"]),
        ("saudi ministry", ["saudi-arabia"], []),
        ("serendib ministry", ["sri-lanka"], []),
        ("omani", [], ["omani"]),
    ],
)
def test_profiles_are_named_by_whole_names(states, query, profiles, others):
    found = of(query)
    assert (slugs(found), [group[0] for group in found.others]) == (profiles, others)


def test_a_name_that_many_share_names_none_of_them(publisher):
    for number in range(question.FEW + 1):
        factories.published(factories.entity(f"guinea-{number}", other_names_en="Guinea"), by=publisher)
    assert slugs(of("guinea")) == []


@pytest.mark.parametrize(
    ("query", "kind", "found"),
    [
        ("colombo process members", "body", ["colombo-process"]),
        ("colomboprocess", "body", ["colombo-process"]),
        ("cp", "body", ["colombo-process"]),
        ("skills recognition", "area", ["skills"]),
        ("skills", "area", ["skills"]),
        ("recognition", "area", []),
        ("مهارات", "area", ["skills"]),
        ("fair recruitment 2015", "area", ["fair"]),
        ("fair skills", "area", []),
        ("", "area", []),
    ],
)
def test_a_word_of_a_vocabulary_is_named_by_half_of_its_label_at_least(words, query, kind, found):
    assert codes(of(query).vocabulary(kind)) == found


@pytest.mark.parametrize("query", ["chair", "who chaired", "الرئاسة", "ترأس", "chair in office", "رئيس الحوار 2015"])
def test_an_office_is_asked_for_by_its_verb_too(words, query):
    assert codes(of(query).roles) == ["chair"]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("3rd consultation", {3}), ("consultation 3", {3}), ("ministerial 3", {3}), ("3", set()), ("6th 7th", {6, 7})],
)
def test_a_number_beside_words_says_which_of_several(db, query, numbers):
    assert of(query).numbers == numbers


def test_a_time_that_is_still_to_come_is_known(db):
    assert of("chair 2099").is_ahead
    assert not of("chair 2015").is_ahead
    assert of("chair 2015").span[1].isoformat() == "2015-12-31"
    assert of(f"chair {Reading.now().today.year}").span[1] == Reading.now().today


@pytest.mark.parametrize("query", ["a" * 100, "\u202e\u2066chair\u2069", "%_'\"; --", "()*:^~|&!", "ﷺ", "𝟚𝟘𝟙𝟝"])
def test_whatever_is_typed_is_a_question(words, query):
    assert of(query).profiles == []


def test_each_word_costs_a_query_and_all_profiles_one(states, django_assert_num_queries):
    reading = Reading.now()
    Question.of("oman", reading)
    with django_assert_num_queries(3 + 1 + 1):
        assert slugs(Question.of("oman lanka ksa", reading)) == ["oman", "lanka", "saudi-arabia"]
