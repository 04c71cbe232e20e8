"""Files that go out: safe in a spreadsheet, whole, and the same each time."""

import io
import json
import zipfile

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from profiles.desk import entries
from profiles.desk.exchange import tables, writing
from profiles.desk.exchange.writing import guarded, unguarded
from profiles.desk.models import Entity
from profiles.published.models import MemberType
from profiles.values.spreadsheet import FORMULA
from tests import factories
from tests.desk.exchange.steps import contents, written

pytestmark = pytest.mark.django_db


@given(st.text(st.sampled_from(["'", *FORMULA, "a"])))
def test_a_guard_can_be_taken_off_again_and_leaves_no_formula(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(FORMULA)


def test_csv_has_a_mark_and_guards_formulas():
    factories.entity("nepal", formal_name_en="=1+1")
    with zipfile.ZipFile(io.BytesIO(written("csv", "profiles")[0])) as archive:
        assert archive.namelist() == ["profiles.csv"]
        text = archive.read("profiles.csv").decode()
    assert text.startswith("\ufeffuid,slug,name_en,name_ar,")
    assert ",'=1+1," in text


def test_excel_has_a_sheet_for_each_kind_and_one_that_explains_and_every_cell_is_a_text():
    factories.entity("nepal", formal_name_en="=1+1", start="2008-01")
    book = CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx")[0]))
    assert {"profiles", "memberships", "sources", "attendances", "about"} <= set(book.sheet_names)
    head, row = book.get_sheet_by_name("memberships").to_python()
    assert dict(zip(head, row, strict=True)) | {"uid": "", "digest": ""} == dict.fromkeys(head, "") | {
        "profile": "nepal",
        "type": "sending",
        "start": "2008-01",
        "start_qualifier": "exact",
        "end_qualifier": "exact",
        "ended": "no",
        "unusual": "no",
        "certainty": "stated",
        "recorded": Entity.objects.get().memberships.get().recorded,
    }
    head, row = book.get_sheet_by_name("profiles").to_python()
    assert dict(zip(head, row, strict=True))["formal_name_en"] == "=1+1"
    about = book.get_sheet_by_name("about").to_python()
    (status,) = (row[3] for row in about if row[:2] == ["affiliations", "status"])
    assert status.startswith("member (Member); observer (Observer)")


def test_the_sheet_that_explains_has_every_column_and_every_code():
    factories.entity("nepal")
    about = CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx")[0])).get_sheet_by_name("about").to_python()
    explained = {}
    for sheet, column, meaning, _values in about:
        assert meaning or sheet not in tables.SHEETS
        explained.setdefault(sheet, []).append(column)
    assert all(tuple(explained[sheet.name]) == sheet.headings for sheet in tables.SHEETS.values())
    assert [str(MemberType._meta.verbose_name_plural), "sending"] in [row[:2] for row in about]


def test_of_the_register_goes_out_what_entries_cite_where_no_more_is_asked_for():
    nepal = factories.entity("nepal")
    nepal.memberships.update(sources=factories.cites("A list"))
    factories.cites("Another")
    found = writing.contents({model: model.objects.all() for model in entries.MODELS.values()}, cited=True)
    assert [row["code"] for row in found["sources"]] == ["a-list"]
    assert len(contents()["sources"]) == 2


def test_a_text_longer_than_a_cell_of_excel_is_refused_and_not_cut():
    factories.entity("nepal", body_en=f"<p>{'x' * writing.LONGEST_CELL}</p>")
    with pytest.raises(ValidationError, match="nepal"):
        written("xlsx")
    assert len(written("json")[0]) > writing.LONGEST_CELL


def test_json_names_words_by_code():
    factories.entity("nepal").areas.add(factories.area("gender"), factories.area("abc"))
    (profile,) = json.loads(written("json", "profiles")[0])["profiles"]
    assert (profile["areas"], profile["memberships"][0]["type"]) == (["abc", "gender"], "sending")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_order_of_rows_is_that_of_addresses_whenever_they_were_made(form):
    factories.entity("nepal", uid="40ebda51-fc52-5a93-af4b-b929fe47af9c", type=None, iso2="NP")
    factories.entity("india", uid="40ebda51-fc52-5a93-af4b-b929fe47af9d", type=None, iso2="IN")
    first = written(form)
    india = Entity.objects.get(slug="india")
    Entity.objects.filter(slug="nepal").update(id=india.pk + 100)
    assert written(form) == first
    assert [content["slug"] for content in contents()["profiles"]] == ["india", "nepal"]
