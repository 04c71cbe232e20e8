import importlib.util

import pytest

from addportal import environment
from addportal.databases import databases

PRIMARY, REPLICA = "postgres://a:pa55word@one/c", "postgres://a:pa55word@two/c"


@pytest.fixture
def read(monkeypatch):
    """What becomes of addresses of databases; every package is there."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)

    def of(primary=PRIMARY, replica="", pool=0):
        monkeypatch.setenv("ONE", primary)
        monkeypatch.setenv("TWO", replica)
        told = {"replica": environment.database("TWO", ""), "pool": pool, "debug": False}
        return databases(environment.database("ONE", ""), **told)

    return of


def test_each_thread_keeps_a_connection_to_postgresql_for_a_minute(read):
    default = read()["default"]
    assert (default["CONN_MAX_AGE"], default["CONN_HEALTH_CHECKS"]) == (60, True)
    assert default["OPTIONS"] == {"connect_timeout": 2}
    longer = read(f"{PRIMARY}?conn_max_age=600&connect_timeout=9")["default"]
    assert (longer["CONN_MAX_AGE"], longer["OPTIONS"]["connect_timeout"]) == (600, 9)


def test_with_a_pool_no_thread_keeps_one(read):
    default = read(pool=8)["default"]
    assert default["CONN_MAX_AGE"] == 0
    assert default["OPTIONS"]["pool"]["max_size"] == 8
    assert default["OPTIONS"]["connect_timeout"] == 2


def test_a_replica_is_opened_as_the_other_and_is_no_database_of_its_own_in_tests(read):
    found = read(replica=REPLICA, pool=8)
    assert set(found) == {"default", "replica"}
    assert found["replica"]["HOST"] == "two"
    assert found["replica"]["TEST"] == {"MIRROR": "default"}
    assert found["replica"]["OPTIONS"] == found["default"]["OPTIONS"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"pool": 3}, "DATABASE_POOL is 3; write 4 or more"),
        ({"primary": f"{PRIMARY}?conn_max_age=600", "pool": 8}, "DATABASE_POOL and conn_max_age"),
        ({"replica": PRIMARY}, "REPLICA_URL names the database of DATABASE_URL itself"),
    ],
)
def test_what_excludes_each_other_is_said_in_a_sentence(read, told, words):
    with pytest.raises(SystemExit, match=words):
        read(**told)
