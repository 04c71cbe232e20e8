"""The page behind a mail that asks whether facts are still true: what it shows, takes, and refuses in words."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from profiles.desk.models import Assignment, Event, Reminder
from profiles.desk.upkeep import asking
from profiles.desk.verbs import publishing
from profiles.published.models import Confirmation, Publication, Stamp
from tests import factories
from tests.desk.upkeep.questions import HERE, asked, grown_old, pass_days

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_hand(settings):
    settings.MAIL_SENDER = "command"


@pytest.fixture
def old(publisher, time_machine):
    return grown_old("nepal", time_machine, by=publisher)


@pytest.fixture
def sita(old):
    return factories.focal_point("sita", old)


@pytest.fixture
def link(sita):
    return asked(sita)


@pytest.fixture
def client():
    """A browser that would refuse a cookie, and checks tokens of forms."""
    return Client(enforce_csrf_checks=True)


def facts_of(entity):
    return [str(entity.memberships.get().uid), str(entity.responsible_entities.get().uid)]


def confirmed():
    return [(str(row.fact_uid), str(row.day), row.said_by) for row in Confirmation.objects.order_by("pk")]


# ── What it shows ────────


def test_it_shows_the_public_facts_in_words_without_signing_in(client, old, link):
    old.responsible_entities.update(name_en="A draft")
    response = client.get(link)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Membership: Sending, 2008 – today" in html
    assert "Ministry of Labour" in html
    assert "https://example.org" in html
    assert "A draft" not in html
    assert "sita" not in html
    assert reverse("admin:profiles_entity_change", args=[old.pk]) in html


def test_it_reads_in_arabic_where_the_mail_does(client, old, sita):
    sita.language = "ar"
    sita.save()
    link = asked(sita)
    html = client.get(link).content.decode()
    assert link.startswith("/ar/still-true/")
    assert '<html lang="ar" dir="rtl">' in html
    assert "وزارة العمل" in html
    assert f"/ar/admin/profiles/entity/{old.pk}/change/" in html


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_it_writes_nothing(client, link, method):
    with CaptureQueriesContext(connection) as captured:
        response = getattr(client, method)(link)
    assert response.status_code == 200
    assert [query["sql"] for query in captured if not query["sql"].startswith(("SELECT", "PRAGMA"))] == []
    assert not Confirmation.objects.exists()


def test_nobody_keeps_it_lists_it_or_passes_its_address_on_and_no_cookie_is_set(client, link):
    for response in (client.get(link), client.post(link, {"all": "1"}, headers=HERE), client.get(f"{link[:-2]}/")):
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "same-origin"
        assert not response.cookies


def test_it_is_no_dearer_with_more_facts(client, old, link, sita, publisher, time_machine):
    with CaptureQueriesContext(connection) as few:
        client.get(link)
    many = grown_old("oman", time_machine, by=publisher)
    for body in ("iom", "ilo", "icmpd"):
        factories.affiliation(many, body)
    publishing.publish(many, by=publisher, override="x")
    Assignment.objects.create(user=sita, entity=many)
    pass_days(900, time_machine)
    Reminder.objects.create(
        kind="asked",
        person=sita,
        entry_uid=many.uid,
        facts=Publication.objects.of(many).live(timezone.now()).get().fact_digests(),
        mail_uid=many.uid,
    )
    with CaptureQueriesContext(connection) as several:
        assert client.get(f"/still-true/{asking.token(Reminder.objects.last())}/").content.count(b"checkbox") == 5
    # One more asks whether the identity is the same under the new stamp.
    assert len(several) == len(few) + 1


# ── What it takes ────────


def test_one_button_confirms_all_for_the_member_as_the_person_who_was_asked(client, old, link, sita):
    before = Stamp.objects.get().counter
    response = client.post(link, {"all": "1"}, headers=HERE)
    assert (response.status_code, response["Location"]) == (303, link)
    assert confirmed() == [(uid, "2026-05-04", "member") for uid in facts_of(old)]
    assert Stamp.objects.get().counter > before
    assert Event.objects.filter(verb="confirm").get().actor == sita
    html = client.get(link).content.decode()
    assert "This was confirmed on 4 May 2026." in html
    assert "<h1>Thank you</h1>" in html
    assert 'href="/members/nepal/"' in html
    assert 'href="/admin/stale/"' in html
    assert "<form method" not in html
    assert "Confirmed by the member on" in client.get("/members/nepal/").content.decode()


def test_what_was_ticked_is_confirmed_and_the_rest_stays_open(client, old, link):
    first, second = facts_of(old)
    assert client.post(link, {"fact": second}, headers=HERE).status_code == 303
    assert [row[0] for row in confirmed()] == [second]
    html = client.get(link).content.decode()
    assert "what you confirmed shows as checked" in html
    assert f'value="{first}"' in html
    assert f'value="{second}"' not in html


def test_a_link_that_is_used_twice_says_so_kindly_and_writes_nothing_more(client, old, link):
    for _twice in range(2):
        assert client.post(link, {"all": "1"}, headers=HERE).status_code == 303
    assert len(confirmed()) == 2
    assert "There is nothing more to do." in client.get(link).content.decode()


def test_a_link_that_is_opened_later_says_on_which_day_it_was_confirmed(client, old, link, time_machine):
    client.post(link, {"all": "1"}, headers=HERE)
    pass_days(3, time_machine)
    assert "This was confirmed on 4 May 2026." in client.get(link).content.decode()


def test_where_all_has_changed_nobody_is_thanked_for_it(client, old, link, publisher):
    old.memberships.update(start="2009")
    old.responsible_entities.update(name_en="Ministry of Work")
    publishing.publish(old, by=publisher)
    html = client.get(link).content.decode()
    assert "<h1>Nothing to confirm any more</h1>" in html
    assert "Thank you" not in html
    assert 'href="/members/nepal/"' in html


def test_nothing_ticked_is_asked_back(client, link):
    response = client.post(link, {}, headers=HERE)
    assert response.status_code == 400
    assert "Tick the facts that are still true." in response.content.decode()
    assert confirmed() == []


def test_a_fact_that_was_not_asked_about_is_not_confirmed(client, old, link, publisher):
    body = factories.affiliation(old)
    publishing.publish(old, by=publisher)
    client.post(link, {"fact": [str(body.uid), "x", "\0", facts_of(old)[0]]}, headers=HERE)
    assert [row[0] for row in confirmed()] == facts_of(old)[:1]


def test_a_fact_that_changed_meanwhile_is_not_confirmed_and_it_says_so(client, old, link, publisher):
    old.memberships.update(start="2009")
    publishing.publish(old, by=publisher)
    assert "It reads now: membership: Sending, 2009 – today" in client.get(link).content.decode()
    client.post(link, {"all": "1"}, headers=HERE)
    assert [row[0] for row in confirmed()] == facts_of(old)[1:]
    assert "Changed since you were asked: not confirmed" in client.get(link).content.decode()


def test_a_fact_that_changes_in_that_very_moment_is_refused(client, old, link, publisher, monkeypatch):
    confirm = publishing.confirm

    def after_a_change(*args, **kwargs):
        old.memberships.update(start="2009")
        publishing.publish(old, by=publisher)
        return confirm(*args, **kwargs)

    monkeypatch.setattr(publishing, "confirm", after_a_change)
    response = client.post(link, {"all": "1"}, headers=HERE)
    assert response.status_code == 409
    assert "A fact was changed meanwhile" in response.content.decode()
    assert confirmed() == []


def test_a_fact_that_is_gone_is_said_to_be(client, old, link, publisher):
    old.responsible_entities.all().delete()
    publishing.publish(old, by=publisher)
    assert "One fact is not public any more." in client.get(link).content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://example.com"},
        {"origin": "null"},
    ],
)
def test_a_form_from_elsewhere_confirms_nothing(client, link, headers):
    assert client.post(link, {"all": "1"}, headers=headers).status_code == 403
    assert confirmed() == []


def test_a_browser_that_says_where_the_form_is_from_is_believed(client, link):
    assert client.post(link, {"all": "1"}, headers={"origin": "http://testserver"}).status_code == 303


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_it_takes_nothing_else(client, link, method):
    assert getattr(client, method)(link).status_code == 405
