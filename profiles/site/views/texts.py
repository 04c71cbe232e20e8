"""The texts of the site; and whether the portal is up."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from ..lookups import get_or_404
from ..public import public
from ..rendering import render


@public()
def page(request, reading, code):
    return render(
        request, reading, "page.html", {"page": get_or_404(reading.vocabularies.pages, code), "section": code}
    )


@never_cache
def healthz(request):
    """The process is up."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request):
    """The database answers and has had its migrations."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return HttpResponse("migrations are waiting\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
