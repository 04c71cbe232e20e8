"""A process of its own that migrates a saved directory, shortly before it is asked."""

import datetime as dt

import django
import time_machine
from django.core.management import call_command

django.setup()

from tests import factories  # noqa: E402
from tests.saved.another_process import MOMENT  # noqa: E402

if __name__ == "__main__":
    with time_machine.travel(MOMENT - dt.timedelta(hours=1)):
        call_command("migrate", verbosity=0)
        # What it is called in a sentence is nothing that a migration can know.
        factories.identity(chair_id="chair", secretariat_id="secretariat", main_meetings_id="ministerial")
