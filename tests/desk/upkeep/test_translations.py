"""Which translations lag, said in short and in sentences; what was changed since they were level."""

import pytest
from django.utils import translation

from profiles.desk import workingcopy
from profiles.desk.upkeep import translations
from tests import factories
from tests.desk.verbs.test_levelling import saved

pytestmark = pytest.mark.django_db


def lags(entry):
    return translations.lags_of_one(workingcopy.document(entry))


@pytest.fixture
def lagging():
    entity = factories.entity("nepal", body_en="<p>Text.</p>")
    factories.responsible_entity(entity, name_ar="وزارة", note_ar="ملاحظة")
    saved(entity)
    return saved(entity, summary_en="A longer summary.")


def test_what_is_behind_or_missing_leads_to_its_field(lagging):
    office = lagging.responsible_entities.get()
    assert [(lag.anchor, lag.in_a_word) for lag in lags(lagging)] == [
        ("id_summary_ar", "Arabic behind"),
        ("id_body_ar", "Arabic missing"),
        (f"fact-{office.uid}", "English missing"),
    ]


def test_it_is_said_in_short_for_each_language(lagging):
    assert translations.in_short(lags(lagging)) == ["Arabic: 1 behind, 1 missing", "English: 1 missing"]
    assert translations.in_short([]) == []


def test_it_is_said_in_sentences_with_the_fields(lagging):
    assert translations.warnings(lags(lagging)) == [
        "The English was changed after the Arabic: summary.",
        "Missing in Arabic: text.",
        "Missing in English: Ministry of Labour: public note.",
    ]
    assert translations.warnings([]) == []


def test_the_change_of_the_english_is_counted_from_when_they_were_level(lagging, time_machine):
    saved(lagging, summary_en="A longer summary still.")
    found = lags(lagging)
    since = translations.changes_since(lagging, found)
    assert list(since) == ["summary"]
    assert (since["summary"].change.before, since["summary"].change.after) == ("A summary.", "A longer summary still.")


def test_the_day_of_the_change_is_that_of_the_save(lagging, time_machine):
    time_machine.move_to("2026-05-04T12:00:00Z", tick=False)
    saved(lagging, summary_en="Again.")
    assert lags(lagging)[0].changed_on == "4 May 2026"
    assert lags(lagging)[1].changed_on == ""


def test_of_what_was_never_saved_nothing_is_behind():
    entity = factories.entity()
    entity.summary_en = "New."
    entity.save()
    assert lags(entity) == []


def test_several_cost_one_query(django_assert_num_queries):
    rows = [saved(factories.entity()) for _ in range(4)]
    for row in rows:
        saved(row, summary_en="New.")
    contents = list(workingcopy.documents_of(rows).values())
    with django_assert_num_queries(1):
        found = translations.lags_of(contents)
    assert [len(found[str(row.uid)]) for row in rows] == [1, 1, 1, 1]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_section_has_a_name(language):
    with translation.override(language):
        assert translations.title_of("names")
        assert translations.title_of("responsible_entities")
