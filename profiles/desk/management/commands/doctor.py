"""Say what is wrong with this installation, or soon will be: for whoever runs it, and for a timer."""

import json
import sys

from django.core.management.base import BaseCommand
from django.utils import translation

from ...doctor import proxies, settings, stores, work
from ...doctor.findings import Level, findings

LOOKS = settings.LOOKS | proxies.LOOKS | stores.LOOKS | work.LOOKS
WORDS = {Level.FINE: "fine", Level.WARNING: "warning", Level.FAILURE: "FAILURE"}


class Command(BaseCommand):
    help = "Look at settings, database, files, e-mails and timers. Ends with 0, with 1 for warnings, 2 for failures."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="a list of objects with level, about and sentence")
        parser.add_argument("--quiet", action="store_true", help="only what is not fine")

    def handle(self, *, quiet: bool, **options):
        with translation.override("en"):
            found = [finding for finding in findings(LOOKS) if finding.level or not quiet]
        if options["json"]:
            self.stdout.write(json.dumps([finding.as_dict() for finding in found], indent=2))
        else:
            for finding in found:
                self.stdout.write(f"{WORDS[finding.level]:8} {finding.about}: {finding.sentence}")
        sys.exit(max((finding.level for finding in found), default=Level.FINE))
