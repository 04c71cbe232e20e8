"""The sheets and their columns are those of documents: none is missing, none is made up."""

from profiles.desk.exchange import tables
from profiles.published import documents
from profiles.published.models import Source


def test_every_kind_of_entry_and_of_fact_has_a_sheet():
    assert tables.ENTRIES.values() == documents.SHAPES.keys() or set(tables.ENTRIES.values()) == set(documents.SHAPES)
    facts = {key for shape in documents.SHAPES.values() for key in shape.facts}
    assert set(tables.SHEETS) == {*tables.ENTRIES, *facts, tables.SOURCES}


def test_every_place_of_a_document_has_a_column():
    for kind, shape in documents.SHAPES.items():
        areas = {"areas"} if shape.has_areas else set()
        sheet = tables.of_kind(kind)
        assert {column.key for column in sheet.columns} == {*shape.plain, *shape.pairs, *shape.links} | areas
        for key, fact in shape.facts.items():
            columns = {column.key for column in tables.SHEETS[key].columns}
            assert columns == {*fact.columns, *fact.pairs, *fact.links, *fact.optional}
    assert {column.key for column in tables.SHEETS["sources"].columns} == {*Source().as_document(), "retired"}


def test_rows_are_told_by_what_stands_first():
    assert tables.SHEETS["profiles"].headings[:4] == ("uid", "slug", "name_en", "name_ar")
    assert tables.SHEETS["responsible_entities"].headings[:4] == ("uid", "profile", "name_en", "name_ar")
    assert tables.SHEETS["attendances"].headings[:3] == ("uid", "meeting", "entity_slug")
    assert tables.SHEETS["parties"].headings[-2:] == ("remove", "digest")
    assert tables.SHEETS["sources"].headings[:3] == ("code", "title_en", "title_ar")


def test_a_blank_row_says_what_an_empty_form_has():
    blank = tables.SHEETS["affiliations"].blank()
    assert (blank["status"], blank["certainty"], blank["ended"]) == ("member", "stated", False)
    assert (blank["body"], blank["sources"], blank["note"]) == ({"code": ""}, [], {"en": "", "ar": ""})
    assert tables.SHEETS["meetings"].blank()["ordinal"] is None


def test_putting_into_one_language_leaves_the_other():
    content = {"name": {"en": "a", "ar": "b"}}
    column = tables.SHEETS["profiles"].by_name["name_en"]
    column.put(content, "c")
    assert (content, column.value_in(content)) == ({"name": {"en": "c", "ar": "b"}}, "c")
