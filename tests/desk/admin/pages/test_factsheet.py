"""The page that makes a fact sheet, and the file that it answers with."""

import datetime as dt
import io

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from profiles.desk.exchange.writing import LONGEST_CELL
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    return factories.entity("nepal")


@pytest.fixture
def address(nepal):
    return url("factsheet", nepal.pk)


def fields(**given):
    until = timezone.localdate() + dt.timedelta(days=7)
    return {"language": "en", "until": until.isoformat(), "to": "desk@example.org"} | given


def test_the_page_offers_the_language_that_is_read_and_three_weeks(desk, address):
    page = desk.get("/ar" + address)
    form = page.context["form"]
    assert form["language"].value() == "ar"
    assert form["until"].value() == timezone.localdate() + dt.timedelta(days=21)
    assert "<h1" in page.content.decode()


def test_the_file_says_until_when_and_to_whom(desk, address):
    answer = desk.get(address, fields())
    assert answer["Content-Disposition"] == 'attachment; filename="nepal-en.xlsx"'
    said = " ".join(first_sheet(answer))
    assert "desk@example.org" in said
    assert f"{timezone.localdate() + dt.timedelta(days=7):%Y}" in said


def first_sheet(answer) -> list[str]:
    first = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    return [row[0] for row in first]


@pytest.mark.parametrize(("language", "name"), [("en", "The secretariat"), ("ar", "الأمانة")])
def test_the_publisher_is_named_in_the_language_of_the_file_whatever_that_of_the_page(desk, address, language, name):
    factories.identity(publisher_en="The secretariat", publisher_ar="الأمانة")
    for prefix in ("", "/ar"):
        assert desk.get(prefix + address).context["form"]["to"].value() == ""
        lines = first_sheet(desk.get(prefix + address, fields(language=language, to="")))
        assert lines[1] == name
        assert name in lines[4]


@pytest.mark.parametrize("wrong", [{"language": "fr"}, {"until": "2008-01-01"}, {"until": "x"}, {"to": "\u202eabc"}])
def test_what_is_wrong_is_said_and_no_file_made(desk, address, wrong):
    page = desk.get(address, fields(**wrong))
    assert list(page.context["form"].errors) == list(wrong)


def test_a_text_that_no_cell_holds_is_said(desk, nepal, address):
    nepal.body_en = f"<p>{'x' * LONGEST_CELL}x</p>"
    nepal.save()
    assert "longer than a cell" in desk.get(address, fields()).content.decode()


def test_only_who_edits_the_profile_gets_it(client, nepal, address, administrator):
    answers = {}
    for person in (factories.focal_point("a", nepal), factories.person("b", "Focal points"), administrator):
        client.force_login(person)
        answers[person.username] = client.get(address, fields()).status_code
    assert answers == {"a": 200, "b": 404, "administrator": 403}
