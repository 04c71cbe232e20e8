"""Where an empty directory is set up in a browser."""

from django.core.management.base import BaseCommand

from ...accounts import foundingpage
from ...verbs import founding


class Command(BaseCommand):
    help = "Print the address at which an empty directory is set up; nothing where there is an account already."

    def handle(self, **options):
        if founding.is_empty():
            self.stdout.write(f"Nobody can sign in yet. Set this directory up at\n\n  {foundingpage.address()}\n")
