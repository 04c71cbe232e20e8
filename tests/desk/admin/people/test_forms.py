"""The forms of accounts: names and addresses that can be taken for another's."""

import pytest

from profiles.desk.models import User
from tests.desk.admin.forms import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts(client, administrator):
    client.force_login(administrator)
    return client


def add(client, username, email="new@example.org"):
    data = {"username": username, "email": email, "language": "en"}
    data |= {"assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}
    return client.post("/admin/profiles/user/add/", data)


@pytest.mark.parametrize("name", ["Editor", "еditor", "ＥＤＩＴＯＲ", "edit0r", "editorㅤ", "editor@example.org"])
def test_a_name_that_can_be_taken_for_anothers_is_refused_at_its_field(accounts, editor, name):
    page = add(accounts, name)
    errors = page.context["adminform"].form.errors
    assert list(errors) == ["username"]
    assert "can be taken for the account “editor”" in page.content.decode()


def test_an_address_that_is_anothers_name_is_refused(accounts, editor):
    User.objects.filter(pk=editor.pk).update(username="focal@example.org")
    page = add(accounts, "new", "Focal@Example.org")
    assert list(page.context["adminform"].form.errors) == ["email"]


def test_a_name_like_no_others_is_taken(accounts, editor):
    assert add(accounts, "kathmandu").status_code == 302


def test_who_is_active_is_staff_and_nobody_is_asked_for_that(accounts, editor):
    User.objects.filter(pk=editor.pk).update(is_staff=False)
    address = f"/admin/profiles/user/{editor.pk}/change/"
    page = accounts.get(address)
    form = page.context["adminform"].form
    assert "is_staff" not in form.fields
    assert form["is_active"].value() is False
    assert "Whether this person can sign in." in page.content.decode()
    change(accounts, address, is_active="on")
    editor.refresh_from_db()
    assert (editor.is_active, editor.is_staff) == (True, True)


def test_an_account_that_cannot_be_used_stays_so_when_something_else_is_changed(accounts, editor):
    User.objects.filter(pk=editor.pk).update(is_staff=False)
    change(accounts, f"/admin/profiles/user/{editor.pk}/change/", first_name="Maya")
    editor.refresh_from_db()
    assert (editor.is_current(), editor.first_name) == (False, "Maya")


def test_accounts_that_look_alike_already_can_be_changed_and_none_is_renamed_so(accounts, editor):
    other = User.objects.create_user("Editor", "other@example.org")
    address = f"/admin/profiles/user/{other.pk}/change/"
    assert change(accounts, address, first_name="Maya").status_code == 302
    assert change(accounts, address, username="EDITOR").status_code == 200
    other.refresh_from_db()
    assert (other.username, other.first_name) == ("Editor", "Maya")
