"""What a file would change: of each cell, and what is wrong, with its place."""

import pytest

from profiles.desk.models import Entity, ResponsibleEntity
from profiles.published.models import MemberType, Role, Source
from tests import factories
from tests.desk.exchange.steps import acts, compared, csv_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    entity = factories.entity("nepal", summary_en="Old.")
    factories.responsible_entity(entity, "Ministry of Labour", name_ar="وزارة العمل", website="https://mol.example.org")
    return entity


def of(sheet, by, *rows, **options):
    """The comparison of a CSV file with one sheet, and its problems as (row, column, reason)."""
    found, problems = compared(csv_file(*rows), f"{sheet}.csv", by, **options)
    return found, [(problem.row, problem.column, problem.reason) for problem in problems]


def test_thirty_ministries_of_a_spreadsheet(editor):
    for number in range(30):
        factories.entity(f"country-{number}")
    rows = [(f"country-{number}", f"Ministry {number}", f"وزارة {number}", "٢٠٠٨", "Ministry") for number in range(30)]
    found, problems = of("list", editor, ("profile", "name_en", "name_ar", "start", "kind"), *rows)
    assert problems == []
    assert acts(found)[3] == (
        "responsible_entities",
        "new",
        {"name_en": "Ministry 3", "name_ar": "وزارة 3", "start": "2008"},
    )
    assert len(found.changes) == 30
    assert not ResponsibleEntity.objects.exists()


def test_a_change_says_what_stood_there(nepal, editor):
    found, problems = of("profiles", editor, ("slug", "summary_en"), ("nepal", "New."))
    assert problems == []
    (change,) = found.changes
    assert (change.act, change.name, change.row) == ("changed", "Nepal", 2)
    assert [(cell.column, cell.before, cell.after) for cell in change.cells] == [("summary_en", "Old.", "New.")]


def test_a_column_that_is_missing_leaves_its_values_and_an_empty_cell_empties_them(nepal, editor):
    found, _problems = of(
        "responsible_entities", editor, ("profile", "name_en", "website"), ("nepal", "Ministry of Labour", "")
    )
    assert acts(found) == [("responsible_entities", "changed", {"website": ""})]
    office = found.copies[str(nepal.uid)].content["responsible_entities"][0]
    assert office["name"] == {"en": "Ministry of Labour", "ar": "وزارة العمل"}


def test_a_row_that_is_missing_stays_and_one_that_says_so_is_removed(nepal, editor):
    factories.responsible_entity(nepal, "Other")
    rows = [("profile", "name_ar", "remove"), ("nepal", "وزارة العمل", "yes")]
    found, problems = of("responsible_entities", editor, *rows)
    assert problems == []
    assert [change.act for change in found.changes] == ["removed"]
    assert [fact["name"]["en"] for fact in found.copies[str(nepal.uid)].content["responsible_entities"]] == ["Other"]
    _found, problems = of("responsible_entities", editor, rows[0], ("nepal", "No such", "yes"))
    assert "not there" in problems[0][2]


def test_what_says_the_same_in_other_words_changes_nothing(nepal, editor):
    label = MemberType.objects.get(code="sending").label_ar
    rows = [("profile", "type", "start", "certainty"), ("nepal", label, "٢٠٠٨", "Stated")]
    found, problems = of("memberships", editor, *rows)
    assert (problems, found.changes, found.unchanged) == ([], [], 1)


def test_new_offices_stand_behind_those_that_are_there(nepal, editor):
    rows = [("profile", "name_en", "position"), ("nepal", "Second", ""), ("nepal", "Third", "")]
    found, _problems = of("responsible_entities", editor, *rows)
    offices = found.copies[str(nepal.uid)].content["responsible_entities"]
    assert [office["position"] for office in offices] == [0, 1, 2]


def test_a_new_profile_comes_with_its_facts(editor):
    factories.word(MemberType, "sending")
    profile = ("slug", "kind", "iso2", "name_en", "name_ar"), ("nepal", "State", "NP", "Nepal", "نيبال")
    found, problems = compared(csv_file(*profile), "profiles.csv", editor)
    assert (problems, len(found.changes)) == ([], 1)
    assert not Entity.objects.exists()


