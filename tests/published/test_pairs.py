"""The pairs of texts of a document: where they stand, what they say, in which language there is nothing."""

import pytest

from profiles.desk import workingcopy
from profiles.published.pairs import pairs_of, sections_of
from profiles.values.choices import EntryKind
from tests import factories

pytestmark = pytest.mark.django_db


def found(row) -> dict:
    return {pair.place: pair for pair in pairs_of(workingcopy.document(row))}


def test_pairs_of_an_entry_and_of_its_facts_each_have_a_place():
    entity = factories.entity("nepal")
    office = factories.responsible_entity(entity, text_en="<p>It answers.</p>", note_ar="ملاحظة")
    pairs = found(entity)
    assert {place: (pair.section, pair.label) for place, pair in pairs.items()} == {
        "name": ("names", "name"),
        "summary": ("texts", "summary"),
        f"{office.uid}.name": ("responsible_entities", "Ministry of Labour: name"),
        f"{office.uid}.text": ("responsible_entities", "Ministry of Labour: text"),
        f"{office.uid}.note": ("responsible_entities", "Ministry of Labour: public note"),
    }
    assert pairs[f"{office.uid}.text"].words == {"en": "It answers.", "ar": ""}


def test_the_language_in_which_there_is_nothing_is_missing():
    entity = factories.entity(summary_ar="", body_ar="<p>نص.</p>")
    pairs = found(entity)
    assert {place: pair.missing for place, pair in pairs.items()} == {"name": "", "summary": "ar", "body": "en"}
    assert [place for place, pair in pairs.items() if pair.is_whole] == ["name"]


def test_what_neither_says_of_the_other_is_no_pair():
    entity = factories.entity(acronym_en="NP", other_names_en="Nepaal")
    assert set(found(entity)) == {"name", "summary"}


def test_an_office_is_called_officially_or_in_our_translation():
    entity = factories.entity()
    office = factories.responsible_entity(entity, translation_ar="وزارة العمل", translation_en="Work")
    name = found(entity)[f"{office.uid}.name"]
    assert name.words == {"en": "Ministry of Labour", "ar": "وزارة العمل"}
    assert f"{office.uid}.translation" not in found(entity)


@pytest.mark.parametrize(("text", "same"), [("<p>One  <strong>two</strong></p>", True), ("<p>One 2</p>", False)])
def test_the_digest_is_of_the_words_however_they_are_set(text, same):
    entity = factories.entity(body_en="<p>One two</p>")
    before = found(entity)["body"].digests
    entity.body_en = text
    assert (found(entity)["body"].digests == before) is same


def test_a_source_that_came_into_the_text_is_a_change():
    entity = factories.entity(body_en="<p>One</p>")
    before = found(entity)["body"].digests
    factories.cites("A list")
    entity.body_en = '<p>One<sup data-source="a-list"></sup></p>'
    assert found(entity)["body"].digests != before


@pytest.mark.parametrize("kind", EntryKind)
def test_each_pair_of_each_kind_stands_in_a_section(kind):
    rows = {
        EntryKind.PROFILE: factories.entity,
        EntryKind.MEETING: factories.meeting,
        EntryKind.TEXT: factories.text,
        EntryKind.PAPER: factories.paper,
        EntryKind.PROGRAMME: factories.programme,
    }
    assert {pair.section for pair in found(rows[kind]()).values()} <= set(sections_of(kind))
