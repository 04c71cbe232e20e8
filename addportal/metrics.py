"""/metrics: figures of a server for Prometheus, to whoever has METRICS_TOKEN; without one there are none.

All processes of a server count into files of one folder, so that whichever is asked answers for all. Labels are kinds
of addresses, statuses and what became of a kept page: a few dozen, whatever visitors ask for.
"""

import hmac
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from django import db
from django.conf import settings
from django.urls import URLResolver, get_resolver

from profiles.desk.figures import figures
from profiles.published import stamp
from profiles.serving import connections, turns
from profiles.values.languages import LANGUAGES

PATH = "/metrics"
SECONDS = (0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
# What Cache-Status says of a kept page, and what it is called here.
KEPT = re.compile(r"addportal; (hit|fwd=miss)(?:; (?:detail=)?(\w+))?")
PRIVATE = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]


def kinds(patterns=None) -> set[str]:
    """With what the addresses of the portal begin, behind the language."""
    found = {"static", "healthz", "readyz"}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        begins = re.match(r"\^?([\w.-]*)", str(pattern.pattern))[1]
        if isinstance(pattern, URLResolver) and begins in ("", *LANGUAGES):
            found |= kinds(pattern.url_patterns)
        elif begins:
            found.add(begins.rstrip(".-"))
    return found


class Meter:
    """The application, whose answers are counted; and the figures, at /metrics."""

    def __init__(self, application, *, token: str, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
        import prometheus_client as prometheus
        from prometheus_client import multiprocess, values

        # The package looks at that variable when it is imported, and another may have imported it already.
        values.ValueClass = values.MultiProcessValue()

        self.application, self.token, self.folder, self.kinds = application, token.encode(), folder, kinds()
        self.prometheus, self.multiprocess = prometheus, multiprocess
        own = {"namespace": "addportal", "registry": None}
        self.requests = prometheus.Counter("requests", "Answers.", ["kind", "status"], **own)
        self.seconds = prometheus.Histogram("request_seconds", "Until it began.", ["kind"], buckets=SECONDS, **own)
        self.kept = prometheus.Counter("kept_pages", "What became of pages that may be kept.", ["answer"], **own)
        self.statements = prometheus.Counter("statements", "Statements to the database.", **own)
        self.database = prometheus.Counter("database_seconds", "For how long it was waited for.", **own)
        waiting = "Requests that wait for their turn."
        self.waiting = prometheus.Gauge("turns_waiting", waiting, multiprocess_mode="livesum", **own)
        turns.waiting = self.waiting.track_inprogress

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] == PATH:
            return self.answer(environ, start_response)
        began, heads = time.perf_counter(), []

        def noted(status, headers, *error):
            heads.append((status, headers))
            return start_response(status, headers, *error)

        try:
            return self.application(environ, noted)
        finally:
            status, headers = heads[-1] if heads else ("500", [])
            self.count(environ["PATH_INFO"], status[:3], headers, time.perf_counter() - began)

    def count(self, path: str, status: str, headers, seconds: float):
        kind = self.kind_of(path)
        self.requests.labels(kind, status).inc()
        self.seconds.labels(kind).observe(seconds)
        for name, value in headers:
            if name == "Cache-Status" and (found := KEPT.match(value)):
                self.kept.labels(found[2] or "hit").inc()

    def kind_of(self, path: str) -> str:
        first, _, rest = path.lstrip("/").partition("/")
        if first in LANGUAGES:
            first = rest.partition("/")[0]
        begins = re.match(r"[\w.-]*?(?=-(?:[a-z]{2,4})\.pdf$|\.[0-9a-f]{12}\.|$)", first)
        return (begins and begins[0] in self.kinds and begins[0]) or ("other" if first else "home")

    def note_statement(self, seconds: float):
        self.statements.inc()
        self.database.inc(seconds)

    # ── What is said ────────

    def answer(self, environ, start_response):
        said = environ.get("HTTP_AUTHORIZATION", "").encode("latin-1", "replace")
        if not hmac.compare_digest(said, b"Bearer " + self.token):
            return self.refuse(start_response, HTTPStatus.UNAUTHORIZED, ("WWW-Authenticate", "Bearer"))
        if environ["REQUEST_METHOD"] != "GET":
            return self.refuse(start_response, HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", "GET"))
        body = self.prometheus.generate_latest(self.registry())
        start_response("200 OK", [("Content-Type", self.prometheus.CONTENT_TYPE_LATEST), *PRIVATE])
        return [body]

    def refuse(self, start_response, status: HTTPStatus, *headers):
        start_response(f"{status.value} {status.phrase}", [("Content-Type", "text/plain"), *headers, *PRIVATE])
        return [f"{status.phrase}\n".encode()]

    def registry(self):
        """What all processes have counted, and what is so now."""
        for path in self.folder.glob("gauge_live*_*.db"):
            pid = int(path.stem.rpartition("_")[2])
            if not is_alive(pid):
                self.multiprocess.mark_process_dead(pid, str(self.folder))
        registry = self.prometheus.CollectorRegistry()
        self.multiprocess.MultiProcessCollector(registry, path=str(self.folder))
        registry.register(self)
        return registry

    def describe(self) -> tuple:
        return ()  # Or what is asked of the database would be asked twice.

    def collect(self) -> Iterator:
        gauge = self.prometheus.metrics_core.GaugeMetricFamily
        found, is_up = [], 0
        with suppress(db.Error):
            connections.renew()
            now, stamped = stamp.now()
            found = [("stamp", "How often something public was written.", stamped.counter), *figures(now)]
            is_up = 1
        connections.give_back()
        yield gauge("addportal_database_up", "Whether the database answers.", value=is_up)
        for name, sentence, value in found:
            yield gauge(f"addportal_{name}", sentence, value=value)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def folder_of_server() -> Path:
    """Where the processes of this server count: each is a child of one. What ended servers have counted is put away."""
    above = Path(settings.PAGE_DIR) / "metrics"
    for path in above.glob("*"):
        if path.name.isdigit() and not is_alive(int(path.name)):
            shutil.rmtree(path, ignore_errors=True)
    return above / str(os.getppid())


def metered(application):
    """The application with its figures, where METRICS_TOKEN is set."""
    if not settings.METRICS_TOKEN:
        return application
    return Meter(application, token=settings.METRICS_TOKEN, folder=folder_of_server())
