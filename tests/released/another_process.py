"""A process of its own with an empty database: it puts back what a release left behind and brings it up to date.

Its argument is the backup; it writes in JSON what it found.
"""

import datetime as dt
import hashlib
import json
import sys
from pathlib import Path

import django
import time_machine
from django.core.management import call_command

django.setup()

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from profiles.desk.backups.restoring import restore  # noqa: E402
from profiles.desk.models import Entity, Proposal, User  # noqa: E402
from profiles.desk.verbs import Refused, publishing, savedcopies  # noqa: E402
from profiles.published import documents  # noqa: E402
from profiles.published.models import Publication  # noqa: E402
from profiles.site.addresses import address_of  # noqa: E402
from tests.released.write import MOMENT  # noqa: E402


def pages() -> dict[str, int]:
    """How everything public answers, by address."""
    live = Publication.objects.live(timezone.now())
    addresses = {prefix + address_of(row.kind, row.slug) for row in live for prefix in ("", "/ar")}
    lists = ("/", "/members/", "/changes/", "/meetings/", "/documents/", "/programmes/", "/sources/", "/members.csv")
    return {address: Client().get(address).status_code for address in sorted(addresses | set(lists))}


def altered_documents() -> list[str]:
    """Stored documents that no longer are what their digest says, and what the API serves otherwise."""
    rows = Publication.objects.all()
    found = [f"{row.slug} {row.number}" for row in rows if documents.digest(row.document) != row.digest]
    for row in Publication.objects.live(timezone.now()).filter(kind="profile"):
        answer = Client().get(f"/api/v1/members/{row.slug}/").content
        if hashlib.sha256(answer).hexdigest() != hashlib.sha256(row.document.encode()).hexdigest():
            found.append(f"/api/v1/members/{row.slug}/")
    return found


def label_of(name: str) -> str:
    """The application that a table of admin is of."""
    return "published" if name == "source" else "profiles"


def desk() -> dict[str, int]:
    """How the pages answer on which work goes on."""
    nepal, client = Entity.objects.get(slug="nepal").pk, Client()
    client.force_login(User.objects.get(username="publisher"))
    names = ("change", "history", "versions", "publish", "propose", "confirm", "links", "reports", "preview")
    addresses = [reverse(f"admin:profiles_entity_{name}", args=[nepal]) for name in names]
    lists = ("entity", "meeting", "paper", "programme", "text", "source", "import", "linkstate")
    addresses += [reverse(f"admin:{label_of(name)}_{name}_changelist") for name in lists]
    return {address: client.get(address).status_code for address in [*addresses, reverse("admin:index")]}


def go_on(publisher) -> dict[str, str]:
    """What nobody touched, what waits and what is written now, each to be published."""
    untouched, nepal = (Entity.objects.get(slug=slug) for slug in ("untouched", "nepal"))
    try:
        publishing.publish(untouched, by=publisher, override="Alone.")
        refused = ""
    except Refused as error:
        refused = str(error)
    publishing.approve(Proposal.objects.waiting().get(entry_uid=nepal.uid), by=publisher)
    untouched.summary_en = "As it is written now."
    untouched.save()
    savedcopies.save(untouched, by=publisher)
    publishing.publish(untouched, by=publisher, override="Alone.")
    said = Client().get("/members/untouched/").content.decode()
    return {"refused": refused, "shown": "As it is written now." in said}


if __name__ == "__main__":
    restore(Path(sys.argv[1]))
    call_command("migrate", verbosity=0)
    with time_machine.travel(MOMENT + dt.timedelta(hours=1), tick=False):
        found = {"pages": pages(), "altered": altered_documents(), "desk": desk()}
        found["work"] = go_on(User.objects.get(username="publisher"))
    print(json.dumps(found))
