import pytest

from .conftest import words

pytestmark = pytest.mark.django_db


def page(data, name="Oman"):
    return next(
        one for chapter in data["parts"][0]["chapters"] for one in chapter["entities"] if words(one["name"]) == name
    )


def test_a_page_begins_with_its_sentence(book):
    oman = page(book())
    assert words(oman["answer"]).startswith("Member since 2008, as a receiving.")
    assert (oman["held"], oman["flag"]["picture"]) == ("certain", "flags/om.svg")
    assert "سلطنة عمان" in words(oman["names"])


def test_it_says_who_is_responsible_in_both_languages_and_how_they_are_reached(book):
    (office,) = page(book())["sections"][0]["blocks"]
    assert words(office["name"]) == "Ministry of Labour  ⁨(MoL)⁩"
    assert "وزارة العمل في سلطنة عمان" in words(office["names"])
    assert "+968 2434 4000" in words(office["lines"])
    assert {"is": "break"} in office["lines"][2][1]
    assert office["remark"] == []


def test_offices_stand_as_rows_with_their_dates(book):
    (roles,) = (section for section in page(book())["sections"] if section["title"] == ["Roles"])
    assert [words(cell) for cell in roles["blocks"][0]["rows"][0]] == ["Chair", "11 Feb. 2024", "present"]


def test_the_index_has_names_acronyms_and_ministries(book):
    chapter = next(row for row in book()["parts"][0]["chapters"] if row["key"] == "en-index")
    english, arabic = (block for block in chapter["blocks"] if block["is"] == "index")
    found = [words(row["text"]) for letter in english["letters"] for row in letter["rows"]]
    assert "Oman" in found
    assert "Ministry of Labour   Oman" in found
    assert arabic["language"] == "ar"
    assert "سلطنة عمان" in words(arabic["letters"])
