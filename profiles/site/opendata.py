"""What the API and the exports share: pages of other sites may read them, and errors of the API are for machines."""

import json
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from profiles.published import identity
from profiles.reading.parameters import BadParameters
from profiles.values.choices import Licence

from . import naming

API = "/api/v1/"
METHODS = ("GET", "HEAD", "OPTIONS")
# What other sites' scripts may send along. Not all browsers take the star, which means any.
MAY_SEND = (
    "*",
    "Accept",
    "Accept-Language",
    "Cache-Control",
    "Content-Language",
    "Content-Type",
    "If-Modified-Since",
    "If-None-Match",
    "Pragma",
    "Range",
    "X-Requested-With",
)
# Of answers what they may read.
MAY_READ = ("Accept-Ranges", "Content-Disposition", "Content-Range", "ETag", "Last-Modified", "Link")


def licence() -> Licence:
    """Under which all that is ours may be reused."""
    return identity.current().terms


# What kind of problem each status is: the place of the documentation that explains it. These names stay.
PROBLEMS = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    410: "withdrawn",
    412: "precondition-failed",
    500: "server-error",
    503: "unavailable",
}
TITLES = {
    400: _("This address cannot be read"),
    404: _("There is no page at this address"),
    405: _("This address can only be read"),
    410: _("This profile has been withdrawn"),
    412: _("This is not what was asked for"),
    500: _("Something went wrong here"),
    503: _("The directory is not available just now"),
}
DETAILS = {
    400: _("Something in it has no meaning here."),
    404: _("The address may be mistyped, or nothing was ever published here."),
    405: _("Use GET, HEAD or OPTIONS."),
    412: _("What is here is of another state than the headers If-Match or If-Unmodified-Since want."),
    500: _("It is our mistake, not yours, and it has been recorded. Please try again in a minute."),
    503: _("Its database does not answer. Please try again in a minute; nothing has been lost."),
}


def shared(view):
    """A view that pages of other sites may read too. It names the licence and answers OPTIONS."""

    @csrf_exempt
    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method in METHODS:
            response = options() if request.method == "OPTIONS" else view(request, *args, **kwargs)
        else:
            response = not_allowed(request)
        return share(request, response, licensed=not hasattr(view, "unlicensed"))

    return answer


def shared_as_it_is(view):
    """The same for what is not ours to license: logos, files that others wrote, flags."""
    view.unlicensed = True
    return shared(view)


def share(request, response, *, licensed: bool = True):
    """The answer with the headers that let pages of other sites read it, once."""
    if "Access-Control-Allow-Origin" in response:
        return response
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = ", ".join(MAY_READ)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    if licensed:
        link(response, naming.known_to(request).terms.address, "license")
    return response


def link(response, address: str, rel: str, **attributes) -> None:
    """Add to the answer's `Link` header."""
    parts = [f"<{address}>", f'rel="{rel}"', *(f'{name}="{value}"' for name, value in attributes.items())]
    response["Link"] = ", ".join(filter(None, [response.get("Link", ""), "; ".join(parts)]))


def options():
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response["Access-Control-Allow-Headers"] = ", ".join(MAY_SEND)
    response["Access-Control-Max-Age"] = "86400"
    return response


def not_allowed(request):
    if is_api_request(request) or request.path_info.endswith((".json", ".jsonl")):
        response = problem(request, 405)
    else:
        sentence = f"405 {TITLES[405]}: {DETAILS[405]}\n"
        response = HttpResponse(sentence, status=405, content_type="text/plain; charset=utf-8")
    response["Allow"] = ", ".join(METHODS)
    return response


def is_api_request(request) -> bool:
    """Whether the API is meant, so that an error is to be answered for machines."""
    return request.path_info.startswith(API)


def problem_type(status: int) -> str:
    """The name of a kind of problem: one address in every language and on every host, where people read what it is."""
    with override("en"):
        return f"{settings.SITE_URL}{reverse('api')}#{PROBLEMS[status]}"


def errors_of(exception) -> list[dict[str, str]]:
    """Which parameters are wrong, and why."""
    reasons = exception.reasons if isinstance(exception, BadParameters) else {}
    return [{"parameter": name, "detail": str(reason)} for name, reason in reasons.items()]


def problem(request, status: int, detail="", **more):
    """An error as RFC 9457 has it, in the words of the pages."""
    content = {
        "type": problem_type(status),
        "title": str(TITLES[status]),
        "status": status,
        "detail": str(detail or DETAILS[status]),
        "instance": request.path,
    }
    response = HttpResponse(json.dumps(content | more), status=status, content_type="application/problem+json")
    response["Content-Language"] = get_language()
    patch_cache_control(response, public=True, no_cache=True)
    return share(request, response)
