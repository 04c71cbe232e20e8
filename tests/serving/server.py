"""What a server does with an application: hands it requests, and loses its database."""

from contextlib import contextmanager
from types import SimpleNamespace

from django.db import connections
from django.test import RequestFactory


def ask(application, address, method="GET", **headers):
    """One request, as a server hands it to an application: status, headers and body."""
    environ = RequestFactory().generic(method, address, headers={"host": "testserver"} | headers).environ
    heads = []
    answer = application(environ, lambda status, headers, exc_info=None: heads.append((status, headers)))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    status, sent = heads[-1]
    return SimpleNamespace(status=int(status[:3]), headers={name.lower(): value for name, value in sent}, body=body)


def cache_status(answer):
    return answer.headers.get("cache-status", "")


@contextmanager
def without_database(cached):
    """The database is away, for the cache and for Django."""
    database = connections["default"].settings_dict
    name, database["NAME"] = database["NAME"], f"{database['NAME']}-is-missing"
    while cached.reader.idle:
        cached.reader.idle.pop().close()
    connections["default"].close()
    try:
        yield
    finally:
        connections["default"].close()
        database["NAME"] = name
