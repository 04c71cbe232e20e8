"""Prove that nothing was altered or taken out of the log and of what was public, or say where."""

import json

from django.core.management.base import BaseCommand, CommandError

from profiles.published import chain
from profiles.published.models import DataRelease, Publication
from profiles.published.snapshot import snapshot

from ...verbs import takingup
from ...verifying import faults


class Command(BaseCommand):
    help = (
        "Look whether all events, releases, publications and releases of the data are as they were written. Ends with "
        "1 where something was altered, put in or taken out, with a sentence for each place."
    )

    def add_arguments(self, parser):
        parser.add_argument("--head", action="store_true", help="say only how far the chains go, as JSON")
        parser.add_argument(
            "--take-up",
            action="store_true",
            help="first add to the chains what is right and not in them, as a server that was ended leaves it; logged",
        )

    def handle(self, *, head: bool, take_up: bool, **options):
        if head:
            self.stdout.write(json.dumps(chain.heads(), indent=2))
            return
        if take_up:
            self.tell_taken(takingup.take_up())
        with snapshot():
            if places := sum(self.tell(sentence) for sentence in faults()):
                raise CommandError(f"The trail is not whole: {places} places.")
            self.stdout.write(sentence_of(chain.heads()))

    def tell(self, sentence: str) -> int:
        self.stderr.write(sentence)
        return 1

    def tell_taken(self, counts: dict[str, int]):
        self.stdout.write(f"Taken up: {counts['events']} events, {counts['releases']} releases.")


def sentence_of(heads: dict[str, dict]) -> str:
    events, releases = heads["events"], heads["releases"]
    return (
        f"The trail is whole: {events['number']} events up to {events['digest'] or 'nothing'}, "
        f"{releases['number']} links of releases up to {releases['digest'] or 'nothing'}, "
        f"{Publication.objects.count()} publications, {DataRelease.objects.count()} releases of the data."
    )
