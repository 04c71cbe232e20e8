"""What mails say, written when they are sent."""

import pytest
from django.core import mail as outgoing
from django.db import connection

from profiles.desk.mails import letters, queue, sending
from profiles.desk.models import Mail, User
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
