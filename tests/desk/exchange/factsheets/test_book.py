"""The Excel file itself: texts alone, open and locked cells, lists, notes, directions."""

import io
import re
import zipfile

import pytest

from profiles.desk.exchange.factsheets import called
from profiles.desk.exchange.factsheets.making import fact_sheet
from profiles.published.models import Body
from tests import factories
from tests.desk.exchange.factsheets.sheets import Form, cells_of
from tests.desk.exchange.steps import compared

pytestmark = pytest.mark.django_db

# The order of the sheets in the file.
INTRODUCTION, PROFILE, OFFICES, ROLES, MEMBERSHIPS, AFFILIATIONS, LISTS, SENT = range(1, 9)
CELL = re.compile(r'<c r="([A-Z]+)(\d+)" s="(\d+)"')


@pytest.fixture
def nepal():
    entity = factories.entity("nepal", website="=1+1")
    factories.responsible_entity(entity, "=HYPERLINK(1)", acronym_en="+1", contact_en="-2\n@x", start="2008-01")
    factories.affiliation(entity, "iom")
    return entity


def parts(entity, language="en"):
    with zipfile.ZipFile(io.BytesIO(fact_sheet(entity, language=language))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def sheet(found, number):
    return found[f"xl/worksheets/sheet{number}.xml"]


def looks(found):
    """Of each style of cells whether it is locked, and what colour fills it."""
    cells = re.search("<cellXfs.*?</cellXfs>", found["xl/styles.xml"], re.DOTALL)[0]
    fills = re.findall("<fill>.*?</fill>", found["xl/styles.xml"], re.DOTALL)
    styles = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", cells, re.DOTALL)
    return [('locked="0"' not in style, fills[int(re.search(r'fillId="(\d+)"', style)[1])]) for style in styles]


def test_what_begins_as_a_formula_is_a_text_in_each_cell(nepal):
    sheets = [text for name, text in parts(nepal).items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == SENT
    # Neither formulas nor numbers.
    assert [found for text in sheets for found in re.findall(r'<f[ >]|<c r="[A-Z]+\d+"(?: s="\d+")?><v>', text)] == []
    cells = Form(nepal).cells
    row = dict(zip(cells["Responsible entities"][0], cells["Responsible entities"][2], strict=True))
    assert [row[name] for name in ("Name (English)", "Acronym (English)", "From")] == ["=HYPERLINK(1)", "+1", "2008-01"]


def test_a_hostile_name_comes_back_as_it_went(nepal, publisher):
    found, problems = compared(fact_sheet(nepal, language="ar"), "sheet.xlsx", publisher)
    assert (problems, found.changes) == ([], [])


def test_every_sheet_is_protected_without_a_password_and_open_where_one_may_write(nepal):
    found = parts(nepal)
    styles = looks(found)
    for number in range(INTRODUCTION, AFFILIATIONS + 1):
        assert re.search('<sheetProtection sheet="1"(?! password)', sheet(found, number))

    def locked(number, *places):
        known = {f"{letters}{row}": styles[int(style)][0] for letters, row, style in CELL.findall(sheet(found, number))}
        return [known[place] for place in places]

    assert locked(PROFILE, "C2", "C8") == [True, False]  # the name, the website
    assert locked(MEMBERSHIPS, "C3", "D3") == [True, True]
    assert locked(AFFILIATIONS, "A3", "B3", "C1", "C2") == [True] * 4  # uid, what is missing, headings
    assert locked(AFFILIATIONS, "C3", "D3", "C4", "C6") == [False] * 4  # a fact, and three empty rows


def test_what_is_missing_has_a_colour_and_a_note_with_the_word(nepal):
    found = parts(nepal)
    assert "FFFFE699" in found["xl/styles.xml"]
    notes = " ".join(text for name, text in found.items() if name.startswith("xl/comments"))
    assert "missing: No thematic area is named." in notes
    rows = cells_of(fact_sheet(nepal, language="en"))["Profile"]
    assert next(row for row in rows if row[1] == "Thematic areas")[3] == "missing: No thematic area is named."


def test_lists_are_offered_in_the_language(nepal):
    factories.word(Body, "ilo", label_en="ILO", label_ar="العمل")
    for language, word in (("en", "ILO"), ("ar", "العمل")):
        lists = cells_of(fact_sheet(nepal, language=language))[called.LISTS]
        assert word in {cell for row in lists for cell in row}
    validations = re.findall(r'<dataValidation type="list"[^>]*sqref="([A-Z]+)\d', sheet(parts(nepal), AFFILIATIONS))
    assert len(set(validations)) == len(validations) == 7  # body, status, qualifiers, ended, certainty, remove


def test_an_arabic_sheet_runs_from_the_right_and_heads_stay(nepal):
    for language, right in (("en", False), ("ar", True)):
        found = parts(nepal, language)
        for number in range(INTRODUCTION, AFFILIATIONS + 1):
            assert ('rightToLeft="1"' in sheet(found, number)) == right
            assert 'fitToHeight="0"' in sheet(found, number)
        assert re.search(r'<pane xSplit="3" ySplit="2"[^>]*state="frozen"', sheet(found, OFFICES))
        assert 'orientation="landscape"' in sheet(found, OFFICES)
        assert re.search(r'<col min="1" max="1"[^>]*hidden="1"', sheet(found, OFFICES))


def test_what_was_sent_is_hidden_and_whole(nepal):
    found = parts(nepal)
    assert found["xl/workbook.xml"].count('state="veryHidden"') == 2
    (kind, _shape, uid, slug, language, *_rest), *cells = cells_of(fact_sheet(nepal, language="en"))[called.SENT]
    assert (kind, uid, slug, language) == ("fact sheet", str(nepal.uid), "nepal", "en")
    assert ["profiles", uid, "website", "=1+1", "=1+1"] in [row[:5] for row in cells]
