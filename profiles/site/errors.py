"""Errors: one calm sentence, in the language of the address; for the API, as machines read them."""

import errno
import logging
import re
import sys

from django.core.exceptions import BadRequest
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from profiles.values import languages
from profiles.values.files import StoreAway
from profiles.values.languages import of_row

from . import cards, naming, opendata
from .addresses import api_address
from .lookups import successor_of

logger = logging.getLogger(__name__)

# Where in the request's environ stands what it is called in the log.
NUMBER = "addportal.number"

# What PostgreSQL calls a transaction that may only read, as on a standby. (SQLite has an OperationalError for it.)
READ_ONLY = "25006"

REFUSED = {
    400: (_("This form cannot be read"), _("Something in it has no meaning here.")),
    408: (_("The form did not arrive"), _("It came too slowly. Nothing was saved; please send it again.")),
    411: (_("This form cannot be read"), _("Something in it has no meaning here.")),
    413: (_("That is too large"), _("Nothing was saved. Send less text, or a smaller file.")),
    507: (
        _("That could not be saved"),
        _("There is no room for it. Nothing was saved; please tell those who run this site."),
    ),
    503: (
        _("Too many are sending just now"),
        _("Nothing was saved. Please go back, and try again in a few seconds."),
    ),
}


# How addresses of files end, of which an error is one sentence; and of those that are JSON.
SHEETS, JSON = (".csv", ".xlsx"), (".json", ".jsonl")


def in_form(request, status: int, detail="", **more):
    """An error in the form that is asked for: as RFC 9457 has it for the API and JSON, a sentence for other files, a
    card in a frame; None where a page is asked for."""
    if cards.is_card(request):
        return cards.refuse(request, status, detail)
    if opendata.is_api_request(request) or request.path_info.endswith(JSON):
        return opendata.problem(request, status, detail, **more)
    if not request.path_info.endswith(SHEETS):
        return None
    wrong = " ".join(f"{error['parameter']}: {error['detail']}" for error in more.get("errors", ()))
    sentence = f"{status} {opendata.TITLES[status]}: {wrong or detail or opendata.DETAILS[status]}\n"
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, no_cache=True)
    return opendata.share(request, response)


def bad_request(request, exception=None, *, reason="", reading=None):
    # Only what a BadRequest says is meant for readers; other exceptions may hold anything.
    reason = reason or (str(exception) if isinstance(exception, BadRequest) else "")
    found = in_form(request, 400, reason, errors=opendata.errors_of(exception))
    return found or render(request, "400.html", {"reason": reason, "reading": reading}, status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    user = getattr(request, "user", None)
    context = {"stale_form": True, "signed_out": user is not None and not user.is_authenticated}
    return render(request, "403.html", context, status=403)


def not_found(request, exception=None, *, reading=None):
    # Who asks for nothing that there is costs the database nothing.
    names = {} if reading else naming.unasked()
    context = names | {"sought": sought(request.path_info), "reading": reading}
    return in_form(request, 404) or render(request, "404.html", context, status=404)


def sought(path: str) -> str:
    """What an address under the directory asks for, in words, whether it is there or not."""
    found = re.fullmatch(r"/members/([^/]{1,60})/?", path.removeprefix(languages.prefix_of(path)))
    return " ".join(re.findall(r"\w+", found[1])) if found else ""


def gone(request, reading, release):
    """A withdrawn entry: its public reason, and the successor if there is one that can be read."""
    successor = successor_of(release, reading)
    if cards.is_card(request):
        return cards.refuse(request, 410, release=release, successor=successor)
    if not opendata.is_api_request(request):
        context = {"reading": reading, "release": release, "successor": successor}
        return render(request, "410.html", context, status=410)
    return opendata.problem(
        request,
        410,
        release.reason,
        reason=of_row(release, "reason"),
        withdrawn=release.live_from.isoformat(timespec="seconds"),
        successor=successor and request.build_absolute_uri(api_address(successor.kind, successor.slug)),
    )


def server_error(request):
    # The database, or the store of files, may be what failed: nothing here may ask it.
    error = sys.exc_info()[1]
    if is_of_the_database(error) or isinstance(error, StoreAway) or is_full(request, error):
        log_outage(request.method, request.path, error)
        return unavailable(request)
    number = str(request.META.get(NUMBER, ""))
    with translation.override(languages.of_path(request.path_info)):
        answer = in_form(request, 500, number=number)
        return answer or render(request, "500.html", naming.unasked() | {"number": number}, status=500)


def log_outage(method: str, path: str, error: BaseException) -> None:
    """Log in one line that the database, or the store of files, does not do what somebody asked for."""
    cause = " ".join(str(error).split())
    logger.error("503 for %s %.200r: %s: %s", method, path, type(error).__name__, cause)


def is_full(request, error) -> bool:
    """Whether there was no room on a disk for what somebody sent."""
    is_sent = request.method not in ("GET", "HEAD")
    return is_sent and isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def is_of_the_database(error: BaseException | None) -> bool:
    """Whether it does not answer, or takes nothing that is written."""
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "sqlstate", "") == READ_ONLY
    return isinstance(error, OperationalError | InterfaceError)


@never_cache
def refused(request, status):
    """A form or a file that is not taken, and was not read: it is too long, comes too slowly, or too many come."""
    with translation.override(languages.of_path(request.path_info)):
        context = {"status": status, "title": REFUSED[status][0], "sentence": REFUSED[status][1]}
        response = render(request, "refused.html", naming.unasked() | context, status=status)
    if status in (408, 503):
        response["Retry-After"] = "5"
    # Django would log each one; what is refused so that others are served need fill no log.
    response._has_been_logged = True
    return response


@never_cache
def unavailable(request):
    """The database does not answer: for a while, so say when to come back. Asks nothing of it."""
    with translation.override(languages.of_path(request.path_info)):
        context = {"unsaved": request.method not in ("GET", "HEAD")}
        response = in_form(request, 503) or render(request, "503.html", naming.unasked() | context, status=503)
    response["Retry-After"] = "5"
    # Django would log each one with all its calls; what the database said, or that it is silent, is logged where it is
    # found.
    # Private to Django: a filter on its logger `django.request` would replace it.
    response._has_been_logged = True
    return response
