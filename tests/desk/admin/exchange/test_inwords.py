"""What stands in a file, in the words of whoever looks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from profiles.desk.admin.exchange.inwords import InWords, Text, column_label, is_in_words, sheet_label
from profiles.desk.admin.exchange.shown import lines_of
from profiles.desk.exchange.tables import SHEETS
from profiles.desk.verbs import importing
from profiles.published.models import Role, Source
from tests import factories
from tests.desk.exchange.steps import csv_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    return factories.entity("nepal", name_en="Nepal", name_ar="نيبال")


def read(by, **sheets):
    return importing.read({f"{name}.csv": csv_file(*rows) for name, rows in sheets.items()}, name="data", by=by)


def lines(record):
    return lines_of(record, record.changes)


def heads(record):
    return [(str(line.entry), line.act_in_words, str(line.fact)) for line in lines(record)]


def cells(record):
    return {cell.column: (cell.label, cell.before, cell.after) for line in lines(record) for cell in line.cells}


# ── Names ────────


def test_a_new_row_is_headed_by_its_entry_and_by_what_it_is(editor, nepal):
    record = read(editor, responsible_entities=(("profile", "name_en"), ("nepal", "Ministry of Labour")))
    assert heads(record) == [("Nepal", "new responsible entity", "Ministry of Labour")]


def test_each_kind_of_fact_is_called_by_what_it_is_about(editor, nepal):
    factories.word(Role, "chair", label_en="Chair")
    meeting = factories.meeting("m1")
    record = read(
        editor,
        role_terms=(("profile", "role", "start"), ("nepal", "chair", "2020")),
        attendances=(("meeting", "entity_slug", "name_en"), (meeting.slug, "", "Qatar"), (meeting.slug, "oman", "")),
    )
    found = {(act, fact) for _entry, act, fact in heads(record)}
    assert found == {("new role held", "Chair"), ("new participant", "Qatar"), ("new participant", "oman")}


def test_a_fact_that_is_there_is_called_with_its_dates(editor, nepal):
    factories.role_term(nepal, "chair", "2008", end="2009")
    later = factories.role_term(nepal, "chair", "2019")
    record = read(editor, role_terms=(("uid", "end"), (str(later.uid), "2020")))
    ((entry, act, fact),) = heads(record)
    assert (entry, act) == ("Nepal", "changed role held")
    assert fact == "Chair, 2019 – today"


def test_entries_are_called_in_the_language_of_whoever_looks(editor, nepal):
    rows = (("slug", "name_en", "name_ar", "iso2", "website"), ("oman", "Oman", "عمان", "OM", ""))
    record = read(editor, profiles=(*rows, ("nepal", "Nepal", "نيبال", nepal.iso2, "https://example.org/")))
    assert [entry for entry, _act, _fact in heads(record)] == ["Oman", "Nepal"]
    with translation.override("ar"):
        assert [str(line.entry) for line in lines(record)] == ["عمان", "نيبال"]
        assert [line.entry.direction for line in lines(record)] == ["rtl", "rtl"]


def test_facts_of_what_is_new_are_headed_by_the_name_that_the_file_gives_it(editor):
    record = read(
        editor,
        profiles=(("slug", "name_en", "name_ar", "iso2"), ("oman", "Oman", "عمان", "OM")),
        responsible_entities=(("profile", "name_ar"), ("oman", "وزارة")),
    )
    with translation.override("ar"):
        assert [str(line.entry) for line in lines(record)] == ["عمان", "عمان"]
    assert lines(record)[1].fact == Text("وزارة")
    assert lines(record)[1].fact.direction == "rtl"


def test_a_source_is_called_by_its_title(editor):
    factories.word(Source, "list", label_en="A list", label_ar="قائمة")
    record = read(
        editor, sources=(("code", "title_en", "url"), ("list", "A list", "https://example.org/"), ("b", "B", ""))
    )
    assert heads(record) == [("A list", "changed source", ""), ("B", "new source", "")]


# ── Values ────────


def test_codes_are_shown_by_their_labels(editor, nepal):
    factories.word(Role, "chair", label_en="Chair", label_ar="الرئاسة")
    factories.affiliation(nepal, "colombo", "member")
    record = read(
        editor,
        role_terms=(
            ("profile", "role", "start", "ended", "certainty"),
            ("nepal", "chair", "2008-01", "yes", "disputed"),
        ),
        affiliations=(("profile", "body", "status"), ("nepal", "colombo", "none")),
    )
    found = cells(record)
    assert found["role"] == ("Role", "", "Chair")
    assert found["start"] == ("From", "", "Jan. 2008")
    assert found["ended"][2] == "yes"
    assert found["certainty"][2] == "disputed"
    with translation.override("ar"):
        assert cells(record)["role"][2] == "الرئاسة"
        assert cells(record)["status"][1:] == ("عضو", cells(record)["status"][2])
        assert cells(record)["ended"][2] == "نعم"


def test_themes_and_sources_are_shown_by_their_names(editor, nepal):
    factories.area("skills")
    factories.word(Source, "list", label_en="A list")
    record = read(
        editor,
        profiles=(("slug", "areas"), ("nepal", "skills")),
        role_terms=(
            ("profile", "role", "start", "sources"),
            ("nepal", factories.word(Role, "chair").code, "2008", "list start"),
        ),
    )
    assert cells(record)["areas"][2] == "Skills"
    assert cells(record)["sources"][2] == "A list (the start)"


def test_a_text_is_shown_without_its_marks_unless_they_alone_differ(editor, nepal):
    nepal.body_en = "<p>One two.</p>"
    nepal.save()
    record = read(editor, profiles=(("slug", "body_en"), ("nepal", "<p>One three.</p>")))
    assert cells(record)["body_en"][1:] == ("One two.", "One three.")
    record = read(editor, profiles=(("slug", "body_en"), ("nepal", "<p>One <strong>two</strong>.</p>")))
    assert cells(record)["body_en"][1:] == ("<p>One two.</p>", "<p>One <strong>two</strong>.</p>")


def test_texts_carry_their_own_language_and_direction(editor, nepal):
    record = read(editor, profiles=(("slug", "summary_ar", "native_name"), ("nepal", "ملخص", "x")))
    with translation.override("en"):
        found = {cell.column: (cell.language, cell.direction) for cell in lines(record)[0].cells}
    assert found == {"summary_ar": ("ar", "rtl"), "native_name": ("", "auto")}


def test_what_nobody_knows_has_its_own_name():
    assert (sheet_label("colours"), column_label("profiles", "red"), column_label("x", "y")) == ("colours", "red", "y")
    assert is_in_words(SHEETS["role_terms"].by_name["role"])
    assert not is_in_words(SHEETS["profiles"].by_name["website"])


def test_many_rows_ask_as_often_as_few(editor):
    numbers = []
    for count in (1, 5):
        slugs = [f"isle-{count}-{number}" for number in range(count)]
        for slug in slugs:
            factories.role_term(factories.entity(slug), "chair", "2008")
        record = read(
            editor,
            role_terms=(("profile", "role", "start", "note_en"), *((slug, "chair", "2008", "x") for slug in slugs)),
        )
        assert len(record.changes) == count
        with CaptureQueriesContext(connection) as captured:
            words = InWords(record, record.changes)
            assert [str(words.fact(change)) for change in record.changes] == ["Chair, 2008 – today"] * count
            [words.entry(change) for change in record.changes]
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]
