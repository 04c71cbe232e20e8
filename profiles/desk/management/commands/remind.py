"""Ask people whether facts that grew old are still true, and tell publishers where nobody answered: for a timer."""

from django.core.management.base import BaseCommand, CommandError

from ...verbs import reminding


class Command(BaseCommand):
    help = "Ask people whether facts that grew old are still true. Safe beside other runs: nobody is asked twice."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say who would be written to, and write to nobody")

    def handle(self, *args, **options):
        done = reminding.remind(dry_run=options["dry_run"])
        for person, profiles in done.asked:
            about = ", ".join(f"{profile.publication.slug} ({len(profile.facts)})" for profile in profiles)
            self.stdout.write(f"Asked {person}: {about}")
        for person, found in done.told:
            about = ", ".join(f"{row.profile.publication.slug} since {row.since:%Y-%m-%d}" for row in found)
            self.stdout.write(f"Told {person} that nobody answered: {about}")
        remark = " Nothing was sent: this was a dry run." if options["dry_run"] else ""
        self.stdout.write(f"{len(done.asked)} asked, {len(done.told)} told.{remark}")
        if done.nobody:
            slugs = ", ".join(profile.publication.slug for profile in done.nobody)
            raise CommandError(f"There is nobody to ask about {slugs}.")
