"""Run the drill: a line for each fault. Exit code 1 where anything was lost, or the public saw what it should not."""

import argparse
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

import django


def main() -> int:
    told = arguments()
    os.environ |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "DEBUG": "1"}
    url = os.environ.pop("DATABASE_URL", "")
    django.setup()
    from .faults import chosen
    from .field import Field

    with tempfile.TemporaryDirectory(prefix="addportal-drill-", ignore_cleanup_errors=True) as folder:
        url = url if url.startswith("postgres") else ""
        field = Field(Path(folder), url, earlier=told.earlier, quick=told.quick)
        try:
            return run(field, chosen(told.faults))
        finally:
            field.close()


def arguments():
    parser = argparse.ArgumentParser(prog="drill", description=__doc__)
    parser.add_argument("--faults", default="", help="some by name, with commas between them; all without")
    parser.add_argument("--from", dest="earlier", default="", metavar="REV", help="the revision that is upgraded from")
    parser.add_argument("--quick", action="store_true", help="fewer rounds of each")
    return parser.parse_args()


def run(field, faults) -> int:
    from .outcome import heading, lines

    began = time.monotonic()
    field.prepare()
    print(heading(), flush=True)
    unwell = 0
    for name, fault in faults.items():
        outcome = tried(fault, field)
        unwell += not outcome.is_well
        print("\n".join(lines(name, outcome)), flush=True)
    kind = "SQLite" if field.is_sqlite else "PostgreSQL"
    took = time.monotonic() - began
    print(f"\n{len(faults)} faults on {kind} in {took:.0f} s: {unwell or 'none'} with something lost or ugly.")
    return 1 if unwell else 0


def tried(fault, field):
    """The outcome; what ends a fault itself is a loss too, since nobody knows then."""
    from .outcome import Outcome

    try:
        return fault(field)
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        return Outcome("could not be done", lost=[f"{type(error).__name__}: {str(error)[-600:]}"])


if __name__ == "__main__":
    sys.exit(main())
