"""An application of our own under `Bodies`, for a server of its own, with clocks that run fast."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
import django

django.setup()

from profiles.serving import bodies, clients  # noqa: E402
from tests.serving.applications import echo  # noqa: E402

clients.GRACE, clients.PERIOD = 0.5, 0.2

application = bodies.Bodies(echo)
