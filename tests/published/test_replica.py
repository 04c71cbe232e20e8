import pytest
from django.db import connections

from profiles.published import replica


@pytest.fixture
def another():
    """A connection that stands for a replica's; nothing is asked of it."""
    connections[replica.ALIAS] = connections["default"].copy()
    yield connections[replica.ALIAS]
    replica.turn_back()
    del connections[replica.ALIAS]


def test_what_reads_within_reads_the_replica_and_then_the_database_again(another):
    primary = connections["default"]
    with replica.turned(True):
        assert connections["default"] is another
        with replica.turned(True):
            assert connections["default"] is another
        assert connections["default"] is another
    assert connections["default"] is primary
    with replica.turned(False):
        assert connections["default"] is primary


def test_who_turned_for_an_answer_turns_back_once(another):
    primary = connections["default"]
    replica.turn_to()
    replica.turn_to()
    with replica.turned(True):
        assert connections["default"] is another
    assert connections["default"] is another
    replica.turn_back()
    replica.turn_back()
    assert connections["default"] is primary
