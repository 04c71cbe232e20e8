"""Whether the portal is up."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_whoever_watches_over_it_is_told_so_and_no_cache_keeps_it(client, address):
    response = client.get(address)
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_it_is_up_but_not_ready_while_migrations_wait(client):
    MigrationRecorder(connection).record_unapplied(*MigrationLoader(connection).graph.leaf_nodes("profiles")[0])
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migrations are waiting\n")
    assert client.get("/healthz").status_code == 200
