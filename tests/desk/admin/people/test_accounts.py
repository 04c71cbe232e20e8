"""Accounts: inviting, changing, ending them; never one's own rights, never a superuser's."""

import datetime as dt

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from profiles.desk.accounts import secondstep
from profiles.desk.models import Event, Mail, User
from tests import factories
from tests.desk.accounts.steps import SECRET, choose, enrol, link_in, sign_in
from tests.desk.admin.forms import post_bytes, posted, url

pytestmark = pytest.mark.django_db


# ── Invitations ────────


NEW = {"username": "new", "email": "new@example.org", "language": "ar", "active_until": "2030-01-31"}


def add(client, **columns):
    data = NEW | {"assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}
    return client.post("/admin/profiles/user/add/", data | columns)


def test_a_new_account_is_invited_to_choose_a_password(client, administrator, django_capture_on_commit_callbacks):
    client.force_login(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        add(client)
    user = User.objects.get(username="new")
    assert (user.has_usable_password(), user.is_staff, user.is_superuser) == (False, True, False)
    assert (user.language, user.active_until) == ("ar", dt.date(2030, 1, 31))
    [message] = mail.outbox
    assert message.to == ["new@example.org"]
    theirs = Client()
    choose(theirs, link_in(message))
    assert sign_in(theirs, name="new", password=SECRET).status_code == 302


def test_a_new_account_that_has_ended_already_is_not_invited_and_that_is_said(client, administrator):
    client.force_login(administrator)
    add(client, active_until="2020-01-31")
    assert User.objects.filter(username="new").exists()
    page = client.get("/admin/profiles/user/").content.decode()
    assert "No invitation was sent: this account cannot be used today." in page
    assert "An invitation is on its way" not in page
    assert not Mail.objects.exists()
    assert not Event.objects.filter(verb="invite").exists()


def test_the_form_of_a_new_account_asks_for_no_password_and_for_an_address(client, administrator):
    client.force_login(administrator)
    fields = client.get("/admin/profiles/user/add/").context["adminform"].form.fields
    assert list(fields) == ["username", "email", "groups", "language", "active_until"]
    add(client, email="")
    assert not User.objects.filter(username="new").exists()


def test_an_address_of_another_account_is_refused_in_words(client, administrator, editor):
    client.force_login(administrator)
    page = add(client, email="Editor@Example.org").content.decode()
    assert "Another account has this e-mail address." in page


def test_an_invitation_is_sent_again_until_a_password_is_chosen(
    client, administrator, editor, django_capture_on_commit_callbacks
):
    invited = factories.person("invited")
    invited.set_unusable_password()
    invited.save()
    client.force_login(administrator)
    assert "Send the invitation again" in client.get(f"/admin/profiles/user/{invited.pk}/change/").content.decode()
    assert "Send the invitation again" not in client.get(f"/admin/profiles/user/{editor.pk}/change/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/profiles/user/{invited.pk}/invite/")
        client.post(f"/admin/profiles/user/{editor.pk}/invite/")
    assert [message.to for message in mail.outbox] == [["invited@example.org"]]


@pytest.mark.django_db(transaction=True)
def test_an_invitation_that_cannot_be_sent_now_waits_and_loses_no_account(client, administrator, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    client.force_login(administrator)
    add(client)
    user = User.objects.get(username="new")
    assert Mail.objects.waiting().get().person == user


def test_an_account_and_what_it_keeps_are_made_on_one_page(client, administrator):
    nepal, focal = factories.entity("nepal"), Group.objects.get(name="Focal points")
    client.force_login(administrator)
    page = client.get("/admin/profiles/user/add/")
    data = posted(page) | {"username": "kathmandu", "email": "k@example.org", "groups": [focal.pk], "language": "en"}
    data |= {"assignments-0-entity": nepal.pk, "assignments-0-until": "2030-01-31"}
    assert client.post("/admin/profiles/user/add/", data).status_code == 302
    user = User.objects.get(username="kathmandu")
    assert list(user.assignments.values_list("entity__slug", "until")) == [("nepal", dt.date(2030, 1, 31))]
    made, invited = Event.objects.order_by("pk")
    assert made.details["created"] is True
    assert made.details["changes"]["assignments"] == [None, [[str(nepal.uid), "2030-01-31"]]]
    assert (invited.verb, invited.subject, invited.details["email"]) == ("invite", "kathmandu", "k@example.org")


def test_what_an_account_lacks_is_said_after_it_was_made_and_refuses_nothing(client, administrator):
    client.force_login(administrator)
    page = client.post("/admin/profiles/user/add/", posted(client.get("/admin/profiles/user/add/")) | NEW, follow=True)
    html = page.content.decode()
    assert "This account has no group, so it can do nothing." in html
    assert User.objects.filter(username="new").exists()


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


# ── The form of an account ────────


def account_form(client, user):
    """The fields of an account's page, to post back."""
    form = client.get(f"/admin/profiles/user/{user.pk}/change/").context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value not in (None, False)}
    return data | {"groups": [], "assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}


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


def test_what_is_changed_of_an_account_is_in_the_log(client, administrator, editor):
    client.force_login(administrator)
    publishers = editor.groups.model.objects.get(name="Publishers")
    more = {"groups": [publishers.pk], "email": "new@example.org"}
    client.post(f"/admin/profiles/user/{editor.pk}/change/", account_form(client, editor) | more)
    event = Event.objects.get(verb="account")
    assert (event.actor, event.subject) == (administrator, "editor")
    changes = {"email": ["editor@example.org", "new@example.org"], "groups": [["Editors"], ["Publishers"]]}
    assert event.details == {"kind": "user", "pk": editor.pk, "changes": changes}


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


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [
        ({"assignments-0-until": "2031-05-01"}, [["nepal", None]], [["nepal", "2031-05-01"]]),
        ({"assignments-0-DELETE": "on"}, [["nepal", None]], []),
        (
            {"assignments-TOTAL_FORMS": 2, "assignments-1-entity": "kuwait"},
            [["nepal", None]],
            [["nepal", None], ["kuwait", None]],
        ),
    ],
)
def test_what_is_changed_of_assignments_is_in_the_log(client, administrator, typed, before, after):
    entities = {slug: factories.entity(slug) for slug in ("nepal", "kuwait")}
    focal = factories.focal_point("focal", entities["nepal"])
    client.force_login(administrator)
    address = f"/admin/profiles/user/{focal.pk}/change/"
    typed = {name: entities[value].pk if value in entities else value for name, value in typed.items()}
    client.post(address, posted(client.get(address)) | typed)
    changes = Event.objects.get(verb="account").details["changes"]
    said = [[[str(entities[slug].uid), until] for slug, until in side] for side in (before, after)]
    assert changes == {"assignments": said}


def test_the_log_says_in_words_what_was_changed(client, administrator):
    focal = factories.focal_point("focal", factories.entity("nepal"))
    client.force_login(administrator)
    address = f"/admin/profiles/user/{focal.pk}/change/"
    client.post(address, posted(client.get(address)) | {"assignments-0-until": "2031-05-01"})
    event = Event.objects.get(verb="account")
    assert "Assignments" in client.get("/admin/profiles/event/").content.decode()
    html = client.get(f"/admin/profiles/event/{event.pk}/change/").content.decode()
    assert "Nepal, until May 1, 2031" in html
    assert str(focal.assignments.get().entity.uid) not in html
    assert "&quot;pk&quot;" not in html


def test_the_log_tells_accounts_that_are_new_from_those_that_are_changed_or_deleted(client, administrator, editor):
    client.force_login(administrator)
    add(client)
    client.post(f"/admin/profiles/user/{editor.pk}/delete/", {"post": "yes"})
    rows = client.get("/admin/profiles/event/").context["cl"].result_list
    said = {
        event.subject: str(admin.site.get_model_admin(Event).changed(event))
        for event in rows
        if event.verb == "account"
    }
    assert said == {"new": "new", "editor": "deleted"}


@pytest.mark.parametrize(("act", "verb"), [("end-sessions", "sessions"), ("second-step", "second_factor")])
def test_each_act_is_in_the_log_of_the_account(client, administrator, editor, act, verb):
    client.force_login(administrator)
    client.post(f"/admin/profiles/user/{editor.pk}/{act}/")
    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == (verb, administrator, "editor")
    assert event.details == {"kind": "user", "pk": editor.pk}


# ── Acts of one click ────────


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
