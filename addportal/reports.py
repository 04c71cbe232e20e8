"""Errors of ours, told to a Sentry (SENTRY_DSN): what went wrong where in the code, and nothing that anybody wrote.

An event is made anew of what is known to hold no words of visitors or editors: kinds of errors, places in the code, the
sentence of the log without what is put into it, and the number of the request, by which the log says the rest.
"""

import hashlib

from django.conf import settings

from addportal import logs
from profiles.site.public import build

# Of an event; all else is left out.
KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment", "sdk")
FRAME = ("filename", "function", "module", "lineno", "in_app")


def begin(**more) -> None:
    """From now on, where SENTRY_DSN is set. `more` is for the client, as a transport."""
    if not settings.SENTRY_DSN:
        return
    import sentry_sdk  # Of no use without SENTRY_DSN, and then not installed.
    from sentry_sdk.integrations.dedupe import DedupeIntegration
    from sentry_sdk.integrations.logging import LoggingIntegration

    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=f"addportal@{build()}",
        default_integrations=False,
        auto_enabling_integrations=False,
        # Django logs each error of a view, and we all others.
        integrations=[LoggingIntegration(level=None), DedupeIntegration()],
        max_request_body_size="never",
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        before_send=cleaned,
        **more,
    )


def cleaned(event: dict, hint: dict) -> dict:
    """An event with nothing in it but what is meant to be there."""
    found = {name: event[name] for name in KEPT if name in event}
    if words := event.get("logentry", {}).get("message"):
        found["logentry"] = {"message": logs.in_one_line(words)}
    if errors := event.get("exception", {}).get("values"):
        found["exception"] = {"values": [without_words(error) for error in errors]}
    if number := str(logs.CURRENT.get() or ""):
        found["tags"] = {"request": number}
    return found


def without_words(error: dict) -> dict:
    """A kind of error and where it was raised. What it says may hold anything: a digest tells one from another."""
    said = hashlib.sha256(str(error.get("value", "")).encode()).hexdigest()[:8]
    frames = [
        {name: frame[name] for name in FRAME if name in frame}
        for frame in (error.get("stacktrace") or {}).get("frames", ())
    ]
    kept = {name: error[name] for name in ("type", "module") if name in error}
    return kept | {"value": f"(in the log) {said}", "stacktrace": {"frames": frames}}
