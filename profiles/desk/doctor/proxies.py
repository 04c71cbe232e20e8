"""Whether the proxies in front leave out what would let visitors say who they are: tried by a request through them."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings

from profiles.site.views.health import UNDERSCORED

from .findings import Look, Said, failure, fine, warning

PATIENCE = 5


def underscores() -> Iterator[Said]:
    """To the portal `X_Forwarded_For` is `X-Forwarded-For`: the server tells both by one name."""
    if not settings.TRUSTED_PROXY:
        return
    parts = urlsplit(settings.SITE_URL)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.netloc, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz", headers={UNDERSCORED.replace("-", "_"): "1"})
        came_through = connection.getresponse().getheader(UNDERSCORED) is not None
    except (OSError, HTTPException) as error:
        yield warning(f"{settings.SITE_URL} does not answer from here, so the proxy in front was not tried: {error}")
        return
    finally:
        connection.close()
    if came_through:
        yield failure(
            "The proxy in front passes on headers with an underscore in their names, so visitors can say where they "
            "come from: leave them out there (docs/operations.md, What a trusted proxy has to do)."
        )
    else:
        yield fine("The proxy in front leaves out headers with an underscore in their names.")


LOOKS: dict[str, Look] = {"proxies": underscores}
