"""What is put into the queue."""

import pytest
from django.db import transaction

from profiles.desk.mails import queue
from profiles.desk.models import Mail

pytestmark = pytest.mark.django_db


def test_a_mail_is_stored_with_the_act_or_not_at_all(editor, settings):
    settings.MAIL_SENDER = "command"
    with transaction.atomic():
        queue.put(editor, "Kept", "Words.")
    with transaction.atomic():
        queue.put(editor, "Undone", "Words.")
        transaction.set_rollback(True)
    assert [mail.subject for mail in Mail.objects.all()] == ["Kept"]


def test_a_subject_is_one_line_and_paragraphs_that_say_nothing_are_left_out(editor):
    queue.put(editor, "One\nline", "First.", "", "Second.")
    mail = Mail.objects.get()
    assert (mail.subject, mail.body) == ("One line", "First.\n\nSecond.\n")


def test_an_account_without_an_address_gets_none(editor):
    editor.email = ""
    queue.put(editor, "Subject", "Words.")
    assert not Mail.objects.exists()


def test_the_row_of_an_account_has_no_address_and_that_of_a_letter_no_words(editor):
    queue.put(editor, "Subject", "Words.")
    queue.put_letter(Mail.Kind.INVITATION, editor)
    notice, letter = Mail.objects.order_by("pk")
    assert (notice.address, notice.recipient) == ("", "editor")
    assert (letter.subject, letter.body) == ("", "")
