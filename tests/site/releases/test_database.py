"""Tables as an SQLite file: typed, the same bytes for the same rows, and what differs between two."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.site.files.columns import Column, Type
from profiles.site.releases import database
from profiles.site.releases.tables import Table, Traits

ROWS = [("a", 1, 1, "x"), ("b", None, 0, "y"), ("c", 3, None, "")]


def table(*rows, name="words", extra=(), **traits):
    types = {"code": Type.STRING, "n": Type.INTEGER, "is": Type.BOOLEAN, "held": Type.STRING}
    columns = [
        Column(key, f"The {key}.", lambda row, place=place: row[place], kind)
        for place, (key, kind) in enumerate(types.items())
    ]
    return Table(name, "Words.", [*columns, *extra], lambda: rows, Traits(("code",), ("held",), **traits))


def write(path, rows, **more):
    database.write(path, [table(*rows, **more)])
    return path


def differences(path, earlier, **more):
    with database.beside(path, earlier) as both:
        return list(database.differences(both, table(**more)))


def test_values_keep_their_types_and_what_is_not_stated_is_null(tmp_path):
    path = write(tmp_path / "new", ROWS)
    with database.opened(path) as found:
        assert list(database.rows_of(found, table())) == [("a", 1, 1, "x"), ("b", None, 0, "y"), ("c", 3, None, None)]
        kinds = [row[2] for row in found.execute("PRAGMA table_info(words)")]
        assert kinds == ["TEXT", "INTEGER", "INTEGER", "TEXT"]
        assert found.execute("SELECT * FROM columns LIMIT 1").fetchone() == (
            "words",
            "code",
            "string",
            "The code.",
            "The code.",
        )


def test_the_same_rows_make_the_same_bytes(tmp_path):
    files = [write(tmp_path / name, ROWS, unique=("n",), sought=("held",)).read_bytes() for name in ("one", "two")]
    assert files[0] == files[1]


def test_a_file_is_only_read(tmp_path):
    path = write(tmp_path / "new", ROWS)
    with database.opened(path) as found, pytest.raises(sqlite3.OperationalError, match="readonly"):
        found.execute("DELETE FROM words")


def test_a_key_that_leads_nowhere_is_an_error(tmp_path):
    others = table(("z", 1, 1, "nowhere"), name="others", leads_to={"held": ("words", "code")})
    with pytest.raises(ValueError, match="Table others, row 1: leads to no row of words"):
        database.write(tmp_path / "new", [table(*ROWS), others])


def test_differences_are_by_key_and_the_day_alone_makes_none(tmp_path):
    earlier = write(tmp_path / "old", ROWS)
    later = [("a", 1, 1, "another day"), ("b", 2, 0, "y"), ("d", 4, 1, "")]
    assert differences(write(tmp_path / "new", later), earlier) == [
        ("added", {}, {"code": "d", "n": 4, "is": 1, "held": None}),
        ("changed", {"code": "b", "n": None, "is": 0}, {"code": "b", "n": 2, "is": 0, "held": "y"}),
        ("removed", {"code": "c", "n": 3, "is": None}, {}),
    ]


def test_a_table_or_a_column_that_is_new_is_told(tmp_path):
    earlier = write(tmp_path / "old", ROWS[:1])
    extra = [Column("more", "More.", lambda row: row[4])]
    path = write(tmp_path / "new", [("a", 1, 1, "x", "m")], extra=extra)
    ((act, before, after),) = differences(path, earlier, extra=extra)
    assert (act, "more" in before, after["more"]) == ("changed", False, "m")
    path = write(tmp_path / "newer", ROWS[:1], name="others")
    assert differences(path, earlier, name="others") == [("added", {}, {"code": "a", "n": 1, "is": 1, "held": "x"})]


CELLS = st.tuples(st.none() | st.integers(0, 3), st.none() | st.integers(0, 1), st.sampled_from(["x", "y"]))
TABLES = st.dictionaries(st.sampled_from("abcdef"), CELLS)


@given(old=TABLES, new=TABLES)
def test_what_differs_applied_to_the_old_rows_gives_the_new(tmp_path_factory, old, new):
    folder = tmp_path_factory.mktemp("files")
    paths = [
        write(folder / name, [(key, *row) for key, row in rows.items()]) for name, rows in (("o", old), ("n", new))
    ]
    found = {key: row[:2] for key, row in old.items()}
    for act, before, after in differences(paths[1], paths[0]):
        if act == "removed":
            assert found.pop(before["code"]) == (before["n"], before["is"])
        else:
            assert (after["code"] in found) == (act == "changed")
            found[after["code"]] = (after["n"], after["is"])
            assert after["held"] == new[after["code"]][2]
    assert found == {key: row[:2] for key, row in new.items()}


def test_names_are_quoted():
    columns = database.names(["or", 'c"d'])
    with closing(sqlite3.connect(":memory:")) as found:
        found.execute("CREATE TABLE " + database.quoted('a"b') + f" ({columns})")
        assert found.execute("SELECT name FROM sqlite_master").fetchall() == [('a"b',)]
