import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict

from profiles.desk.verbs import publishing
from profiles.published.models import Body, Role, ThematicArea
from profiles.reading.finding import everything
from profiles.reading.reading import Reading
from profiles.values.choices import EntryKind
from tests import factories

pytestmark = pytest.mark.django_db


def found(words):
    query = QueryDict(mutable=True)
    query["q"] = words
    return everything.find(everything.WordsFilter.of(query, Reading.now()))


def hits(findings, kind):
    """The entries of a kind and where the words stand in each."""
    return [(hit.row["slug"], hit.where) for hit in findings.entries[kind]]


def names(findings):
    return [row.slug for row in findings.members or ()]


def codes(findings):
    return {name: [row.code for row in rows] for name, rows in findings.words.items() if rows}


@pytest.fixture
def library(publisher):
    """Sri Lanka; two meetings, which it hosted and which speaks of it; documents, a programme, a text; words."""
    factories.word(ThematicArea, "fair-recruitment", label_en="Fair recruitment", label_ar="استقدام عادل")
    factories.word(Role, "chair", label_en="Chair-in-Office", label_ar="الرئاسة")
    factories.word(Body, "colombo-process", label_en="Colombo Process", acronym_en="CP")
    lanka = factories.entity("sri-lanka", name_ar="سريلانكا", other_names_en="Ceylon")
    fourth = factories.meeting("m4", start="2017-01-23", name_en="Fourth", place_en="Colombo", host_slug="sri-lanka")
    fifth = factories.meeting("m5", start="2019-10", agenda_en="<p>The Colombo</p><p>Declaration</p>")
    factories.attendance(fifth, "sri-lanka")
    declaration = factories.paper("declaration", day="2017-01-24", name_en="Colombo Declaration")
    pact = factories.paper("pact", kind="agreement", day="2018", name_en="Pact")
    factories.party(pact, "sri-lanka", name_en="", name_ar="")
    factories.party(pact, "kuwait")
    programme = factories.programme("skills", start="2014", summary_en="<p>Skills of workers.</p>")
    factories.part(programme, "sri-lanka", name_en="", name_ar="")
    about = factories.text("about", body_en="<p>It began in Colombo.</p>")
    for entry in (lanka, fourth, fifth, declaration, pact, programme, about):
        factories.published(entry, by=publisher)


def test_a_word_is_found_in_everything_names_first(library):
    colombo = found("colombo")
    assert hits(colombo, EntryKind.MEETING) == [("m4", everything.NAMES), ("m5", everything.TEXTS)]
    assert hits(colombo, EntryKind.PAPER) == [("declaration", everything.NAMES)]
    assert hits(colombo, EntryKind.TEXT) == [("about", everything.TEXTS)]
    assert codes(colombo) == {"body": ["colombo-process"]}
    assert (names(colombo), len(colombo), colombo.mistyped) == ([], 5, False)


@pytest.mark.parametrize(
    ("words", "meetings", "papers"),
    [("colombo 2017", ["m4"], ["declaration"]), ("2017", ["m4"], ["declaration"]), ("2019", ["m5"], [])],
)
def test_a_year_finds_what_is_of_it(library, words, meetings, papers):
    everything = found(words)
    assert [slug for slug, _where in hits(everything, EntryKind.MEETING)] == meetings
    assert [slug for slug, _where in hits(everything, EntryKind.PAPER)] == papers


@pytest.mark.parametrize("words", ["sri lanka", "سريلانكا", "Ceylon", "lanka 2017", "sri lnaka"])
def test_who_hosted_is_found_by_its_names_of_today_and_who_came_is_not(library, words):
    assert hits(found(words), EntryKind.MEETING) == [("m4", everything.PROFILES)]


def test_whoever_has_a_part_is_found_by_the_names_of_its_profile(library):
    ceylon = found("ceylon")
    assert names(ceylon) == ["sri-lanka"]
    assert hits(ceylon, EntryKind.PAPER) == [("pact", everything.PROFILES)]
    assert hits(ceylon, EntryKind.PROGRAMME) == [("skills", everything.PROFILES)]


