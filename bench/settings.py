"""The portal's settings with the benchmark's commands: `DJANGO_SETTINGS_MODULE=bench.settings manage.py bench`."""

from addportal.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]  # noqa: F405
