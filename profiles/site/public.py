"""Freshness: one stamp for every public answer.

A public answer is a function of (stamp, day, address); the address holds the language. The stamp is a counter that
every writing transaction raises, the latest release moment that has come, and the build. It is read before anything
is rendered, so a write in between makes an answer old at once, never wrongly new.

What is here stands without the cache; `pageserver.py` keeps the answers of the views that are marked `@public`.
"""

import hashlib
from functools import cache, wraps

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseNotModified, QueryDict
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from profiles.published import roll, vocabularies
from profiles.published.stamp import read
from profiles.reading.days import day_asked

# What the page cache and Django tell each other, in the request's environ: the moment and the stamp that were read;
# the parameters that a view takes, where its answer may be kept; that the database does not answer.
READ, TAKES, DOWN = "addportal.read", "addportal.takes", "addportal.down"


@cache
def build() -> str:
    """Changes with the code and the templates that make pages."""
    sources = [*(settings.BASE_DIR / "profiles").rglob("*.json"), *(settings.BASE_DIR / "profiles").rglob("*.py")]
    sources += [*(settings.BASE_DIR / "templates").rglob("*.html")]
    sources += [*(settings.BASE_DIR / "static").rglob("*.css"), *(settings.BASE_DIR / "locale").rglob("*.mo")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(sources))).hexdigest()[:12]


def etag_of(request) -> str:
    parts = (*request.stamp, request.today, request.path, request.GET.urlencode(), settings.DEBUG or build())
    return '"' + hashlib.sha256(repr(parts).encode()).hexdigest()[:32] + '"'


def known(query: QueryDict, takes: tuple[str, ...]) -> QueryDict:
    """Of a query the parameters that a view takes, in its order: what is unknown makes no other page."""
    kept = QueryDict(mutable=True)
    for name in takes:
        values = [value for value in query.getlist(name) if value.strip()]
        if values:
            kept.setlist(name, values)
    # Private to Django: `QueryDict(kept.urlencode())` would replace it, and parse everything once more.
    kept._mutable = False
    return kept


def said(view, request, *args, **kwargs):
    """The view's answer, or our own page for what is not there or not right, with DEBUG too."""
    from . import errors

    try:
        if "on" in request.GET:
            request.day = day_asked(request.GET["on"], request.today)
        return view(request, *args, **kwargs)
    except BadRequest as error:
        return errors.bad_request(request, error)
    except Http404:
        return errors.not_found(request)


def prepare(request, takes: tuple[str, ...]) -> None:
    """Give a request what public views and their templates read."""
    request.moment, request.stamp = request.META.get(READ) or read()
    request.today = request.day = timezone.localdate(request.moment)
    request.GET = known(request.GET, takes)
    request.roll = SimpleLazyObject(lambda: roll.current(request.moment, request.stamp))
    request.words = SimpleLazyObject(lambda: vocabularies.words(request.stamp[0]))


def public(*takes: str):
    """A view of published things alone, that reads these parameters of its address and no others.

    It gets one `moment` for all it says, the `day` that it speaks of (`on=`, or else `today`), the vocabularies as
    `words`; and answers 304 where nothing has changed.
    """

    def decorator(view):
        @require_safe
        @wraps(view)
        def answer(request, *args, **kwargs):
            prepare(request, takes)
            etag = etag_of(request)
            if not settings.DEBUG and etag in parse_etags(request.headers.get("If-None-Match", "")):
                response = HttpResponseNotModified()
            else:
                response = said(view, request, *args, **kwargs)
            if response.status_code in (200, 304):
                response["ETag"] = etag
            if response.status_code == 200 and not response.streaming:
                request.META[TAKES] = takes
            patch_cache_control(response, public=True, no_cache=True)
            return response

        return answer

    return decorator
