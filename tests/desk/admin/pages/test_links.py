"""The page of the links to saved copies."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from profiles.desk import previewing
from profiles.desk.models import Event, PreviewLink
from tests import factories
from tests.answers import html_of
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def test_a_focal_point_makes_a_link_sees_its_address_once_and_revokes_it(draft, client):
    client.force_login(factories.focal_point("focal", draft))
    page = client.post(url("links", draft.pk), {"days": 14})
    english, arabic = [address for _code, _label, address in page.context["addresses"]]
    assert english.startswith("http://testserver/preview/")
    assert arabic == english.replace("/preview/", "/ar/preview/")
    assert english in html_of(page)
    assert arabic in html_of(page)
    assert Client().get(english).status_code == Client().get(arabic).status_code == 200
    assert "/preview/" not in html_of(client.get(url("links", draft.pk))).replace(url("preview", draft.pk), "")

    client.post(url("revoke", draft.pk, PreviewLink.objects.get().pk))
    assert Client().get(english).status_code == 404
    assert "revoked" in html_of(client.get(url("links", draft.pk)))


def test_the_list_says_who_made_a_link_and_how_it_stands(draft, editor, publisher, client):
    with time_machine.travel(timezone.now() - dt.timedelta(days=3)):
        previewing.share(draft, by=publisher, days=1)
    revoked, _token = previewing.share(draft, by=editor)
    previewing.revoke(revoked, entry=draft, by=editor)
    previewing.share(draft, by=editor)
    previewing.share(factories.entity("india"), by=editor)
    client.force_login(editor)
    html = html_of(client.get(url("links", draft.pk)))
    rows = [" ".join(row.split()) for row in html.split("<tbody>")[1].split("</tr>")[:-1]]
    assert [[word for word in ("works", "revoked", "expired") if word in row] for row in rows] == [
        ["works"],
        ["revoked"],
        ["expired"],
    ]
    assert ["publisher" in row for row in rows] == [False, False, True]
    assert ["Revoke<" in row for row in rows] == [True, False, False]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_a_fixed_number_of_queries(draft, editor, client, django_assert_num_queries, number):
    for _ in range(number):
        previewing.share(draft, by=editor)
    client.force_login(editor)
    client.get(url("links", draft.pk))
    with django_assert_num_queries(10):
        client.get(url("links", draft.pk))


def test_a_focal_point_of_another_profile_lists_makes_and_revokes_nothing(shared, client):
    draft, link, token = shared
    client.force_login(factories.focal_point("elsewhere", factories.entity("india")))
    assert client.get(url("links", draft.pk)).status_code == 404
    assert client.post(url("links", draft.pk), {"days": 7}).status_code == 404
    assert client.post(url("revoke", draft.pk, link.pk)).status_code == 404
    assert PreviewLink.objects.get().revoked_at is None
    assert client.get(f"/preview/{token}/").status_code == 200


def test_an_administrator_sees_the_draft_and_makes_no_link(shared, administrator, client):
    draft, link, _token = shared
    client.force_login(administrator)
    assert client.get(url("preview", draft.pk)).status_code == 200
    assert client.get(url("links", draft.pk)).status_code == 403
    assert client.post(url("links", draft.pk), {"days": 7}).status_code == 403
    assert client.post(url("revoke", draft.pk, link.pk)).status_code == 403
    assert PreviewLink.objects.get().revoked_at is None


def test_a_wrong_number_of_days_is_said_and_makes_nothing(draft, editor, client):
    client.force_login(editor)
    assert "is not one of the available choices" in html_of(client.post(url("links", draft.pk), {"days": 365}))
    assert not PreviewLink.objects.exists()
    assert not Event.objects.exists()


def test_revoking_needs_a_post(shared, client, editor):
    draft, link, _token = shared
    client.force_login(editor)
    assert client.get(url("revoke", draft.pk, link.pk)).status_code == 405