@pytest.mark.parametrize(
    ("sheet", "row", "column", "words"),
    [
        ("memberships", {"profile": "nepal", "start": "2001", "end": "2002"}, "type", "cannot be empty"),
        ("memberships", {"profile": "nepal", "type": "nonsense", "start": "2008"}, "type", "no member type"),
        ("memberships", {"profile": "nepal", "type": "sending", "start": "soon"}, "start", "not a date"),
        ("memberships", {"profile": "nepal", "type": "sending", "start": "2010", "end": "2009"}, "end", "the start"),
        ("memberships", {"profile": "nepal", "type": "sending", "start": "1429", "end": "2000"}, "start", "1429"),
        ("memberships", {"profile": "nepal", "type": "sending", "start": "2007"}, "", "hold at one time"),
        ("role_terms", {"profile": "nepal", "role": "chair", "sources": "no"}, "sources", "no source"),
        ("profiles", {"slug": "nepal", "summary_ar": "x" * 401}, "summary_ar", "At most 400"),
        ("memberships", {"profile": "atlantis", "type": "sending"}, "profile", "nothing called “atlantis”"),
        ("memberships", {"profile": "", "type": "sending"}, "profile", "Say of which"),
        ("memberships", {"profile": "nepal", "start": ""}, "", "Say which"),
        ("memberships", {"uid": "7", "profile": "nepal"}, "uid", "no uid"),
        ("memberships", {"uid": "40ebda51-fc52-5a93-af4b-b929fe47af9c"}, "profile", "fill in the column “profile”"),
        ("responsible_entities", {"profile": "nepal", "name_en": "M", "website": "no address"}, "website", "https://"),
        ("responsible_entities", {"profile": "nepal", "name_en": "M", "name_ar": "\u202ex"}, "name_ar", "direction"),
        ("responsible_entities", {"profile": "nepal", "name_en": "M", "succeeds": "x"}, "succeeds", "none of its"),
        ("responsible_entities", {"profile": "nepal", "name_ar": "م", "remove": "?"}, "remove", "neither yes nor no"),
        ("profiles", {"slug": "nepal", "iso2": "np"}, "iso2", "Two capital letters"),
        ("profiles", {"slug": "nepal", "kind": "organization"}, "", "A state has an ISO code"),
        ("profiles", {"slug": "nepal", "logo": "a.png"}, "logo", "not changed by a file"),
        ("profiles", {"slug": "new", "iso2": "QX", "name_en": "New", "logo": "a.png"}, "logo", "not stored"),
        ("profiles", {"slug": "New one", "iso2": "QX", "name_en": "New"}, "slug", "small letters"),
        ("profiles", {"slug": "", "name_en": "New"}, "slug", "write its address"),
        ("profiles", {"uid": "40ebda51-fc52-5a93-af4b-b929fe47af9c", "slug": "nepal"}, "slug", "that of another"),
        ("meetings", {"slug": "m9", "name_en": "New"}, "kind", "cannot be empty"),
        ("sources", {"code": "", "title_en": "x"}, "code", "write its code"),
        ("sources", {"code": "x y", "title_en": "x"}, "code", "small letters"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_row_and_column(nepal, editor, sheet, row, column, words):
    factories.word(Role, "chair")
    _found, problems = of(sheet, editor, tuple(row), tuple(row.values()))
    assert [problem[:2] for problem in problems] == [(2, column)]
    assert words in problems[0][2]


def test_all_cells_that_are_wrong_are_said_at_once(nepal, editor):
    rows = [("profile", "type", "start", "certainty"), ("nepal", "x", "y", "z")]
    _found, problems = of("memberships", editor, *rows)
    assert [problem[:2] for problem in problems] == [(2, "type"), (2, "start"), (2, "certainty")]


def test_what_is_new_in_a_file_may_be_cited_in_it(editor):
    factories.entity("nepal")
    content = (
        '{"sources": [{"code": "list", "title": {"en": "A list", "ar": ""}}],'
        ' "profiles": [{"slug": "nepal", "body": {"en": "<p>One.<sup data-source=\\"list\\"></sup></p>", "ar": ""}}]}'
    )
    found, problems = compared(content.encode(), "a.json", editor)
    assert problems == []
    assert [change.sheet for change in found.changes] == ["sources", "profiles"]
    assert not Source.objects.exists()


def test_as_many_queries_for_many_rows_that_change_nothing(nepal, editor, django_assert_num_queries):
    def queries(count):
        for number in range(count):
            factories.entity(f"c{count}-{number}", summary_en="Same.")
        rows = [("slug", "summary_en"), *((f"c{count}-{number}", "Same.") for number in range(count))]
        with django_assert_num_queries(8):
            assert of("profiles", editor, *rows)[0].unchanged == count

    of("profiles", editor, ("slug",), ("nepal",))
    queries(3)
    queries(30)


def test_since_when_a_new_fact_is_known_is_said_by_who_edits_everything(nepal, editor):
    rows = [("profile", "name_en", "recorded"), ("nepal", "Ministry of Finance", "1999-01-01")]
    _found, problems = of("responsible_entities", factories.focal_point("sita", nepal), *rows)
    assert problems == [(2, "recorded", "You read this and do not change it.")]
    found, problems = of("responsible_entities", editor, *rows)
    assert (problems, acts(found)[0][2]["recorded"]) == ([], "1999-01-01")
