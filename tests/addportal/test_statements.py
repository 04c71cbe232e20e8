import pytest
from django.db import connection

from addportal.statements import Watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def watch():
    """Looks at the statements of this test."""

    def begin(slow, note=None):
        begun = Watch(slow, note)
        begun.follow(None, connection)
        return begun

    before = list(connection.execute_wrappers)
    yield begin
    connection.execute_wrappers[:] = before


def ask(number: str):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", [number])


def test_a_slow_statement_is_said_without_what_it_asks_for(watch, caplog):
    watch(0.0001)
    ask("a secret name")
    (line,) = caplog.messages
    assert line.startswith("A statement took ")
    assert line.endswith(" ms: SELECT %s")


@pytest.mark.parametrize("slow", [0, 600_000])
def test_others_are_counted_and_not_said(watch, caplog, slow):
    seconds = []
    watch(slow, seconds.append)
    ask("x")
    assert len(seconds) == 1
    assert caplog.messages == []


def test_whoever_listens_meanwhile_goes_and_the_watch_stays(watch):
    seconds = []
    with connection.execute_wrapper(lambda execute, *told: execute(*told)):
        begun = watch(0, seconds.append)
        begun.follow(None, connection)
    ask("x")
    assert len(seconds) == 1
