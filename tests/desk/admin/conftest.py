"""Somebody at the desk."""

import pytest


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client
