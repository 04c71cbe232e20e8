"""Remove the second step of an account whose telephone is lost, where no administrator can."""

from django.core.management.base import BaseCommand, CommandError

from ...accounts import secondstep
from ...models import User

WRONG, USAGE = 1, 2


class Command(BaseCommand):
    help = "Remove the second step of an account, and end its sessions. Make sure first who is asking."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name with which somebody signs in")

    def handle(self, *, name, **options):
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account “{name}”.", returncode=USAGE)
        if not secondstep.is_set_up(user):
            raise CommandError(f"The account {name} has no second step.", returncode=WRONG)
        told = secondstep.reset(user, by=None)
        remark = "An e-mail tells so." if told else "It has no e-mail address, so nobody is told."
        self.stdout.write(f"The second step of {name} is removed, and all its sessions have ended. {remark}")