def test_the_latest_stands_first_among_those_found_alike(library, publisher):
    factories.published(factories.meeting("m6", start="2020", name_en="Fourth again"), by=publisher)
    assert hits(found("fourth"), EntryKind.MEETING) == [("m6", everything.NAMES), ("m4", everything.NAMES)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("recruit", {"area": ["fair-recruitment"]}),
        ("عادل", {"area": ["fair-recruitment"]}),
        ("للرئاسة", {"role": ["chair"]}),
        ("cp", {"body": ["colombo-process"]}),
        ("fair chair", {}),
        ("recruitmnet", {"area": ["fair-recruitment"]}),
    ],
)
def test_words_of_vocabularies_are_found_by_label_and_acronym(library, words, expected):
    assert codes(found(words)) == expected


def test_a_retired_word_is_found_while_a_profile_names_it(library, publisher):
    ThematicArea.objects.filter(code="fair-recruitment").update(retired=True)
    assert codes(found("recruitment")) == {}
    nepal = factories.entity("nepal")
    nepal.areas.add(factories.area())
    factories.published(nepal, by=publisher)
    assert codes(found("recruitment")) == {"area": ["fair-recruitment"]}


def test_mistyped_words_are_tried_only_where_nothing_has_them(library, publisher):
    factories.published(factories.entity("colomba"), by=publisher)
    assert names(found("colombo")) == []
    mistyped = found("colmbo")
    assert mistyped.mistyped
    assert hits(mistyped, EntryKind.PAPER) == [("declaration", everything.NAMES)]
    assert codes(mistyped) == {"body": ["colombo-process"]}


def test_what_is_spelt_nearly_so_is_named_beside_what_is_found(library, publisher):
    for slug in ("colomba", "colombe"):
        factories.published(factories.entity(slug), by=publisher)
    assert [row.slug for row in found("colombo").also] == ["colomba", "colombe"]
    assert [row.slug for row in found("colombe").also] == ["colomba", "declaration", "m4"]
    assert found("colmbo").also == []
    assert found("colombo 2017").also == []


def test_the_first_few_alone_are_named_so(library, publisher, monkeypatch):
    monkeypatch.setattr(everything, "ALSO", 1)
    for slug in ("colomba", "colombe"):
        factories.published(factories.entity(slug), by=publisher)
    assert len(found("colombo").also) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [("fair recruitment", "fair-recruitment"), ("fairrecruitment", "fair-recruitment"), ("cp", "colombo-process")],
)
def test_a_label_in_one_word_is_found_and_answers_stand_first(library, publisher, words, expected):
    nepal = factories.entity("nepal")
    nepal.areas.add(ThematicArea.objects.get(code="fair-recruitment"))
    factories.affiliation(nepal, "colombo-process", "member", "2003")
    factories.published(nepal, by=publisher)
    everything_found = found(words)
    assert [answer.code for answer in everything_found.answers] == [expected]
    assert [expected] in codes(everything_found).values()


@pytest.mark.parametrize("words", ["", "!!", "zzzz", "2016"])
def test_what_stands_nowhere_finds_nothing(library, words):
    assert not found(words)


def test_what_is_withdrawn_or_a_draft_is_not_found(library, publisher):
    factories.meeting("draft", name_en="Fourth draft")
    gone = factories.published(factories.meeting("gone", name_en="Fourth gone", start="2012"), by=publisher)
    publishing.withdraw(gone, by=publisher, reason=("Gone.", "ذهب."))
    assert hits(found("fourth"), EntryKind.MEETING) == [("m4", everything.NAMES)]


@pytest.mark.parametrize("words", ["a" * 101, "\0"])
def test_what_cannot_be_asked_is_refused_with_the_reason(words):
    with pytest.raises(BadRequest):
        found(words)
