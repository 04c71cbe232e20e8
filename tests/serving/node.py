"""The portal of a node, for a server of its own on a machine that may be very busy."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from addportal.wsgi import application as application
from profiles.serving import redisstore

redisstore.LEASED = 60.0
