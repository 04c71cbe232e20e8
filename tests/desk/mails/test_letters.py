"""What mails say, written when they are sent."""

import datetime as dt
import re

import pytest
from django.core import mail as outgoing
from django.db import connection

from profiles.desk.mails import letters, queue, sending
from profiles.desk.models import Assignment, Mail, User
from profiles.desk.verbs import account
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_hand(settings):
    settings.MAIL_SENDER = "command"


def letter_to(person, kind=Mail.Kind.INVITATION):
    queue.put_letter(kind, person)
    return letters.write(Mail.objects.get())


def test_every_mail_says_that_no_person_wrote_it_and_comes_from_the_domain_of_the_site(editor, settings):
    settings.SITE_URL = "https://members.example.org:8443"
    queue.put(editor, "Subject", "Words.")
    mail = Mail.objects.get()
    message = letters.write(mail).message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{mail.uid}@members.example.org>"
    assert message["Content-Language"] == "en"


def test_a_letter_is_in_the_language_of_the_account_with_a_link_that_no_row_holds(editor):
    editor.language = "ar"
    editor.save()
    letter = letter_to(editor)
    assert "/ar/admin/password/choose/" in letter.body
    assert "choose" not in str(Mail.objects.values().get())


def test_an_invitation_says_who_invites_to_what_for_which_profiles_and_until_when(
    editor, administrator, settings, time_machine
):
    time_machine.move_to(dt.datetime(2026, 3, 2, 5, 30, tzinfo=dt.UTC), tick=False)
    factories.identity(email="members@example.org", in_full_en="this organization")
    User.objects.filter(pk=administrator.pk).update(first_name="Maya", last_name="Haddad")
    focal = factories.focal_point("kathmandu", factories.entity("nepal"), until=dt.date(2031, 1, 31))
    Assignment.objects.create(user=focal, entity=factories.entity("oman"))
    Assignment.objects.create(user=focal, entity=factories.entity("gone"), until=dt.date(2020, 1, 31))
    account.invite(focal, by=User.objects.get(pk=administrator.pk))
    letter = letters.write(Mail.objects.get())
    assert letter.subject == "Choose a password for your account in the member directory of this organization"
    (address,) = re.findall(r"^http\S+/admin/password/choose/\S+$", letter.body, re.MULTILINE)
    assert letter.body == INVITATION.replace("LINK", address).replace("SITE", settings.SITE_URL)


INVITATION = """\
Maya Haddad has given you an account in the member directory of this organization, SITE.

You keep there what it says of:

– Nepal, until 31 January 2031
– Oman

Your name for signing in is kathmandu.

Choose a password here:

LINK

The link works once, until Thursday 5 March 2026, 09:30 (Asia/Dubai, UTC+4). If it no longer does, ask for another \
with your e-mail address:

SITE/admin/password/forgotten/

If you did not expect this e-mail, do nothing: without a password nobody can use the account. If you have a \
question, write to members@example.org.
"""


def test_an_invitation_of_somebody_who_keeps_nothing_names_the_group(editor):
    letter = letter_to(editor)
    assert letter.body.startswith("You have been given an account in the member directory of this organization")
    assert "\n\nYou belong to the group: Editors.\n\nYour name for signing in is editor.\n" in letter.body
    assert "If you have a question" not in letter.body


def test_a_letter_about_a_forgotten_password_says_for_which_account_where_and_until_when(editor, settings):
    letter = letter_to(editor, Mail.Kind.FORGOTTEN)
    assert letter.subject == "Choose a new password for your account in the member directory of this organization"
    assert f"the account editor in the member directory of this organization, {settings.SITE_URL}." in letter.body
    assert "(Asia/Dubai, UTC+4). If it no longer does, ask for another" in letter.body


def test_who_invites_is_forgotten_once_the_letter_went(editor, administrator):
    account.invite(editor, by=administrator)
    assert Mail.objects.get().body == "administrator"
    sending.send_due()
    assert Mail.objects.get().body == ""


def test_a_mail_goes_to_the_address_that_the_account_has_by_then(editor):
    queue.put(editor, "Subject", "Words.")
    User.objects.filter(pk=editor.pk).update(email="new@example.org")
    assert letters.write(Mail.objects.get()).to == ["new@example.org"]


def test_a_mail_to_an_account_that_is_deleted_goes_to_nobody(client, administrator, editor):
    queue.put(editor, "Subject", "Words.")
    client.force_login(administrator)
    assert client.post(f"/admin/profiles/user/{editor.pk}/delete/", {"post": "yes"}).status_code == 302
    assert sending.send_due() == 0
    assert [(mail.state, mail.subject, mail.body) for mail in Mail.objects.all()] == [("nobody", "", "")]
    assert outgoing.outbox == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", [Mail.Kind.NOTICE, Mail.Kind.FORGOTTEN])
def test_code_that_knows_no_mails_can_delete_an_account_that_has_some(kind):
    person = factories.person("somebody")
    Mail.objects.create(kind=kind, person=person, recipient="somebody", language="en")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM profiles_user WHERE id = %s", [person.pk])
    assert sending.send_due() == 0
    assert Mail.objects.get().state == "nobody"


@pytest.mark.parametrize("columns", [{"is_active": False}, {"email": ""}, {"active_until": "2020-01-01"}])
def test_nobody_is_written_to_who_has_left_meanwhile(editor, columns):
    queue.put(editor, "Subject", "Words.")
    User.objects.filter(pk=editor.pk).update(**columns)
    assert letters.write(Mail.objects.get()) is None
