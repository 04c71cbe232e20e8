"""`@public`: a view of published things alone, with its reading, its ETag, and its errors in the site's own words.

Whether an answer is kept is not decided here: the page cache keeps those that say what they take (`TAKES`).
"""

import hashlib
import re
from dataclasses import replace
from functools import cache, wraps

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseNotModified, HttpResponsePermanentRedirect, QueryDict
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import parse_etags, parse_http_date_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from profiles.published import identity, madeof, replica, stamp
from profiles.published.stamp import READ
from profiles.reading.parameters import BadParameters
from profiles.reading.reading import Reading, parse_day

from . import errors
from .lookups import Moved, Withdrawn, look_for_merged

# What those around Django and Django tell each other, in the request's environ: the moment and the stamp that were
# read, and that they are a replica's; the parameters that a view takes, where its answer may be kept; what was heard
# while it was made; that the database does not answer; or slowly; that too many ask; the status with which a request is
# refused whose body is not read; that a file was public; that a 503 is meant, and nothing is in trouble.
TAKES, HEARD, DOWN = "addportal.takes", "addportal.heard", "addportal.down"
HURRY, FULL, REFUSED, KNOWN = "addportal.hurry", "addportal.full", "addportal.refused", "addportal.known"
MEANT, REPLICA = "addportal.meant", "addportal.replica"

# Among the parameters that a view takes: what it does not take makes another answer, an error or a page that says so.
# No parameter is called so: a query that holds it is no text.
EXACT = "\0"
# What campaigns and social networks write behind addresses: it asks for nothing, and nobody mistyped it.
TRACKING = re.compile(r"utm_\w+|\w*clid|mc_[ce]id")


@cache
def build() -> str:
    """Changes with the code and the templates that make pages, and with whether there are handbooks."""
    code = settings.BASE_DIR / "profiles"
    sources = [
        *code.rglob("*.json"),
        *code.rglob("*.py"),
        *code.rglob("*.typ"),
        *(settings.BASE_DIR / "templates").rglob("*.*"),
    ]
    sources += (settings.BASE_DIR / "addportal").glob("*.py")
    static = settings.BASE_DIR / "static"
    sources += [*static.rglob("*.css"), *static.rglob("*.svg"), *(settings.BASE_DIR / "locale").rglob("*.mo")]
    made_of = [*(path.read_bytes() for path in sorted(sources)), repr(settings.HANDBOOKS).encode()]
    return hashlib.sha256(b"".join(made_of)).hexdigest()[:12]


def etag_of(request, reading: Reading) -> str:
    parts = (*reading.stamp, reading.today, request.path, request.GET.urlencode(), settings.DEBUG or build())
    return '"' + hashlib.sha256(repr(parts).encode()).hexdigest()[:32] + '"'


def filter_query(query: QueryDict, takes: tuple[str, ...]) -> QueryDict:
    """Of a query the parameters that a view takes, in its order: what is unknown makes no other page."""
    kept = QueryDict(mutable=True)
    for name in takes:
        values = [value for value in query.getlist(name) if value.strip()]
        if values:
            kept.setlist(name, values)
    return kept


def unknown(query: QueryDict, takes: tuple[str, ...]) -> list[str]:
    """The names in a query that mean nothing to a view."""
    return [name for name in query if name not in takes and not TRACKING.fullmatch(name)]


def begin(request, takes: tuple[str, ...]) -> Reading:
    """The reading of a request, which keeps of its query what the view takes, and knows from then on what it read; from
    now on of the database that said the stamp."""
    if REPLICA in request.META:
        replica.turn_to()
    request.GET = filter_query(request.GET, takes)
    request.META[READ] = request.META.get(READ) or stamp.now()
    return Reading.at(*request.META[READ])


def respond(view, request, reading: Reading, *args, **kwargs):
    """The view's answer, of the day that `on=` names; or where it is read now; or our own page for what is not there or
    not right."""
    try:
        if "on" in request.GET:
            reading = reading.on(parse_day(request.GET["on"], reading.today))
        look_for_merged(request, reading)
        return view(request, reading, *args, **kwargs)
    except BadRequest as error:
        return errors.bad_request(request, error, reading=reading)
    except Http404:
        return errors.not_found(request, reading=reading)
    except Moved as error:
        return HttpResponsePermanentRedirect(error.address)
    except Withdrawn as error:
        return errors.gone(request, reading, error.release)


def refuse(request, reading: Reading, *args, **kwargs):
    raise BadParameters({name: _("There is no parameter “%s” here.") % name[:40] for name in request.unknown})


def public(*takes: str, prose: bool = True, strict: bool = False, tells: bool = False):
    """A view of published things alone, that reads these parameters of its address and no others; and where `prose` is
    not true, of profiles neither summary nor long texts.

    It gets the request and the reading; and answers 304 where nothing has changed. Parameters that it does not read
    are ignored; a `strict` view refuses them, and one that `tells` finds their names as `request.unknown`.
    """
    keeps = (*takes, EXACT) if strict or tells else takes

    def decorator(view):
        @require_safe
        @wraps(view)
        def answer(request, *args, **kwargs):
            request.unknown = unknown(request.GET, takes) if strict or tells else []
            reading = replace(begin(request, takes), prose=prose)
            etag = etag_of(request, reading)
            if not request.unknown and (known := known_etag(request, etag)):
                response = HttpResponseNotModified(headers={"ETag": known})
            else:
                asked = refuse if strict and request.unknown else view
                with madeof.hearing(reading.moment, reading.stamp) as request.META[HEARD]:
                    # Whatever the page says, its headers name the licence.
                    identity.of(reading.stamp)
                    response = respond(asked, request, reading, *args, **kwargs)
                if response.status_code == 200 and not request.unknown:
                    # What is streamed is compressed on its way: the same in other bytes.
                    response["ETag"] = f"W/{etag}" if response.streaming else etag
                    response = if_modified(request, response, reading)
            if response.status_code == 200 and not response.streaming and not request.unknown:
                request.META[TAKES] = keeps
            if "Cache-Control" not in response:
                patch_cache_control(response, public=True, no_cache=True)
            return response

        answer.takes = takes
        return answer

    return decorator


def known_etag(request, etag: str) -> str:
    """This ETag as the client has it, strong or weak; nothing where it has another."""
    tags = [] if settings.DEBUG else parse_etags(request.headers.get("If-None-Match", ""))
    return next((tag for tag in tags if tag.removeprefix("W/") == etag), "")


def if_modified(request, response, reading: Reading):
    """The answer; or 304, where the client says no ETag but since when it has what was changed last before that; or
    412, where it wants another. In the second in which it was changed it can be changed again, and says none."""
    changed = parse_http_date_safe(response.get("Last-Modified", ""))
    if changed and changed >= int(reading.moment.timestamp()):
        del response["Last-Modified"]
        return response
    if settings.DEBUG or not changed:
        return response
    found = get_conditional_response(request, etag=response["ETag"], last_modified=changed, response=response)
    return (errors.in_form(request, 412) or found) if found.status_code == 412 else found
