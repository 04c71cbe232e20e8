"""What rests on a source, of all that is live and nothing else."""

import datetime as dt

import pytest
from django.core.exceptions import BadRequest
from django.utils import timezone

from profiles.desk.verbs import publishing, savedcopies
from profiles.published.models import Body, Source, ThematicArea
from profiles.reading import facts, sources
from profiles.reading.pages import page_of
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


def footnote(title):
    (cited,) = factories.cites(title)
    return f'<sup data-source="{cited["code"]}"></sup>'


def said(code):
    """What each profile takes from a source: part of the document, start of the fact, what it carries."""
    found = sources.resting(code, Reading.now())
    return {
        profile["slug"]: [(row.part, row.term and row.term["start"], row.carries) for row in rows]
        for profile, rows in found.profiles
    }


def parts(rows):
    """What each entry takes from a source: part of the document, whom the fact names, what it carries."""
    return {
        row["slug"]: [(s.part, s.term["name"]["en"] if s.term else "", s.carries) for s in row.statements]
        for row in rows
    }


def register(query="", kind=""):
    return [item.source["code"] for item in sources.register(Reading.now(), query, kind)]


@pytest.fixture
def nepal(publisher):
    """Nepal, whose every part rests on one list; and India, whose membership does."""
    factories.cites("A list")
    nepal = factories.entity("nepal", type=None, body_en=f"<p>Text.{footnote('A list')}</p>")
    factories.membership(
        nepal,
        start="2008",
        end="2012",
        sources=factories.cites("A list", carries="start") + factories.cites("A list", carries="end"),
    )
    factories.membership(nepal, "observer", "2014", sources=factories.cites("Another list"))
    factories.role_term(nepal, start="2010", sources=factories.cites("A list"))
    factories.affiliation(nepal, start="2011", sources=factories.cites("A list"))
    factories.responsible_entity(
        nepal, start="2013", sources=factories.cites("A list"), text_en=f"<p>Too.{footnote('A list')}</p>"
    )
    factories.published(nepal, by=publisher)
    india = factories.entity("india", type=None)
    factories.membership(india, start="2009", sources=factories.cites("A list"))
    factories.published(india, by=publisher)
    return nepal


def test_every_fact_and_text_that_rests_on_a_source_is_named_by_profile(nepal):
    assert said("a-list") == {
        "india": [("memberships", "2009", ["all"])],
        "nepal": [
            ("body", None, ["all"]),
            ("memberships", "2008", ["start", "end"]),
            ("role_terms", "2010", ["all"]),
            ("affiliations", "2011", ["all"]),
            ("responsible_entities", "2013", ["all"]),
            ("text", "2013", ["all"]),
        ],
    }
    assert said("another-list") == {"nepal": [("memberships", "2014", ["all"])]}


def test_profiles_come_in_the_order_of_names_in_the_readers_language(nepal, publisher):
    bahrain = factories.entity("bahrain", type=None, name_ar="ياء")
    factories.membership(bahrain, sources=factories.cites("A list"))
    factories.published(bahrain, by=publisher)
    assert list(said("a-list")) == ["bahrain", "india", "nepal"]


def test_themes_bodies_and_meetings_rest_on_sources_too(nepal):
    cited = factories.cites("A list")
    area, body = (
        factories.word(ThematicArea, "gender", sources=cited),
        factories.word(Body, "colombo", sources=cited * 2),
    )
    factories.published(factories.meeting("first", rests_on=cited))
    found = sources.resting("a-list", Reading.now())
    assert (found.areas, found.bodies) == ([area], [body])
    assert [row["slug"] for row in found.meetings] == ["first"]
    (listed,) = sources.register(Reading.now(), "a list")[:1]
    assert (listed.source["code"], listed.profiles, len(listed.others)) == ("a-list", 2, 3)


def test_a_meeting_a_document_and_a_programme_say_which_part_of_them_rests_on_a_source(publisher):
    note = f"<p>Text.{footnote('A note')}</p>"
    cited, start = factories.cites("A list"), factories.cites("A list", carries="start")
    meeting = factories.meeting("first", rests_on=cited, agenda_en=note, outcome_en=note)
    factories.attendance(meeting, "nepal", sources=cited)
    factories.attendance(meeting, "india", sources=factories.cites("Another list"))
    paper = factories.paper("treaty", "agreement", summary_ar=note)
    for slug in ("nepal", "oman"):
        factories.party(paper, slug, sources=cited)
    programme = factories.programme("skills", summary_en=note)
    factories.part(programme, "oman", "lead", sources=start + factories.cites("A list", carries="end"))
    for entry in (meeting, paper, programme):
        factories.published(entry, by=publisher)
    on_list, note = (sources.resting(code, Reading.now()) for code in ("a-list", "a-note"))
    assert parts(on_list.meetings) == {"first": [("rests_on", "", ["all"]), ("attendances", "Nepal", ["all"])]}
    assert parts(on_list.papers) == {"treaty": [("parties", "Nepal", ["all"]), ("parties", "Oman", ["all"])]}
    assert parts(on_list.programmes) == {"skills": [("parts", "Oman", ["start", "end"])]}
    assert parts(note.meetings) == {"first": [("agenda", "", ["all"]), ("outcome", "", ["all"])]}
    assert parts(note.papers) == {"treaty": [("summary", "", ["all"])]}
    assert parts(note.programmes) == {"skills": [("summary", "", ["all"])]}
    assert on_list.profiles == note.profiles == on_list.areas == []


