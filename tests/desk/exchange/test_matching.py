"""Which row is meant; what can be several, or was meant before, is refused."""

import pytest

from profiles.desk.exchange.matching import Facts
from profiles.desk.exchange.rows import Row
from profiles.desk.exchange.tables import NATURAL, SHEETS
from tests import factories
from tests.desk.exchange.steps import acts
from tests.desk.exchange.test_differences import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    return factories.entity("nepal")


def test_an_entry_by_its_uid_whatever_its_address(nepal, editor):
    found, problems = of("profiles", editor, ("uid", "slug"), (str(nepal.uid).upper(), "nepal-2"))
    assert problems == []
    assert acts(found) == [("profiles", "changed", {"slug": "nepal-2"})]


def test_a_new_entry_keeps_the_uid_of_its_file_unless_another_has_it(nepal, editor):
    paper = factories.paper()
    uid = "40ebda51-fc52-5a93-af4b-b929fe47af9c"
    rows = [("uid", "slug", "iso2", "name_en"), (uid, "india", "IN", "India"), (paper.uid, "oman", "OM", "Oman")]
    found, problems = of("profiles", editor, *rows)
    assert uid in found.copies
    assert [(row, "that of another" in reason) for row, _column, reason in problems] == [(3, True)]


def test_two_rows_of_one_entry_or_fact_are_refused(nepal, editor):
    _found, problems = of("profiles", editor, ("slug", "summary_en"), ("nepal", "a"), ("nepal", "b"))
    assert problems == [(3, "", "Row 2 says something of the same already.")]
    _found, problems = of("profiles", editor, ("slug", "iso2", "name_en"), ("x", "QX", "a"), ("x", "QZ", "b"))
    assert [problem[0] for problem in problems] == [3]
    _found, problems = of("responsible_entities", editor, ("profile", "name_en"), ("nepal", "M"), ("nepal", " m"))
    assert [problem[0] for problem in problems] == [3]
    _found, problems = of("sources", editor, ("code", "title_en"), ("a", "b"), ("a", "c"))
    assert [problem[0] for problem in problems] == [3]


def test_what_can_be_several_is_refused_and_a_uid_says_which(nepal, editor):
    one, _other = (factories.responsible_entity(nepal, "Ministry") for _number in range(2))
    _found, problems = of("responsible_entities", editor, ("profile", "name_en", "website"), ("nepal", "Ministry", ""))
    assert "can be several rows" in problems[0][2]
    rows = [("uid", "name_en"), (one.uid, "Ministry of Labour")]
    found, problems = of("responsible_entities", editor, *rows)
    assert (problems, acts(found)) == ([], [("responsible_entities", "changed", {"name_en": "Ministry of Labour"})])
    assert found.changes[0].uid == str(one.uid)


def test_a_fact_of_another_is_refused(nepal, editor):
    india = factories.entity("india")
    uid = india.memberships.get().uid
    _found, problems = of("memberships", editor, ("uid", "profile", "start"), (uid, "nepal", "2009"))
    assert "a row of another" in problems[0][2]


def test_a_focal_point_reaches_no_fact_of_another_by_its_uid_alone(nepal):
    focal = factories.focal_point("kathmandu", nepal)
    offices = [factories.responsible_entity(of, "Ministry") for of in (nepal, factories.entity("india"))]
    rows = [("uid", "name_en"), *((office.uid, "Mine") for office in offices)]
    found, problems = of("responsible_entities", focal, *rows)
    assert problems == [(3, "profile", "Say of which: fill in the column “profile”.")]
    assert [change.uid for change in found.changes] == [str(offices[0].uid)]


def test_participants_are_known_by_profile_or_by_name(editor):
    meeting = factories.meeting("m1")
    factories.attendance(meeting, "nepal", level="minister")
    factories.attendance(meeting, "", name_en="World Bank", level="minister")
    rows = [
        ("meeting", "entity_slug", "name_en", "level"),
        ("m1", "", "World Bank", "Minister"),
    ]
    found, problems = of("attendances", editor, *rows)
    assert (problems, found.changes) == ([], [])
    found, problems = of("attendances", editor, ("meeting", "entity_slug", "level"), ("m1", "nepal", "ambassador"))
    assert (problems, acts(found)) == ([], [("attendances", "changed", {"level": "ambassador"})])


def test_part_and_start_tell_terms_of_one_holder_apart(editor):
    programme = factories.programme("skills")
    factories.part(programme, "nepal", "partner", start="2014")
    rows = [("programme", "entity_slug", "name_en", "part", "start"), ("skills", "nepal", "Nepal", "lead", "2014")]
    found, _problems = of("parts", editor, *rows)
    assert [change.act for change in found.changes] == ["new"]


def test_every_kind_of_fact_is_found_by_columns_that_it_has():
    for sheet in SHEETS.values():
        if sheet.owner:
            assert set(NATURAL[sheet.name]) <= sheet.by_name.keys()


def test_only_rows_of_the_same_name_are_looked_at():
    sheet, blank = SHEETS["responsible_entities"], SHEETS["responsible_entities"].blank()
    facts = [blank | {"uid": str(number), "name": {"en": f"Office {number}", "ar": "مكتب"}} for number in range(50)]
    found = Facts(sheet, facts, {sheet.name: facts})
    assert [fact["uid"] for fact in found.named(Row(sheet.name, 2, {"name_en": " office  7"}))] == ["7"]
    assert len(found.named(Row(sheet.name, 2, {"name_en": "", "name_ar": "مكتب"}))) == 50
    assert len(found.named(Row(sheet.name, 2, {"website": "x"}))) == 50
    assert [found.next_position(), found.next_position()] == [1, 2]


# ── Of which profile ────────


def of_profile(called, by):
    """What a new office of a profile that is called so adds, or why not."""
    found, problems = of("responsible_entities", by, ("profile", "name_en", "name_ar"), (called, "Ministry", "وزارة"))
    return acts(found), [text for *_at, text in problems]


@pytest.mark.parametrize("called", ["korea", "Republic  of KOREA", "كوريا", "KR", "kor", "South Korea"])
def test_a_profile_is_known_by_whatever_it_alone_is_called(editor, called):
    words = {"name_en": "Republic of Korea", "name_ar": "كوريا", "iso2": "KR", "iso3": "KOR"}
    factories.entity("korea", other_names_en="South Korea\nROK", **words)
    changes, problems = of_profile(called, editor)
    assert problems == []
    assert [change[:2] for change in changes] == [("responsible_entities", "new")]


def test_a_name_that_several_have_or_nobody_names_those_that_can_be_meant(editor):
    factories.entity("korea-1", name_en="Korea")
    factories.entity("korea-2", other_names_en="Korea")
    assert of_profile("Korea", editor)[1] == ["“Korea” can be several: korea-1, korea-2. Write the address."]
    factories.entity("afghanistan", name_en="Afghanistan")
    (sentence,) = of_profile("Afganistan", editor)[1]
    assert sentence == "There is nothing called “Afganistan”, neither here nor in the file. Did you mean afghanistan?"


def test_who_keeps_one_profile_is_told_of_no_other(nepal):
    focal = factories.focal_point("focal", nepal)
    factories.entity("korea", name_en="Korea")
    assert of_profile("Korea", focal)[1] == ["“Korea” is not yours to change."]
    assert of_profile("Corea", focal)[1] == ["“Corea” is not yours to change."]
