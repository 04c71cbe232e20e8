"""A place in a file is told as who has it open sees it."""

import pytest

from profiles.desk.exchange.places import in_words, place_of
from profiles.desk.models import Import
from profiles.desk.verbs import Refused, importing
from tests import factories
from tests.desk.exchange.factsheets.sheets import Form, saved
from tests.desk.exchange.steps import book, csv_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    entity = factories.entity("nepal", name_en="Nepal")
    factories.responsible_entity(entity, "Ministry of Labour")
    return entity


def told(record):
    return [in_words(problem) for problem in importing.problems_of(record)]


def test_a_fact_sheet_is_spoken_of_in_its_own_words(nepal, editor):
    form = Form(nepal)
    form.say("Website", "no address")
    form.write("Responsible entities", 0, "From", "soon")
    record = importing.read(saved(form.cells), name="sheet.xlsx", by=editor)
    (line,) = (number for number, row in enumerate(form.cells["Profile"], 1) if row[1] == "Website")
    assert [words.partition(": ")[0] for words in told(record)] == [
        f"Profile, row {line} (Nepal), Website",
        "Responsible entities, row 3 (Nepal), From",
    ]


def test_a_fact_sheet_in_arabic_too(nepal, editor):
    form = Form(nepal, "ar")
    sheet = next(name for name, rows in form.cells.items() if any("Ministry of Labour" in row for row in rows))
    form.cells[sheet][2][form.cells[sheet][0].index("من")] = "soon"
    (problem,) = importing.problems_of(importing.read(saved(form.cells), name="sheet.xlsx", by=editor))
    assert (problem.title, problem.line, problem.heading) == (sheet, 3, "من")


def test_a_foreign_spreadsheet_too(nepal, editor):
    rows = [[], ["Profile", "Name (English)", " From "], ["nepal", "Ministry", "soon"]]
    record = importing.read(book(**{"Responsible entities": rows}), name="a.xlsx", by=editor)
    assert told(record)[0].startswith("Responsible entities, row 3 (Nepal), From: ")


def test_a_cell_that_is_needed_is_named_with_its_row_and_profile(nepal, editor):
    rows = [("Profile", "Name (English)", "From"), ("nepal", "Bureau", "2008")]
    record = importing.read(book(**{"Responsible entities": rows}), name="a.xlsx", by=editor)
    with pytest.raises(Refused, match=r"Responsible entities, row 2 \(Nepal\)"):
        importing.take(record, by=editor, left=[("responsible_entities", 2, "name_en")])


def test_a_change_has_its_place_and_of_a_whole_sheet_there_is_no_row(nepal, editor):
    form = Form(nepal)
    form.say("Website", "https://new.example/")
    form.write("Responsible entities", 0, "Website", "https://new.example/")
    record = importing.read(saved(form.cells), name="sheet.xlsx", by=editor)
    assert [(change["title"], change["line"]) for change in record.changes] == [
        ("Profile", 0),
        ("Responsible entities", 3),
    ]
    record = importing.read(csv_file(("slug", "colour"), ("nepal", "red")), name="profiles.csv", by=editor)
    (problem,) = importing.problems_of(Import.objects.get(pk=record.pk))
    assert place_of(problem) == "profiles, row 1"


def test_json_has_no_places_of_its_own(nepal, editor):
    record = importing.read(b'{"profiles": [{"slug": "nepal", "website": "x"}]}', name="a.json", by=editor)
    assert told(record)[0].startswith("profiles, row 1 (Nepal), website: ")
