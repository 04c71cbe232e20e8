"""Acts of one click: end all sessions, remove the second step, invite again."""

import pytest
from django.test import Client

from profiles.desk.accounts import secondstep
from profiles.desk.models import User
from tests import factories
from tests.desk.accounts.steps import enrol, sign_in

pytestmark = pytest.mark.django_db


def test_an_administrator_ends_all_sessions_of_a_person(client, administrator, editor):
    theirs = Client()
    sign_in(theirs)
    client.force_login(administrator)
    address = f"/admin/profiles/user/{editor.pk}/end-sessions/"
    assert client.get(address).status_code == 405
    assert theirs.get("/admin/").status_code == 200
    client.post(address)
    assert theirs.get("/admin/").status_code == 302


def test_an_administrator_removes_a_lost_device(client, administrator, editor):
    enrol(editor)
    client.force_login(administrator)
    assert "Remove the second step" in client.get(f"/admin/profiles/user/{editor.pk}/change/").content.decode()
    client.post(f"/admin/profiles/user/{editor.pk}/second-step/")
    assert secondstep.device_of(editor) is None
    theirs = Client()
    sign_in(theirs)
    assert theirs.get("/admin/").status_code == 200


@pytest.mark.parametrize("act", ["invite", "end-sessions", "second-step"])
def test_only_administrators_act_on_accounts_and_never_on_a_superusers(client, administrator, editor, publisher, act):
    root = factories.person("root", is_superuser=True)
    enrol(editor)
    enrol(root)
    client.force_login(administrator)
    assert client.post(f"/admin/profiles/user/{root.pk}/{act}/").status_code == 404
    client.force_login(publisher)
    assert client.post(f"/admin/profiles/user/{editor.pk}/{act}/").status_code == 404
    assert secondstep.device_of(editor)
    assert secondstep.device_of(root)
    assert User.objects.filter(session_round__gt=0).count() == 0
