import datetime as dt

import pytest

from tests import factories

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


def test_who_answers_for_itself_stands_in_the_index_once(book, publisher):
    iom = factories.organization("iom", name_en="Organization for Migration", name_ar="منظمة الهجرة")
    factories.responsible_entity(iom, "Organization for Migration", name_ar="منظمة الهجرة")
    factories.published(iom, by=publisher)
    chapter = next(row for row in book()["parts"][0]["chapters"] if row["key"] == "en-index")
    rows = [
        words(row["text"]) for block in chapter["blocks"] for one in block.get("letters", []) for row in one["rows"]
    ]
    for name in ("Organization for Migration", "منظمة الهجرة"):
        assert len([row for row in rows if name in row]) == 1


def test_offices_stand_as_rows_with_their_dates(book):
    (roles,) = (section for section in page(book())["sections"] if section["title"] == ["Roles"])
    assert [words(cell) for cell in roles["blocks"][0]["rows"][0]] == ["Chair", "11 Feb. 2024", "present"]


def test_on_a_past_day_its_page_knows_nothing_that_came_later(book, publisher):
    nepal = factories.entity("nepal", name_en="Nepal", type=None)
    factories.membership(nepal, "receiving", "2008", end="2014")
    factories.membership(nepal, "observer", "2014")
    factories.affiliation(nepal, "iom", start="2006-11-22")
    factories.affiliation(nepal, "ilo", start="2015")
    factories.affiliation(nepal, "bali", start="2017", start_qualifier="at_latest")
    factories.affiliation(nepal, "saarc", start="2005", end="2010")
    factories.responsible_entity(nepal, "Ministry of Labour", start="2008", end="2018")
    factories.responsible_entity(nepal, "Ministry of Employment", start="2018")
    factories.published(nepal, by=publisher)
    sections = {words(one["title"]): one["blocks"] for one in page(book(on=dt.date(2012, 4, 30)), "Nepal")["sections"]}
    rows = {
        title: [[words(cell) for cell in row] for row in blocks[0].get("rows", [])]
        for title, blocks in sections.items()
    }
    assert [row[-1] for row in rows["Other bodies"]] == ["perhaps on that day", "present on that day", "2010"]
    assert [row[1:] for row in rows["Memberships over time"]] == [["2008", "present on that day"]]
    assert "Ministry of Labour" in words(sections["Responsible Entities"])
    assert "2008 – present on that day" in words(sections["Responsible Entities"])
    assert "Ministry of Employment" not in words(sections["Responsible Entities"])


def test_the_index_has_names_acronyms_and_ministries(book):
    chapter = next(row for row in book()["parts"][0]["chapters"] if row["key"] == "en-index")
    english, arabic = (block for block in chapter["blocks"] if block["is"] == "index")
    found = [words(row["text"]) for letter in english["letters"] for row in letter["rows"]]
    assert "Oman" in found
    assert "Ministry of Labour   Oman" in found
    assert arabic["language"] == "ar"
    assert "سلطنة عمان" in words(arabic["letters"])
