"""Which rows and cells of a file are taken, and which are left."""

import pytest

from profiles.desk.exchange.choosing import Choice, chosen_rows, is_needed
from profiles.desk.verbs import importing
from tests import factories
from tests.desk.exchange.steps import csv_file

pytestmark = pytest.mark.django_db

A, B = ("profiles", 2), ("profiles", 3)


def test_a_choice_about_some_rows_leaves_what_was_chosen_of_the_others():
    choice = Choice(frozenset({A}), frozenset({(*A, "website"), (*B, "website")}))
    assert choice.leave([B], [(*B, "iso2")], [B]) == Choice(
        frozenset({A, B}), frozenset({(*A, "website"), (*B, "iso2")})
    )
    assert choice.leave([B], [], [A]) == Choice(frozenset(), frozenset({(*B, "website")}))


def test_what_is_kept_comes_back(editor):
    factories.entity("nepal")
    record = importing.read(csv_file(("slug", "summary_en"), ("nepal", "New.")), name="profiles.csv", by=editor)
    choice = Choice(frozenset({A}), frozenset({(*A, "summary_en")}))
    importing.choose(record, choice, by=editor)
    record.refresh_from_db()
    assert Choice.of(record) == choice


def test_facts_of_a_new_entry_are_left_with_it(editor):
    data = {
        "profiles.csv": csv_file(("slug", "iso2", "name_en", "website"), ("oman", "OM", "Oman", "")),
        "responsible_entities.csv": csv_file(("profile", "name_en"), ("oman", "Ministry"), ("nepal", "Ministry")),
    }
    factories.entity("nepal")
    record = importing.read(data, name="data", by=editor)
    office, other = ("responsible_entities", 2), ("responsible_entities", 3)
    assert chosen_rows(record) == {A, office, other}
    record.left = Choice(frozenset({A})).as_kept()
    assert chosen_rows(record) == {other}
    data["profiles.csv"] = data["profiles.csv"].replace(b"Oman,", b"Oman,x")
    assert chosen_rows(importing.read(data, name="data", by=editor)) == {other}


@pytest.mark.parametrize(
    ("sheet", "column", "needed"),
    [
        ("profiles", "name_en", True),
        ("profiles", "summary_en", False),
        ("memberships", "type", True),
        ("memberships", "certainty", False),
        ("memberships", "colour", False),
        ("colours", "name_en", False),
    ],
)
def test_some_cells_are_needed_of_what_is_new(sheet, column, needed):
    assert is_needed(sheet, column) is needed
