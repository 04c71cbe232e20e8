"""Where an empty directory is set up in a browser; of one that is filled, whether the settings have its languages."""

from django.core.management.base import BaseCommand

from ...accounts import foundingpage
from ...doctor import stores
from ...verbs import founding


class Command(BaseCommand):
    help = "Print the address at which an empty directory is set up; nothing where there is an account already."

    def handle(self, **options):
        for _level, sentence in stores.languages():
            self.stderr.write(sentence)
        if founding.is_empty():
            self.stdout.write(f"Nobody can sign in yet. Set this directory up at\n\n  {foundingpage.address()}\n")
