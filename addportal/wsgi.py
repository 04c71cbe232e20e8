"""The WSGI entry point: `addportal.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "addportal.settings")

application = get_wsgi_application()

from profiles.pageserver import page_cache  # noqa: E402 (needs Django to be set up)

application = page_cache(application)
