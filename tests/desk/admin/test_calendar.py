"""The calendar: what is planned, in order, and who sees which of it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from profiles.desk.models import Assignment
from profiles.desk.verbs import publishing
from tests import factories
from tests.desk.admin.forms import url
from tests.desk.verbs.steps import change

pytestmark = pytest.mark.django_db

START = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)
TIME = '<bdi class="moment" dir="ltr">{}</bdi>'


@pytest.fixture(autouse=True)
def _november(time_machine):
    time_machine.move_to(START, tick=False)


def at(days):
    return START + dt.timedelta(days=days)


def planned(client, person):
    """By day: the time, the name, what is to happen, and whether it no longer is."""
    client.force_login(person)
    months = client.get(reverse("admin:calendar")).context["months"]
    return {
        str(day): [(str(line.when), line.name, line.what, line.gone) for line in lines]
        for _month, days in months
        for day, lines in days
    }


@pytest.fixture
def nepal(publisher, editor):
    nepal = factories.published(factories.entity("nepal"), by=publisher)
    change(nepal, "New.", editor)
    return nepal


def test_releases_withdrawals_and_meetings_stand_in_order(client, nepal, publisher):
    factories.meeting("ministerial-2027", name_en="Ninth", start="2027-02", end="2027-02")
    factories.meeting("ministerial-2008", name_en="First", start="2008", end="2008")
    publishing.withdraw(nepal, by=publisher, reason=("a", "b"), at=at(20))
    publishing.schedule(nepal, by=publisher, at=at(10))
    hour = TIME.format(timezone.localtime(START).strftime("%H:%M"))
    assert planned(client, publisher) == {
        "2026-11-30": [(hour, "Nepal", "version 2 becomes public", False)],
        "2026-12-10": [(hour, "Nepal", "is withdrawn", False)],
        "None": [("", "Ninth", "Feb. 2027", False)],
    }


def test_what_was_moved_or_cancelled_stands_struck_out_until_its_moment(client, nepal, publisher, time_machine):
    release = publishing.schedule(nepal, by=publisher, at=at(2))
    (moved,) = publishing.move(release, by=publisher, at=at(3))
    assert [line[2:] for lines in planned(client, publisher).values() for line in lines] == [
        ("cancelled or moved by publisher", True),
        ("version 2 becomes public", False),
    ]
    publishing.cancel(moved, by=publisher)
    assert [line[3] for lines in planned(client, publisher).values() for line in lines] == [True, True]
    publishing.schedule(nepal, by=publisher, at=at(2))
    assert [line[3] for lines in planned(client, publisher).values() for line in lines] == [False, True]
    time_machine.move_to(at(4))
    assert planned(client, publisher) == {}


def test_a_meeting_that_has_begun_stands_under_today(client, publisher):
    factories.meeting("now", name_en="Now", start="2026-11-19", end="2026-11-21")
    assert list(planned(client, publisher)) == ["2026-11-20"]


def test_each_sees_what_is_theirs(client, nepal, publisher, editor, administrator, stranger):
    focal, other = factories.focal_point("focal", nepal), factories.focal_point("other", factories.entity("kuwait"))
    Assignment.objects.filter(user=focal).update(until=at(5).date())
    factories.meeting("draft", name_en="Draft", start="2027", end="2027")
    publishing.schedule(nepal, by=publisher, at=at(1))
    names = {
        person.username: [line[1] for lines in planned(client, person).values() for line in lines]
        for person in (publisher, editor, administrator, focal, other, stranger)
    }
    assert names == {
        "publisher": ["Nepal", "Draft"],
        "editor": ["Nepal", "Draft"],
        "administrator": ["Nepal", "Nepal", "Draft"],
        "focal": ["Nepal"],
        "other": [],
        "stranger": [],
    }
    assert planned(client, administrator)["2026-11-25"] == [
        ("", "Nepal", "focal keeps it to the end of this day", False)
    ]


def test_an_empty_calendar_says_so(client, stranger):
    client.force_login(stranger)
    assert "Nothing is planned." in client.get(reverse("admin:calendar")).content.decode()


def test_it_is_read_only_and_not_public(client, nepal, publisher):
    publishing.schedule(nepal, by=publisher, at=at(1))
    assert client.get(reverse("admin:calendar")).status_code == 302
    client.force_login(publisher)
    assert client.post(reverse("admin:calendar")).status_code == 405
    assert url("versions", nepal.pk) in client.get(reverse("admin:calendar")).content.decode()


def test_the_calendar_costs_a_fixed_number_of_queries(client, administrator, publisher, editor):
    counts = []
    for number in range(3):
        row = factories.published(factories.entity(f"isle-{number}"), by=publisher)
        change(row, "New.", editor)
        publishing.cancel(publishing.schedule(row, by=publisher, at=at(1)), by=publisher)
        publishing.schedule(row, by=publisher, at=at(2))
        factories.meeting(f"m{number}", ordinal=number + 1, start="2027", end="2027")
        Assignment.objects.create(user=factories.person(f"focal-{number}"), entity=row, until=at(5).date())
        client.force_login(administrator)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("admin:calendar"))
        counts.append(len(captured))
    assert counts[0] == counts[2]
