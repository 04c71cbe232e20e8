"""The form of an account: never one's own rights, nobody's password, never a superuser."""

import datetime as dt

import pytest
from django.urls import reverse

from tests import factories
from tests.desk.accounts.steps import SECRET
from tests.desk.admin.forms import post_bytes, posted, url
from tests.desk.admin.people.steps import account_form

pytestmark = pytest.mark.django_db


def test_an_administrator_sets_when_an_account_ends_but_makes_no_superuser(client, administrator, editor):
    client.force_login(administrator)
    more = {"is_superuser": "on", "user_permissions": "1", "active_until": "2031-01-01"}
    client.post(f"/admin/profiles/user/{editor.pk}/change/", account_form(client, editor) | more)
    editor.refresh_from_db()
    assert (editor.active_until, editor.is_superuser) == (dt.date(2031, 1, 1), False)


def test_an_administrator_hands_out_no_rights_to_themselves(client, administrator):
    client.force_login(administrator)
    publishers = administrator.groups.model.objects.get(name="Publishers")
    more = {"groups": [publishers.pk], "is_superuser": "on"}
    client.post(f"/admin/profiles/user/{administrator.pk}/change/", account_form(client, administrator) | more)
    administrator.refresh_from_db()
    assert [group.name for group in administrator.groups.all()] == ["Administrators"]
    assert not administrator.is_superuser


@pytest.mark.parametrize("superuser", [True, False])
def test_an_administrator_chooses_nobodys_password(client, administrator, superuser):
    other = factories.person("other", "Publishers", is_superuser=superuser)
    before = other.password
    client.force_login(administrator)
    data = {"password1": SECRET, "password2": SECRET, "usable_password": "true", "set-password": "1"}
    client.post(f"/admin/profiles/user/{other.pk}/password/", data)
    client.post(f"/admin/profiles/user/{other.pk}/change/", account_form(client, administrator) | {"password": SECRET})
    other.refresh_from_db()
    assert other.password == before


def test_what_an_account_is_asked_for_is_in_arabic_too(client, administrator, editor):
    client.force_login(administrator)
    html = client.get(f"/ar/admin/profiles/user/{editor.pk}/change/").content.decode()
    assert "نقاط الاتصال" in html
    assert "Focal points" not in html


def test_what_an_account_lacks_is_said_before_and_after_it_is_changed(client, administrator):
    focal = factories.person("focal", "Focal points")
    client.force_login(administrator)
    address = f"/admin/profiles/user/{focal.pk}/change/"
    sentence = "A focal point without an assignment that lasts sees nothing."
    assert sentence in client.get(address).content.decode()
    changed = client.post(address, posted(client.get(address)), follow=True)
    assert sentence in changed.content.decode()


HOSTILE = [b"", b"x", b"-1", b"99999999999999999999", b"\0", b"\xed\xa0\x80", b"1" * 5000]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "name",
    [
        "username",
        "email",
        "groups",
        "language",
        "active_until",
        "assignments-TOTAL_FORMS",
        "assignments-INITIAL_FORMS",
        "assignments-0-entity",
        "assignments-0-until",
        "assignments-0-id",
        "base_state",
    ],
)
def test_hostile_values_break_no_form(client, administrator, editor, name, value):
    client.force_login(administrator)
    for address in ("/admin/profiles/user/add/", f"/admin/profiles/user/{editor.pk}/change/"):
        data = posted(client.get(address)) | {name: value}
        assert post_bytes(client, address, data).status_code in (200, 302, 400), address


def test_admin_lists_no_devices_and_no_failures(client, admin_user):
    client.force_login(admin_user)
    page = client.get("/admin/").content.decode()
    assert "otp_totp" not in page
    assert "axes" not in page


def test_an_administrator_manages_people_and_publishes_nothing(client, administrator, publisher):
    entity = factories.published()
    client.force_login(administrator)
    assert client.get(reverse("admin:profiles_user_changelist")).status_code == 200
    assert client.get(reverse("admin:profiles_event_changelist")).status_code == 200
    assert client.get(url("publish", entity.pk)).status_code == 403
    assert client.get(url("change", entity.pk)).context["has_change_permission"] is False


def test_an_administrator_cannot_reach_or_make_a_superuser(client, administrator):
    root = factories.person("root", is_superuser=True)
    client.force_login(administrator)
    assert client.get(reverse("admin:profiles_user_change", args=[root.pk])).status_code == 302
    fields = client.get(reverse("admin:profiles_user_change", args=[administrator.pk])).context["adminform"].form.fields
    assert "is_superuser" not in fields
    assert "user_permissions" not in fields
