"""Send the e-mails that are due: for cron, where no server process does (`SEND_MAIL=0`), or beside it."""

from django.core.management.base import BaseCommand

from ...mails import sending
from ...models import Mail


class Command(BaseCommand):
    help = "Send the e-mails that are due. Safe beside servers and other runs: none is sent twice."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="try those too that are to be tried later")

    def handle(self, *args, **options):
        if options["all"]:
            sending.try_all_again()
        sent, waiting = sending.send_due(), Mail.objects.waiting().count()
        self.stdout.write(f"{sent} sent, {waiting} waiting.")
