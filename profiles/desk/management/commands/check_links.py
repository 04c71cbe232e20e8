"""Ask the addresses that the directory cites whether they still answer: for a timer."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from ...links import cited, rounds
from ...links.asking import Asker
from ...links.wires import Wires
from ...models import LinkState

# How it ends where not all that was due was asked: time was over; hardly anybody answered; by Ctrl-C.
LEFT, UNHEARD, INTERRUPTED = 1, 2, 130


class Command(BaseCommand):
    help = (
        "Ask the addresses on the web that the directory cites. By default those that are due: what fails each day, "
        "all others each week, and what somebody wants looked at again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="ask those too that were asked lately")
        parser.add_argument("--only", default="", metavar="TEXT", help="only addresses in which this stands")
        parser.add_argument("--limit", type=int, metavar="N", help="at most so many")
        parser.add_argument("--minutes", type=float, default=30, help="end after so long (30)")
        parser.add_argument("--threads", type=int, default=8, help="so many hosts beside each other (8)")
        parser.add_argument("--pause", type=float, default=1, help="seconds between two requests to a host (1)")
        parser.add_argument("--timeout", type=float, default=20, help="seconds for one request (20)")
        parser.add_argument("--private", action="store_true", help="ask hosts of private networks too: on a closed one")

    def handle(self, *, again, only, limit, **options):
        cited.update()
        links = rounds.to_ask(timezone.now(), again=again, only=only, limit=limit)
        wires = Wires(may_be_private=options["private"], seconds=options["timeout"])
        pace = rounds.Pace(options["pause"])
        round_ = rounds.Round(
            Asker(wires),
            seconds=options["minutes"] * 60,
            threads=max(options["threads"], 1),
            pace=pace,
            tell=self.tell,
        )
        try:
            tally = round_.run(links)
        except KeyboardInterrupt:
            tally = round_.tally
            self.say(tally)
            sys.exit(INTERRUPTED)
        self.say(tally)
        if tally.unheard:
            self.stderr.write("Hardly any host answers: is this machine online? What did not answer was not counted.")
            sys.exit(UNHEARD)
        if not tally.whole:
            self.stderr.write(f"The time is over: {tally.total - tally.asked} addresses are left for the next run.")
            sys.exit(LEFT)

    def tell(self, tally: rounds.Tally) -> None:
        """How far it is, on a terminal alone."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{tally.asked} of {tally.total} asked", ending="")
            self.stdout.flush()

    def say(self, tally: rounds.Tally) -> None:
        if self.stdout.isatty():
            self.stdout.write(
                f"\r{tally.asked} of {tally.total} asked: {tally.well} answer, {tally.failed} do not, "
                f"{tally.unchecked} could not be checked. {LinkState.objects.dead().count()} addresses are dead."
            )
