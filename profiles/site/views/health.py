"""Whether the portal is up: for whatever watches over it."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

# As the doctor asks it, with underscores in its name, which the server takes for hyphens.
UNDERSCORED = "X-Portal-Probe"


@never_cache
def healthz(request):
    """The process is up; and whether a header came through that a proxy should leave out (`desk/doctor/proxies.py`)."""
    headers = {UNDERSCORED: "came through"} if UNDERSCORED in request.headers else {}
    return HttpResponse("ok\n", content_type="text/plain", headers=headers)


@never_cache
def readyz(request):
    """The database answers and has had its migrations."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return HttpResponse("migrations are waiting\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
