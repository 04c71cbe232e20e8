"""What every request passes: headers on every answer, the language of the address, a gate against broken text."""

import re
from urllib.parse import unquote_to_bytes

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.utils import translation
from django.utils.translation import gettext as _
from whitenoise.middleware import WhiteNoiseMiddleware

from profiles.site.public import DOWN
from profiles.values import languages

LONGEST_QUERY = 2000


def security_headers(get_response):
    """The headers that Django has no setting for, on every answer: pages, errors, admin and static files."""

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
    """`/ar/…` is Arabic, anything else English, whatever the browser prefers: public answers vary by address alone."""

    def middleware(request):
        with translation.override(languages.of_path(request.path_info)):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response

    return middleware


class StaticFiles(WhiteNoiseMiddleware):
    """The library's; `statics.py` answers past Django with the files that the newest one has found."""

    newest = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        StaticFiles.newest = self


class Policy(CSPMiddleware):
    """The library's, on our own error pages as well: with DEBUG it leaves them out, for the sake of Django's."""

    def process_response(self, request, response):
        if settings.DEBUG and hasattr(response, "own"):
            code, response.status_code = response.status_code, 200
            response = super().process_response(request, response)
            response.status_code = code
            return response
        return super().process_response(request, response)


class Sessions(SessionMiddleware):
    """Django's, for admin alone: a public answer neither sets nor clears a cookie, whatever the visitor sent."""

    def process_response(self, request, response):
        signed = request.path_info.startswith(("/admin/", "/ar/admin/"))
        return super().process_response(request, response) if signed else response


def own_not_found(get_response):
    """With DEBUG, Django answers an unknown address with its own page; visitors get ours, so show that one."""

    def middleware(request):
        from profiles.site.errors import not_found

        response = get_response(request)
        technical = settings.DEBUG and response.status_code == 404 and not hasattr(response, "own")
        return not_found(request) if technical else response

    return middleware


def gate(get_response):
    """Answer 400, with the reason, to a query that is too long or is not text. (PostgreSQL takes no NUL.)"""

    def middleware(request):
        from profiles.site.errors import bad_request

        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            return bad_request(request, reason=_("The address is too long."))
        for text in (query, request.META.get("RAW_PATH", request.path_info)):
            if not is_text(text):
                return bad_request(request, reason=_("The address holds characters that are not text."))
        # Django takes it for a number when it reads a form.
        if not re.fullmatch("[0-9]{0,18}", request.META.get("CONTENT_LENGTH") or ""):
            return bad_request(request)
        return get_response(request)

    return middleware


def out_of_order(get_response):
    """Where the page cache has found that the database does not answer: say so, and don't ask it again."""

    def middleware(request):
        from profiles.site.errors import unavailable

        return unavailable(request) if DOWN in request.META else get_response(request)

    return middleware


def is_text(text: str) -> bool:
    """Whether a percent-encoded text decodes to UTF-8 without NUL."""
    try:
        return "\0" not in unquote_to_bytes(text.encode("utf-8")).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return False
