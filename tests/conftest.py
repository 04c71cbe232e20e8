"""The cast, and what every test starts from."""

import pytest

from profiles import facts

from . import factories


@pytest.fixture(autouse=True)
def _fresh_words():
    """Databases are rolled back between tests, so a stamp may come again with other words behind it."""
    facts.words.cache_clear()


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
