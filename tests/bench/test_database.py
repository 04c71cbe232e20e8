"""A database of the benchmark is there, is away for a while, and is as it was afterwards."""

import sqlite3
from contextlib import closing

import pytest

from bench import database


def words(path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM said")]


def test_a_file_is_elsewhere_for_a_while(tmp_path):
    path = tmp_path / "db.sqlite3"
    with database.made("", tmp_path) as url, closing(sqlite3.connect(path)) as connection:
        assert database.name_of(url) == str(path)
        connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE said (word); INSERT INTO said VALUES ('yes')")
        with database.away(url):
            with pytest.raises(sqlite3.OperationalError):
                words(path)
            # Somebody who connects to write makes an empty one.
            sqlite3.connect(path).execute("CREATE TABLE other (word)").connection.close()
        assert words(path) == ["yes"]
