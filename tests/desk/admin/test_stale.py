"""The list of facts that grew old, one click that says they are still true, and the line on the desk."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk.models import Event
from profiles.desk.verbs import publishing
from profiles.published.models import Confirmation, Publication
from tests import factories
from tests.desk.upkeep.questions import grown_old

pytestmark = pytest.mark.django_db

LIST = "/admin/stale/"


@pytest.fixture
def old(publisher, time_machine):
    return grown_old("nepal", time_machine, by=publisher)


@pytest.fixture
def sita(old):
    return factories.focal_point("sita", old)


@pytest.fixture
def oman(old, publisher, time_machine):
    return grown_old("oman", time_machine, by=publisher)


def shown(client, person, query=""):
    """The profiles of the list, each with who keeps it."""
    client.force_login(person)
    page = client.get(LIST + query).context["page"]
    return [(line.profile.entity.slug, [str(one) for one in line.people]) for line in page]


def facts_of(entity):
    """As the form of the page posts them."""
    digests = Publication.objects.of(entity).latest("number").fact_digests()
    return [f"{uid}:{digest}" for uid, digest in digests.items()]


def act(entity):
    return f"/admin/profiles/entity/{entity.pk}/still-true/"


# ── Who sees what ────────


def test_editors_see_all_and_a_focal_point_their_own(
    client, old, sita, oman, editor, publisher, administrator, stranger
):
    everything = [("nepal", ["sita"]), ("oman", [])]
    assert shown(client, editor) == shown(client, publisher) == everything
    assert shown(client, sita) == everything[:1]
    assert shown(client, administrator) == shown(client, stranger) == []


def test_a_focal_point_is_told_nothing_of_others(client, old, sita, oman):
    factories.focal_point("ali", oman, until=dt.date(2026, 5, 10))
    client.force_login(sita)
    html = client.get(LIST).content.decode()
    assert "Oman" not in html
    assert "ali" not in html.replace("aligned", "")
    assert "How long facts hold" not in html


def test_it_says_since_when_and_leads_to_the_page_where_facts_are_confirmed(client, old, sita):
    client.force_login(sita)
    html = client.get(LIST).content.decode()
    assert "2 facts, the oldest neither changed nor confirmed since" in html
    assert "2024-03-04" in html
    assert f'href="/admin/profiles/entity/{old.pk}/confirm/"' in html
    assert client.get(f"/ar{LIST}").status_code == 200


def test_nothing_old_is_said_to_be(client, entity, editor):
    client.force_login(editor)
    assert "Nothing has grown old." in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=nep", ["nepal"]),
        ("?q=oman+x", []),
        ("?keeper=-", ["oman"]),
        ("?keeper=x", []),
        ("?kind=memberships", ["nepal", "oman"]),
        ("?kind=role_terms", []),
        ("?kind=x", ["nepal", "oman"]),
        ("?page=99", ["nepal", "oman"]),
        ("?keeper=%27&page=x", []),
    ],
)
def test_it_is_filtered(client, old, sita, oman, editor, query, expected):
    assert [slug for slug, _people in shown(client, editor, query)] == expected


def test_it_is_filtered_by_who_keeps_it(client, old, sita, oman, editor):
    assert shown(client, editor, f"?keeper={sita.pk}") == [("nepal", ["sita"])]


def test_it_says_which_profiles_lose_who_keeps_them(client, old, oman, editor):
    factories.focal_point("leaves", old, until=dt.date(2026, 6, 1))
    factories.focal_point("left", oman, until=dt.date(2026, 4, 1))
    client.force_login(editor)
    page = client.get(LIST)
    assert [(str(row.assignment.entity), row.is_over) for row in page.context["leaving"]] == [
        ("Oman", True),
        ("Nepal", False),
    ]
    html = page.content.decode()
    assert "leaves keeps it until" in html
    assert "nobody keeps it; left was the last" in html


def test_more_profiles_cost_no_more_queries(client, old, editor, publisher, time_machine):
    client.force_login(editor)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for slug in ("oman", "qatar", "yemen"):
        factories.focal_point(f"of-{slug}", grown_old(slug, time_machine, by=publisher), until=dt.date(2026, 6, 1))
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(LIST).context["page"]) == 4
    assert len(many) == len(few)


# ── One click ────────


def test_one_click_confirms_all_that_was_read(client, old, sita):
    client.force_login(sita)
    response = client.post(act(old), {"fact": facts_of(old)})
    assert (response.status_code, response["Location"]) == (302, LIST)
    assert {row.said_by for row in Confirmation.objects.all()} == {"member"}
    assert Confirmation.objects.count() == 2
    assert Event.objects.filter(verb="confirm").get().actor == sita
    assert shown(client, sita) == []


def test_one_click_confirms_one_fact(client, old, sita):
    client.force_login(sita)
    facts = facts_of(old)
    response = client.post(act(old), {"fact": facts, "one": facts[1], "desk": "1"})
    assert response["Location"] == "/admin/"
    assert [str(row.fact_uid) for row in Confirmation.objects.all()] == [facts[1].partition(":")[0]]


def test_what_was_changed_since_it_was_read_is_not_confirmed(client, old, sita, publisher):
    read = facts_of(old)
    old.memberships.update(start="2009")
    publishing.publish(old, by=publisher)
    client.force_login(sita)
    page = client.post(act(old), {"fact": read}, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["A fact was changed meanwhile: look at it again."]
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("fact", ["x", "x:", ":x", "\0:\0", "a:b:c"])
def test_what_is_no_fact_confirms_nothing(client, old, sita, fact):
    client.force_login(sita)
    assert client.post(act(old), {"fact": fact}).status_code in (302, 400)
    assert not Confirmation.objects.exists()


def test_nothing_chosen_confirms_nothing(client, old, sita):
    client.force_login(sita)
    assert client.post(act(old)).status_code == 302
    assert client.get(act(old)).status_code == 405
    assert not Confirmation.objects.exists()


def test_others_confirm_nothing(client, old, oman, administrator, stranger):
    for person, status in ((factories.focal_point("ali", oman), 404), (administrator, 403), (stranger, 404)):
        client.force_login(person)
        assert client.post(act(old), {"fact": facts_of(old)}).status_code == status
    assert not Confirmation.objects.exists()


# ── On the desk ────────


def test_the_desk_of_a_focal_point_says_it_with_one_button(client, old, sita, oman):
    client.force_login(sita)
    html = client.get("/admin/").content.decode()
    assert "Is this still true?" in html
    assert "2 facts, the oldest neither changed nor confirmed since" in html
    assert f'action="{act(old)}"' in html
    assert act(oman) not in html
    assert "Nothing waits for you." not in html
    client.post(act(old), {"fact": facts_of(old), "desk": "1"})
    assert "Is this still true?" not in client.get("/admin/").content.decode()


def test_the_desk_of_an_editor_has_only_the_way_to_the_list(client, old, editor):
    client.force_login(editor)
    html = client.get("/admin/").content.decode()
    assert "Is this still true?" not in html
    assert f'href="{LIST}"' in html
