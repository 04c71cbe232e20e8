"""A portal to try: migrated, with the real directory loaded and one account of each kind. Only with DEBUG=1."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ...models import Assignment, Entity

ACCOUNTS = {
    "administrator": "Administrators",
    "publisher": "Publishers",
    "editor": "Editors",
    "nepal": "Focal points",
}


class Command(BaseCommand):
    help = "Migrate; where there is no account yet, load the directory, make the demo accounts and print them once."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("Demo accounts are made only with DEBUG=1.")
        self.stdout.write("Bringing the database up to date …")
        call_command("migrate", verbosity=0)
        if get_user_model().objects.exists():
            return
        self.stdout.write("Loading the directory and publishing it, once …")
        with transaction.atomic():
            passwords = {name: make_account(name, group) for name, group in ACCOUNTS.items()}
            call_command("load_directory", settings.BASE_DIR / "fixtures", by="publisher", stdout=self.stdout)
            entity = Entity.objects.get(slug="nepal")
            Assignment.objects.create(user=get_user_model().objects.get(username="nepal"), entity=entity)
        self.stdout.write("\nDemo accounts for /admin/, printed this once:\n\n")
        for name, password in passwords.items():
            self.stdout.write(f"  {name:<14} {password}   {ACCOUNTS[name]}\n")
        self.stdout.write("\n")


def make_account(name: str, group: str) -> str:
    password = secrets.token_urlsafe(12)
    user = get_user_model().objects.create_user(name, f"{name}@example.org", password, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return password
