"""`manage.py migrate`: one at a time."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

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


@pytest.mark.django_db(transaction=True)
def test_what_is_only_looked_at_waits_for_nobody(tmp_path):
    with alone(connection, pytest.fail):
        call_command("migrate", "--check", verbosity=0)
        call_command("migrate", "--plan", verbosity=0)
    with pytest.raises(CommandError):
        call_command("migrate", "nothing", verbosity=0)
