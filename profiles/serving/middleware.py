"""What every request passes: headers on every answer, the language of the address, a gate against broken text."""

import re
from urllib.parse import unquote_to_bytes

from django.contrib.sessions.middleware import SessionMiddleware
from django.utils import translation
from django.utils.translation import gettext as _

from profiles.site import errors
from profiles.site.public import DOWN, KNOWN, REFUSED
from profiles.site.views import health
from profiles.site.views.profiles import known_file
from profiles.values import languages

LONGEST_QUERY = 2000
# What asks nothing of the database.
WITHOUT_DATABASE = ("/healthz", "/robots.txt", "/favicon.ico", "/.well-known/security.txt")
PROBES = {"/healthz": health.healthz, "/readyz": health.readyz}


def security_headers(get_response):
    """The headers that Django has no setting for, on every answer; `statics.py` puts them on files."""

    def middleware(request):
        response = get_response(request)
        if request.path_info.startswith("/api/v1") and response.status_code == 301:
            # So that a page elsewhere can follow it.
            response["Access-Control-Allow-Origin"] = "*"
            response["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
        )
        return response

    return middleware


def language_of_the_address(get_response):
    """`/ar/…` is the second language, anything else English, whatever the browser prefers: public answers vary by
    address alone."""

    def middleware(request):
        with translation.override(languages.of_path(request.path_info)):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response

    return middleware


class Sessions(SessionMiddleware):
    """Django's, for admin alone: a public answer neither sets nor clears a cookie, whatever the visitor sent."""

    # Django documents no `process_response` of its sessions; SESSION_COOKIE_PATH would replace it, one path a language.
    def process_response(self, request, response):
        in_admin = request.path_info.startswith(languages.in_each("/admin/"))
        return super().process_response(request, response) if in_admin else response


def gate(get_response):
    """Answer 400, with the reason, to a query that is too long or is not text. (PostgreSQL takes no NUL.)"""

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            return errors.bad_request(request, reason=_("The address is too long."))
        for text in (query, request.META.get("RAW_PATH", request.path_info)):
            if not is_text(text):
                return errors.bad_request(request, reason=_("The address holds characters that are not text."))
        # Django takes it for a number when it reads a form.
        if not re.fullmatch("[0-9]{0,18}", request.META.get("CONTENT_LENGTH") or ""):
            return errors.bad_request(request)
        return get_response(request)

    return middleware


def out_of_order(get_response):
    """Where a body is not taken, or the database has been found not to answer: say so, and ask no more."""

    def middleware(request):
        if REFUSED in request.META:
            return errors.refused(request, request.META[REFUSED])
        if KNOWN in request.META:
            return known_file(request)
        is_down = DOWN in request.META and request.path_info not in WITHOUT_DATABASE
        return errors.unavailable(request) if is_down else get_response(request)

    return middleware


def probes(get_response):
    """Whatever watches over the portal asks by any name, as by the machine's own address: no host is wrong for it."""

    def middleware(request):
        view = PROBES.get(request.path_info)
        return view(request) if view else get_response(request)

    return middleware


def is_text(text: str) -> bool:
    """Whether a percent-encoded text decodes to UTF-8 without NUL."""
    try:
        return "\0" not in unquote_to_bytes(text.encode("utf-8")).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return False
