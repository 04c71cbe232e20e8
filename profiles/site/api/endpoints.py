"""What the endpoints of the API share; where everything is, and its description. It is read only.

An address is untranslated and its answer holds both languages; `lang=` chooses that of errors and labels of filters.
"""

import json
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import http_date
from django.utils.translation import gettext as _

from profiles.reading.pages import Part
from profiles.reading.parameters import BadParameters
from profiles.values.languages import LANGUAGES

from .. import errors, opendata
from ..files import exports
from ..opendata import licence
from ..public import public
from ..publisher import publisher
from . import openapi


def endpoint(*takes: str):
    """A public view of the API: it gives data or a response, and takes `lang=` beside its own parameters."""

    def decorator(view):
        @public(*takes, "lang", strict=True)
        def give(request, *args, **kwargs):
            answer = view(request, *args, **kwargs)
            return answer if isinstance(answer, HttpResponse) else as_json(json.dumps(answer, ensure_ascii=False))

        @opendata.shared
        @wraps(view)
        def in_language(request, *args, **kwargs):
            named = [text.strip() for text in request.GET.getlist("lang") if text.strip()]
            language = named[-1] if named else settings.LANGUAGE_CODE
            if language not in LANGUAGES:
                return errors.bad_request(
                    request, BadParameters({"lang": _("lang: write %s.") % _(" or ").join(LANGUAGES)})
                )
            with translation.override(language):
                return give(request, *args, **kwargs)

        in_language.takes = (*takes, "lang")
        return in_language

    return decorator


def as_json(text: str):
    response = HttpResponse(text, content_type="application/json")
    response["Content-Language"] = ", ".join(LANGUAGES)
    return response


def document(publication):
    """The stored document: the bytes that its digest is of."""
    response = as_json(publication.document)
    response["Last-Modified"] = http_date(publication.released.timestamp())
    return response


def address(request, name: str, *args) -> str:
    return request.build_absolute_uri(reverse(name, args=args))


def pages_of(request, slug: str, name: str = "member") -> dict[str, str]:
    """The addresses of a profile's page (or that of something else), by language."""
    return in_languages(request, lambda: reverse(name, args=[slug]))


def in_languages(request, path: Callable[[], str]) -> dict[str, str]:
    """The addresses of a page, by language."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = request.build_absolute_uri(path())
    return found


def paging(request, part: Part) -> dict:
    """Which page of how many an answer is, and where those beside it are: the next by its place in the list, so that
    nothing is skipped whatever is published and withdrawn meanwhile."""
    return {
        "page": part.number,
        "pages": part.pages,
        "previous": with_parameters(request, page=part.previous) if part.previous else None,
        "next": with_parameters(request, after=part.behind) if part.behind else None,
    }


def with_parameters(request, **named) -> str:
    """The address of the request with the place of another part of its list."""
    query = request.GET.copy()
    for name in ("page", "since", "after"):
        query.pop(name, None)
    query.update(named)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


@endpoint()
def entry(request, reading):
    names = {
        "members": "api_members",
        "meetings": "api_meetings",
        "documents": "api_documents",
        "programmes": "api_programmes",
        "sources": "api_sources",
        "facts": "api_facts",
        "changes": "api_changes",
        "vocabulary": "api_vocabulary",
        "openapi": "api_openapi",
        "documentation": "api",
    }
    files = {name: address(request, name) for name in exports.NAMES}
    links = {label: address(request, name) for label, name in names.items()} | files
    return {"version": 1, "licence": licence().address, "publisher": publisher().for_api(), "links": links}


@endpoint()
def description(request, reading):
    """The description for machines (OpenAPI 3.1)."""
    return openapi.describe(request, reading)
