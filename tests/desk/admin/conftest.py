"""Somebody at the desk, and a profile that two people edit."""

import pytest

from profiles.desk.verbs import savedcopies
from tests import factories


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


@pytest.fixture
def profile(publisher):
    """A profile as somebody saved it, with a row of three kinds."""
    profile = factories.entity(body_en="<p>Before.</p>")
    factories.responsible_entity(profile, "Ministry")
    factories.affiliation(profile)
    savedcopies.save(profile, by=publisher)
    return profile


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client
