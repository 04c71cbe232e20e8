"""The handbook in the browser: the file, or a page that waits for it."""

import re

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from profiles.published import identity
from profiles.reading.filters import LIST

from ..opendata import shared
from ..public import MEANT, public
from ..rendering import render
from ..visitors import address_of, network_of
from . import bindery, shelf
from .contents import ends_of_volumes, volumes

# After how many seconds it is worth looking again.
LOOK_AGAIN = {bindery.WAITING: 5, bindery.FULL: 60, bindery.FAILED: bindery.REST}


@shared
@public(*LIST, "volume", strict=True)
def handbook(request, reading, language):
    """The handbook of whom the directory's filters select; it is made if it is not there, while a page waits for it."""
    if not settings.HANDBOOKS:
        raise Http404
    query = request.GET.copy()
    query.pop("on", None)
    asked, number = query.pop("volume", [""])[-1], volumes(reading, language, query)
    if number > 1 and not asked:
        ends = ends_of_volumes(reading, language, query)
        return render(request, reading, "handbook_volumes.html", {"volumes": ends})
    volume = int(asked) if re.fullmatch("[0-9]{1,5}", asked) else 1
    if volume not in range(1, number + 1):
        raise BadRequest(
            gettext("There is no volume %(volume)d: there are %(number)d.") % {"volume": volume, "number": number}
        )
    key = shelf.key_of(reading, language, query, volume)
    order = order_of(request, reading, language, query, volume)
    return send(key, order) or wait(request, reading, key, order)


def order_of(request, reading, language: str, query, volume: int) -> bindery.Order:
    """What the bindery is asked for. It keeps no address of a visitor, and needs to know only which are the same."""
    visitor = salted_hmac("profiles.handbook", network_of(address_of(request.META))).hexdigest()
    whole = not (query or reading.is_past)
    edition = shelf.edition_of(reading)
    return bindery.Order(language, reading.day.isoformat(), query.urlencode(), volume, whole, edition, visitor)


def send(key: str, order: bindery.Order) -> FileResponse | None:
    """The file, if it is on the shelf."""
    file = shelf.find(key)
    if not file:
        return None
    part = f"-{order.volume}" if order.volume > 1 else ""
    name = f"{identity.current().file_name}-handbook-{order.language}-{order.day}{part}.pdf"
    return FileResponse(file, filename=name, content_type="application/pdf")


@never_cache
def wait(request, reading, key: str, order: bindery.Order):
    """503 with Retry-After, so that what fetches files by itself comes again, keeps no page in place of the file, and
    saves none under its name. Browsers come again by `Refresh`, without script."""
    state = bindery.WAITING if request.method == "HEAD" else bindery.ask(key, order)
    response = render(request, reading, "being_made.html", {"state": state}, status=503)
    response["Retry-After"] = str(LOOK_AGAIN[state])
    if state != bindery.FAILED:
        response["Refresh"] = response["Retry-After"]
    request.META[MEANT] = True
    # Private to Django: nothing is wrong, so nothing is logged.
    response._has_been_logged = True
    return response