@pytest.mark.parametrize("make", [factories.meeting, factories.paper, factories.programme])
def test_what_such_an_entry_alone_rests_on_is_there_while_it_is_public(publisher, make):
    entry = make("one", rests_on=factories.cites("A list"))
    savedcopies.save(entry, by=publisher)
    assert (register(), sources.open_codes(Reading.now()), sources.resting("a-list", Reading.now())) == (
        [],
        frozenset(),
        None,
    )
    factories.published(entry, by=publisher)
    assert register() == ["a-list"]
    assert sources.open_codes(Reading.now()) == sources.open_codes(Reading.now(), ["a-list", "x"]) == {"a-list"}
    publishing.withdraw(entry, by=publisher, reason=("Merged.", "دُمج."))
    assert (register(), sources.resting("a-list", Reading.now())) == ([], None)


def test_a_source_of_drafts_scheduled_withdrawn_and_past_versions_is_not_there(nepal, publisher):
    for slug in ("draft", "later", "gone"):
        entity = factories.entity(slug, type=None)
        factories.membership(entity, sources=factories.cites(f"{slug} list"))
        if slug == "draft":
            savedcopies.save(entity, by=publisher)
        if slug == "later":
            publishing.schedule(entity, by=publisher, at=timezone.now() + dt.timedelta(days=1))
        if slug == "gone":
            publishing.publish(entity, by=publisher)
            publishing.withdraw(entity, by=publisher, reason=("Merged.", "دُمج."))
    nepal.memberships.filter(start="2014").update(sources=factories.cites("A list"))
    publishing.publish(nepal, by=publisher)
    factories.word(Source, "of-nothing")
    now = Reading.now()
    for code in ("draft-list", "later-list", "gone-list", "another-list", "of-nothing", "unknown"):
        assert sources.resting(code, now) is None, code
    assert register() == ["a-list"]
    assert sources.open_codes(now, ["draft-list", "another-list", "a-list"]) == {"a-list"}
    assert sources.open_codes(now, []) == frozenset()
    assert sources.open_codes(now) == {"a-list"}


def test_the_register_is_searched_by_words_in_both_languages_and_by_kind(publisher):
    rows = {
        "declaration": {
            "label_en": "The Declaration",
            "label_ar": "إعلان أبوظبي",
            "kind": "official",
            "day": "2008-01-22",
        },
        "news": {
            "label_en": "Ministers meet",
            "label_ar": "اجتماع الوزراء",
            "kind": "press",
            "publisher": "Gulf Herald",
        },
    }
    entity = factories.entity("nepal", type=None)
    for start, (code, columns) in zip(("2008", "2009"), rows.items(), strict=True):
        factories.word(Source, code, **columns)
        factories.membership(entity, start=start, end=start, sources=[{"code": code, "carries": "all"}])
    factories.published(entity, by=publisher)
    assert register() == ["news", "declaration"]
    for query in ("declar", "اعلان", "2008", "the declaration"):
        assert register(query) == ["declaration"], query
    assert register("herald") == register(kind="press") == ["news"]
    assert register("declaration", kind="press") == register("nowhere") == []


def test_a_long_list_of_profiles_has_pages(nepal, monkeypatch):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 1)
    second = sources.resting("a-list", Reading.now(), lambda rows: page_of(rows, "2"))
    assert [profile["slug"] for profile, _rows in second.profiles] == ["nepal"]
    assert second.page.paginator.count == 2
    with pytest.raises(BadRequest):
        sources.resting("a-list", Reading.now(), lambda rows: page_of(rows, "3"))


def test_what_rests_on_a_source_costs_the_same_however_much_it_is(nepal, publisher, django_assert_num_queries):
    factories.word(ThematicArea, "gender", sources=factories.cites("Another list"))
    for code in ("a-list", "another-list"):
        reading = Reading.now()
        assert reading.vocabularies
        assert reading.meetings == reading.papers == reading.programmes == []
        with django_assert_num_queries(3):
            sources.resting(code, reading)
    with django_assert_num_queries(2):
        sources.register(reading)


def test_a_live_profile_has_today_s_details_and_an_old_version_its_own(nepal):
    Source.objects.filter(code="a-list").update(label_en="A better title")
    reading = Reading.now()
    publication = reading.live().get(slug="nepal")
    old = facts.Profile.of(publication, day=reading.day)
    titles = [[cited.source["title"]["en"] for cited in row.sources] for row in (sources.with_register(old), old)]
    assert titles == [["Another list", "A better title"], ["Another list", "A list"]]
    assert sources.with_register(old).linked == sources.with_pages(old, reading).linked == {"a-list", "another-list"}
    assert old.linked == frozenset()
