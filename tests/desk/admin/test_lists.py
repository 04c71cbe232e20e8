"""Every list of admin costs as many queries with three rows as with one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from profiles.desk.links import cited
from profiles.desk.models import Event, LinkState
from profiles.desk.verbs import importing, savedcopies, vocabulary
from profiles.published.models import Body, MeetingKind, MemberType, Role, Source, ThematicArea
from tests import factories
from tests.desk.exchange.steps import csv_file

pytestmark = pytest.mark.django_db


def entry(make, by):
    """One that is public and saved since."""
    row = factories.published(make(), by=by)
    savedcopies.save(row, by=by)


def word(model, number, by):
    """One that is merged into another of its own."""
    into = factories.word(model, f"into-{number}")
    row = factories.word(model, f"row-{number}")
    if hasattr(row, "merged_into"):
        vocabulary.merge(row, into, by=by)


def brought(number):
    """A file that somebody of their own brought and took."""
    factories.entity(f"brought-{number}")
    by, content = (
        factories.person(f"brings-{number}", "Editors"),
        csv_file(("slug", "summary_en"), (f"brought-{number}", "New.")),
    )
    importing.take(importing.read(content, name="profiles.csv", by=by), by=by)


def dead_link(number):
    """One that is dead in a profile, an office of it and a source, and has a keeper."""
    address = f"https://{number}.example/"
    entity = factories.entity(website=address)
    factories.responsible_entity(entity, website=address)
    factories.focal_point(f"keeper-{number}", entity)
    factories.word(Source, f"dead-{number}", url=address)
    cited.update()
    now = timezone.now()
    since = {"failing_since": now - dt.timedelta(days=7), "looked_at": now, "failures": 4}
    LinkState.objects.filter(address=address).update(answer="gone", **since)


LISTS = {
    "profiles_entity": lambda number, by: entry(factories.entity, by),
    "profiles_import": lambda number, by: brought(number),
    "profiles_meeting": lambda number, by: entry(lambda: factories.meeting(f"m-{number}", ordinal=number + 1), by),
    "profiles_paper": lambda number, by: entry(lambda: factories.paper(f"paper-{number}"), by),
    "profiles_programme": lambda number, by: entry(lambda: factories.programme(f"programme-{number}"), by),
    "profiles_text": lambda number, by: entry(lambda: factories.text(f"text-{number}"), by),
    "profiles_user": lambda number, by: factories.focal_point(f"focal-{number}", factories.entity()),
    "profiles_event": lambda number, by: Event.objects.create(
        verb=Event.Verb.VOCABULARY, subject="x", actor=factories.person(f"actor-{number}")
    ),
    "profiles_linkstate": lambda number, by: dead_link(number),
    **{
        f"published_{model._meta.model_name}": lambda number, by, model=model: word(model, number, by)
        for model in (MemberType, Role, ThematicArea, Body, MeetingKind, Source)
    },
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_as_much_for_three_as_for_one(client, publisher, administrator, name):
    client.force_login(administrator if name in ("profiles_user", "profiles_event") else publisher)
    address, counts = reverse(f"admin:{name}_changelist"), []
    client.get(address)
    for number in range(3):
        LISTS[name](number, publisher)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[2], [query["sql"][:150] for query in captured]
