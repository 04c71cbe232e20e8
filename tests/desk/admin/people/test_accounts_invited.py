"""Accounts that are new: made with what they keep, and invited to choose a password."""

import datetime as dt
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils.html import strip_tags

from profiles.desk.models import Event, Mail, User
from tests import factories
from tests.desk.accounts.steps import SECRET, choose, link_in, sign_in
from tests.desk.admin.forms import posted
from tests.desk.admin.people.steps import NEW, add

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("groups", [[], ["Administrators"], ["Editors"]])
def test_who_is_given_a_profile_and_no_group_that_edits_becomes_a_focal_point(client, administrator, groups):
    nepal = factories.entity("nepal")
    client.force_login(administrator)
    keys = list(Group.objects.filter(name__in=groups).values_list("pk", flat=True))
    data = posted(client.get("/admin/profiles/user/add/")) | NEW | {"groups": keys, "assignments-0-entity": nepal.pk}
    html = client.post("/admin/profiles/user/add/", data, follow=True).content.decode()
    is_added = groups != ["Editors"]
    given = set(User.objects.get(username="new").groups.values_list("name", flat=True))
    assert given == {*groups, *(["Focal points"] if is_added else [])}
    assert ("The account new keeps a profile, and so was put into the group “Focal points”." in html) == is_added


def path_in(html):
    """The steps of the path above a page, in words."""
    path = strip_tags(html.partition('<div class="breadcrumbs">')[2].partition("</div>")[0])
    return [" ".join(unescape(step).split()) for step in path.split("&rsaquo;")]


def test_the_page_that_invites_says_that_it_sends_an_e_mail(client, administrator):
    client.force_login(administrator)
    html = client.get("/admin/profiles/user/add/").content.decode()
    assert "<h1>Invite somebody</h1>" in html
    assert 'value="Send the invitation"' in html
    assert 'value="Save"' not in html
    assert path_in(html)[-1] == "Invite somebody"


def test_both_forms_of_an_account_say_what_happens_after_its_last_day(client, administrator, editor):
    client.force_login(administrator)
    for page in ("add", f"{editor.pk}/change"):
        html = client.get(f"/admin/profiles/user/{page}/").content.decode()
        assert "The day after, it is signed out everywhere" in html


def test_the_path_to_an_account_names_its_person(client, administrator, editor):
    User.objects.filter(pk=editor.pk).update(first_name="Sita", last_name="Rai")
    client.force_login(administrator)
    html = client.get(f"/admin/profiles/user/{editor.pk}/change/").content.decode()
    assert path_in(html) == ["Home", "Accounts", "Sita Rai"]
