"""The cast, and what every test starts from."""

import pytest
from django.core.cache import caches
from django.db import connection

from profiles.published import roll, vocabularies
from tests import factories


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """PostgreSQL drops no database that somebody is connected to, and a thread of the live server may still hold a
    connection for a browser that has just gone: end such sessions before the databases are dropped."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _fresh_words():
    """Databases are rolled back between tests, so a stamp may come again with other words behind it."""
    vocabularies.read.cache_clear()
    roll.forget()
    for name in ("pieces", "profiles"):
        caches[name].clear()


@pytest.fixture
def publisher(db):
    return factories.person("publisher", "Publishers")


@pytest.fixture
def editor(db):
    return factories.person("editor", "Editors")


@pytest.fixture
def administrator(db):
    return factories.person("administrator", "Administrators")


@pytest.fixture
def stranger(db):
    """Signed in, without rights."""
    return factories.person("stranger")
