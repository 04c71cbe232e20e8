"""An entry of each kind with everything that a page of admin may be about, and the people."""

import datetime as dt
import uuid

from django.utils import timezone

from profiles.desk import permissions, previewing
from profiles.desk.models import Event, LinkPlace, LinkState, Mail, ShelfLife
from profiles.desk.verbs import commenting, importing, proposing, publishing, reporting, savedcopies, vocabulary
from profiles.published.models import DataRelease, MeetingKind, OldAddress, Publication, Source
from tests import factories
from tests.desk.exchange.steps import csv_file

# A word that is nowhere public.
CANARY = "zqcanary"


def rows_of(entry, column, *, by, publisher):
    """An entry with its rows by name: `column` holds the word, in what is scheduled, saved and proposed."""
    factories.published(entry, by=publisher)
    first, first_public = savedcopies.save(entry, by=None), Publication.objects.of(entry).get()
    setattr(entry, column, f"{CANARY} scheduled")
    entry.save()
    future = publishing.schedule(entry, by=publisher, at=timezone.now() + dt.timedelta(days=1))
    setattr(entry, column, CANARY)
    entry.save()
    savedcopies.save(entry, by=by)
    resolved = commenting.comment(entry, by=by, words=CANARY)
    commenting.resolve(resolved, by=by)
    proposal = proposing.propose(entry, by=by, message=CANARY)
    proposal.bundle = uuid.uuid4()  # as if others had been proposed with it, which wait no longer
    proposal.save()
    return entry, {
        "resolved": resolved,
        "comment": commenting.comment(entry, by=by, words=CANARY),
        "proposal": proposal,
        "report": reporting.report(first_public, words=CANARY, language="en", address="192.0.2.1"),
        "copy": first,
        "link": previewing.share(entry, by=by)[0],
        "release": future,
        "publication": future.publication,
    }


def dead_link(entity, source) -> LinkState:
    """An address that stands in a profile and in a source, and has been dead for a week."""
    now = timezone.now()
    since = {"failing_since": now - dt.timedelta(days=7), "counted_at": now, "looked_at": now, "failures": 4}
    link = LinkState.objects.create(
        address="https://dead.example/", answer="gone", moved_to=f"https://{CANARY}.example/", **since
    )
    source.url = link.address
    LinkPlace.objects.create(link=link, model="published.source", row=source.pk, column="url")
    LinkPlace.objects.create(link=link, entry_uid=entity.uid, model="profiles.entity", row=entity.pk)
    return link


def draw() -> dict:
    """An entry of each kind with everything that a door may be about, and the people; made once for all tests."""
    publisher, editor = factories.person("publisher", "Publishers"), factories.person("editor", "Editors")
    entity, elsewhere = factories.entity("nepal"), factories.entity("kuwait")
    focal, other = factories.focal_point("focal", entity), factories.focal_point("other", elsewhere)
    invited = factories.person("invited")
    invited.set_unusable_password()
    invited.save()
    entries = {
        "entity": rows_of(entity, "summary_en", by=focal, publisher=publisher),
        "meeting": rows_of(factories.meeting(), "note_en", by=editor, publisher=publisher),
        "text": rows_of(factories.text(), "body_en", by=editor, publisher=publisher),
        "paper": rows_of(factories.paper(), "note_en", by=editor, publisher=publisher),
        "programme": rows_of(factories.programme(), "note_en", by=editor, publisher=publisher),
    }
    entries["entity"][1]["wish"] = proposing.ask(entity, by=focal, words=CANARY)
    rows = {
        "user": invited,
        "event": Event.objects.of(entity).first(),
        "mail": Mail.objects.create(kind="notice", person=focal, recipient="focal", subject=CANARY, language="en"),
        "role": factories.word(factories.Role, "chair"),
        "thematicarea": factories.area(),
        "body": factories.word(factories.Body, "iom"),
        "membertype": factories.word(factories.MemberType, "sending"),
        "meetingkind": factories.word(MeetingKind, "ambassadors"),
        "source": factories.word(Source, "declaration"),
        "shelflife": ShelfLife.objects.get(code="contact"),
        "oldaddress": OldAddress(path="old", target="/areas/"),
        "identity": factories.identity(),
    }
    moment = timezone.now()
    rows["datarelease"] = DataRelease.objects.create(number=1, name="2026-11-30", moment=moment, manifest="{}")
    rows["linkstate"] = dead_link(entity, rows["source"])
    rows["shelflife"].months = 3
    vocabulary.change(rows["shelflife"], by=publisher)
    rows["identity"].heading_en = "The members"
    vocabulary.change(rows["identity"], by=publisher)
    for rows["oldaddress"].target in ("/sources/", "/areas/"):
        vocabulary.change(rows["oldaddress"], by=publisher)
    for model in permissions.VOCABULARY:
        vocabulary.change(factories.renamed(rows[model]), by=publisher)
    content = csv_file(("slug", "summary_en"), ("nepal", f"{CANARY} brought"))
    rows["import"] = importing.read(content, name="profiles.csv", by=focal)
    rows["taken"] = importing.read(csv_file(("slug", "summary_en"), ("kuwait", CANARY)), name="profiles.csv", by=other)
    importing.take(rows["taken"], by=other)
    people = {
        "publisher": publisher,
        "editor": editor,
        "administrator": factories.person("administrator", "Administrators"),
        "stranger": factories.person("stranger"),
        "focal": focal,
        "other": other,
    }
    return {"entity": entity, "entries": entries, "rows": rows, "people": people}
