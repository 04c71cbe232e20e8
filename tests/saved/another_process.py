"""A process of its own over a saved directory: what it answers, then what it shows while work on it goes on.

It reads addresses from standard input, a list in JSON, and writes in JSON what it found.
"""

import datetime as dt
import hashlib
import json
import re
import sys
from html.parser import HTMLParser

import django
import time_machine

django.setup()

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from profiles.desk.models import Entity, Proposal, User  # noqa: E402
from profiles.desk.verbs import Refused, proposing, publishing, savedcopies  # noqa: E402
from profiles.published.models import Publication  # noqa: E402

MOMENT = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
SCHEDULED = dt.datetime(2026, 12, 15, 8, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
UNTOUCHED = ("gcc", "iom", "mfa", "switzerland")
INLINE = {"a", "abbr", "b", "bdi", "cite", "em", "i", "small", "span", "strong", "time"}


def person(name: str) -> User:
    return User.objects.get(username=name)


# ── What it answers ────────


class Text(HTMLParser):
    """The text of a page's main part, a line for each piece that stands apart."""

    def __init__(self, html: str):
        super().__init__()
        self.found = ""
        self.feed(re.search(r"<main\b.*</main>", html, re.DOTALL)[0])

    def handle_starttag(self, tag, attributes):
        self.part(tag)

    def handle_endtag(self, tag):
        self.part(tag)

    def part(self, tag):
        if tag not in INLINE:
            self.found += "\n"

    def handle_data(self, data):
        self.found += re.sub(r"\s", " ", data)

    def __str__(self):
        lines = (" ".join(line.split()) for line in self.found.splitlines())
        return "\n".join(line for line in lines if line)


def ask(address: str) -> str:
    """The status of an answer and what it says: a page its text, a stored document the digest of its bytes."""
    response = Client().get(address)
    body, kind = b"".join(response), response["Content-Type"]
    if kind.startswith("text/html"):
        said = str(Text(body.decode()))
    elif kind.startswith("text/csv"):
        said = "\n".join(body.decode("utf-8-sig").splitlines())
    elif response.status_code == 200 and "?" not in address:
        said = hashlib.sha256(body).hexdigest()
    else:
        said = json.dumps(json.loads(body), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{response.status_code}\n{said}"


# ── Work goes on ────────


def refusals() -> dict[str, str]:
    """Why profiles are not published that nobody has touched, by slug."""
    found = {}
    for slug in UNTOUCHED:
        try:
            publishing.publish(Entity.objects.get(slug=slug), by=person("publisher"), override="Alone.")
        except Refused as error:
            found[slug] = str(error)
    return found


def desk() -> dict[str, int]:
    """How the pages answer on which work goes on, by address."""
    nepal = Entity.objects.get(slug="nepal").pk
    names = ("change", "history", "versions", "publish", "propose", "confirm", "links", "reports", "wishes", "preview")
    addresses = [reverse(f"admin:profiles_entity_{name}", args=[nepal]) for name in names]
    addresses.append(reverse("admin:profiles_entity_compare", args=[nepal]) + "?a=v1&b=working")
    addresses += [reverse("admin:profiles_entity_review", args=[nepal, row.pk]) for row in Proposal.objects.all()]
    addresses += [reverse("admin:index"), reverse("admin:profiles_entity_changelist")]
    client = Client()
    client.force_login(person("publisher"))
    return {address: client.get(address).status_code for address in addresses}


def go_on(clock):
    """An act a day, and the page that shows it."""
    publisher, editor, focal = person("publisher"), person("editor"), person("nepal")
    nepal, address = Entity.objects.get(slug="nepal"), "/members/nepal/"

    publishing.approve(Proposal.objects.waiting().get(), by=publisher)
    yield "approve", ask(address)

    clock.shift(DAY)
    edit(nepal, "As an editor has it today.", by=editor)
    publishing.publish(nepal, by=publisher)
    yield "edit", ask(address)

    clock.shift(DAY)
    edit(nepal, "As its focal point has it today.", by=focal)
    publishing.approve(proposing.propose(nepal, by=focal, message="Work goes on."), by=publisher)
    yield "propose", ask(address)

    clock.shift(DAY)
    first = Publication.objects.of(nepal).get(number=1)
    publishing.publish(savedcopies.restore(first, by=editor), by=publisher, override="As it was.")
    yield "restore", ask(address)

    for slug in ("malaysia", "mauritius"):
        publishing.publish(Entity.objects.get(slug=slug), by=publisher)
        yield slug, ask(f"/members/{slug}/")

    clock.move_to(SCHEDULED, tick=False)
    yield "scheduled", ask("/members/united-arab-emirates/")


def edit(entity: Entity, summary: str, *, by) -> None:
    entity.refresh_from_db()
    entity.summary_en = summary
    entity.full_clean()
    entity.save()
    savedcopies.save(entity, by=by)


if __name__ == "__main__":
    with time_machine.travel(MOMENT, tick=False) as clock:
        found = {"answers": {address: ask(address) for address in json.load(sys.stdin)}}
        found |= {"refusals": refusals(), "desk": desk(), "after": dict(go_on(clock))}
    print(json.dumps(found))
