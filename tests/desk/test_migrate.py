"""`manage.py migrate`: one at a time."""

import threading
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection

from profiles.desk.management.commands import migrate
from profiles.desk.management.commands.migrate import WAITING, alone, alone_in_folder


def lock(path):
    """What keeps others out, on the database that the tests run on."""
    if connection.vendor == "postgresql":
        return lambda tell: alone(connection, tell)
    return lambda tell: alone_in_folder(path, tell)


@pytest.mark.django_db(transaction=True)
def test_whoever_begins_meanwhile_waits_says_so_and_goes_on(tmp_path):
    one_at_a_time, said, waiting, done = lock(tmp_path), [], threading.Event(), threading.Event()

    def tell(sentence):
        said.append(sentence)
        waiting.set()

    def other():
        with one_at_a_time(tell):
            done.set()

    with one_at_a_time(said.append):
        thread = threading.Thread(target=other)
        thread.start()
        assert waiting.wait(60)
        assert not done.wait(0.2)
    thread.join(60)
    assert done.is_set()
    assert said == [WAITING]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_whoever_fails_keeps_nobody_out(tmp_path):
    one_at_a_time, said = lock(tmp_path), []
    with pytest.raises(LookupError), one_at_a_time(said.append):
        raise LookupError
    with one_at_a_time(said.append):
        pass
    assert said == []


@pytest.mark.django_db
@pytest.mark.parametrize(("told", "waits"), [([], 1), (["--check"], 0), (["--plan"], 0)])
def test_who_migrates_is_alone_and_who_only_looks_waits_for_nobody(monkeypatch, told, waits):
    entered = []

    @contextmanager
    def watched(connection, tell):
        entered.append(connection.alias)
        yield

    monkeypatch.setattr(migrate, "alone", watched)
    call_command("migrate", *told, verbosity=0)
    assert entered == ["default"] * waits


def test_on_sqlite_the_folder_of_the_file_is_what_is_locked(tmp_path):
    def told(name):
        return SimpleNamespace(
            vendor="sqlite", settings_dict={"NAME": name}, is_in_memory_db=lambda: name == ":memory:"
        )

    def refuse(sentence):
        raise LookupError(sentence)

    with alone(told(tmp_path / "db.sqlite3"), refuse), pytest.raises(LookupError), alone_in_folder(tmp_path, refuse):
        pass
    with alone(told(":memory:"), refuse), alone(told(":memory:"), refuse):
        pass
