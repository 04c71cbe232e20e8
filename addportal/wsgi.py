"""The WSGI entry point: `addportal.wsgi:application`."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "addportal.settings")

django = get_wsgi_application()

# These need Django to be set up.
from django.conf import settings  # noqa: E402

from addportal import logs, reports  # noqa: E402
from addportal.metrics import Meter, metered  # noqa: E402
from addportal.statements import Watch  # noqa: E402
from profiles.desk.mails.postman import postman  # noqa: E402
from profiles.desk.porter import porter  # noqa: E402
from profiles.serving.bodies import read_bodies  # noqa: E402
from profiles.serving.knownfiles import known_files  # noqa: E402
from profiles.serving.pagecache import page_cache  # noqa: E402
from profiles.serving.statics import static_files  # noqa: E402
from profiles.serving.turns import in_turn  # noqa: E402
from profiles.site.errors import NUMBER  # noqa: E402

# A thread that has a kept page to send waits at most so long, in seconds, for each of those that make one. (Python lets
# a thread work for 5 milliseconds before it looks whether another waits.)
sys.setswitchinterval(0.0005)

reports.begin()
portal = metered(read_bodies(known_files(page_cache(static_files(in_turn(django))))))
watch = Watch(settings.SLOW_QUERY_MS, portal.note_statement if isinstance(portal, Meter) else None).begin()


def application(environ, start_response):
    """The portal."""
    environ[NUMBER] = logs.begin(environ.get("HTTP_X_REQUEST_ID", ""))
    without_charset(environ)
    postman.start()
    porter.start()
    return portal(environ, start_response)


def without_charset(environ) -> None:
    """All our forms are UTF-8. Django would read addresses and forms in whatever charset a visitor names, past the gate
    against broken text, and fails on one that is none (`hex`) before any middleware runs."""
    if "charset" in environ.get("CONTENT_TYPE", "").lower():
        parts = environ["CONTENT_TYPE"].split(";")
        environ["CONTENT_TYPE"] = ";".join(part for part in parts if not part.strip().lower().startswith("charset"))
