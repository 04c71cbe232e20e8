#!/usr/bin/env python
"""Django's command line."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "addportal.settings")
    from django.core.management import execute_from_command_line
    from django.db import InterfaceError, OperationalError

    try:
        execute_from_command_line(sys.argv)
    except (OSError, OperationalError, InterfaceError) as error:
        # The disk is full, or the database away: who runs a command, or reads what a timer's said, needs that alone.
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"{type(error).__name__}: {' '.join(str(error).split())} (--traceback says where)")


if __name__ == "__main__":
    main()
