"""Sending what is due: once, again after pauses, given up in the end; and what is kept of it."""

import contextlib
import datetime as dt
import smtplib
import socket
import socketserver
import threading

import pytest
from django.core import mail as outgoing
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.utils import timezone

from profiles.desk.mails import queue, sending
from profiles.desk.models import Event, Mail
from tests import factories

pytestmark = pytest.mark.django_db

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _by_hand(settings):
    settings.MAIL_SENDER = "command"


@pytest.fixture
def mail(editor):
    queue.put(editor, "Proposed: Nepal", "Words.")
    return Mail.objects.get()


@pytest.fixture
def down(settings):
    """No mail server answers."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


def back(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@contextlib.contextmanager
def refusing_server(settings):
    """A mail server that repeats each recipient and wants none."""

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 here\r\n")
            for line in self.rfile:
                if line.upper().startswith(b"RCPT"):
                    self.wfile.write(b"550 " + line.strip() + b" is nobody\r\n")
                else:
                    self.wfile.write(b"250 yes\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        try:
            yield
        finally:
            server.shutdown()


def words(mail):
    return mail.address, mail.subject, mail.body


def test_a_mail_goes_out_once_and_its_row_keeps_no_words(mail):
    assert (sending.send_due(), sending.send_due()) == (1, 0)
    assert [message.subject for message in outgoing.outbox] == ["Proposed: Nepal"]
    mail.refresh_from_db()
    assert (mail.state, *words(mail)) == ("sent", "", "", "")


def test_what_could_not_be_sent_is_tried_again_after_growing_pauses(mail, down, settings, time_machine):
    pauses = []
    for _try in range(7):
        assert sending.send_due() == 0
        mail.refresh_from_db()
        pauses.append(round((mail.due - timezone.now()) / dt.timedelta(minutes=1)))
        time_machine.move_to(mail.due)
    assert pauses == [1, 4, 16, 64, 256, 360, 360]
    assert "refused" in mail.reason
    back(settings)
    assert sending.send_due() == 1


def test_after_three_days_it_is_given_up_with_a_line_in_the_log_and_no_words(mail, down, time_machine):
    time_machine.move_to(mail.at + 3 * DAY + HOUR)
    sending.send_due()
    mail.refresh_from_db()
    assert (mail.state, *words(mail)) == ("failed", "", "", "")
    event = Event.objects.get()
    assert (event.verb, event.subject, event.actor) == ("mail", "editor", None)
    assert "refused" in event.message
    assert sending.send_due() == 0


def test_a_mail_that_ends_whoever_sends_it_is_given_up_too(mail, time_machine):
    for _process in range(3):
        assert sending.claim() == mail
        time_machine.move_to(timezone.now() + dt.timedelta(minutes=11))
    time_machine.move_to(mail.at + 4 * DAY + HOUR)
    assert sending.claim() is None
    mail.refresh_from_db()
    assert (mail.state, mail.tries, *words(mail)) == ("failed", 3, "", "", "")
    event = Event.objects.get()
    assert (event.verb, event.message) == ("mail", "It was begun, and nobody came back.")


def test_a_mail_that_nobody_has_tried_is_tried_however_old_it_is(mail, time_machine):
    time_machine.move_to(mail.at + 10 * DAY)
    assert sending.send_due() == 1


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("550 <EDITOR@example.org> unknown\n", "550 <…> unknown"),
        ("no relay for editor@xn--bcher-kva.example here", "no relay for … here"),
    ],
)
def test_what_a_server_says_is_kept_without_the_address(mail, said, kept):
    assert sending.reason_of(ValueError(said), mail) == f"ValueError: {kept}"


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (smtplib.SMTPRecipientsRefused({"reader@xn--bcher-kva.example": (550, b"no")}), "SMTPRecipientsRefused 550"),
        (smtplib.SMTPDataError(554, b"no mails for reader at buecher"), "SMTPDataError 554"),
        (ValueError("reader at buecher"), "ValueError"),
    ],
)
def test_of_an_answer_to_a_visitor_nothing_that_the_server_says_is_kept_but_its_codes(error, kept):
    assert sending.reason_of(error, Mail(kind="answer", address="reader@bücher.example")) == kept


def test_an_address_with_an_international_domain_that_is_refused_leaves_no_trace(settings, time_machine, caplog):
    with refusing_server(settings):
        row = Mail.objects.create(
            kind="answer", recipient="R-00001", address="reader@bücher.example", subject="s", body="b", language="en"
        )
        time_machine.move_to(row.at + 3 * DAY + HOUR)
        sending.send_due()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("failed", "SMTPRecipientsRefused 550")
    assert Event.objects.get().message == row.reason
    assert "reader" not in caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", [1, 3])
def test_a_mail_that_went_out_does_not_go_again_because_the_database_was_busy(monkeypatch, time_machine, times):
    queue.put(factories.person("somebody"), "Subject", "Words.")
    monkeypatch.setattr(sending, "PAUSES", (0, 0, 0))
    busy = iter(range(times))

    def execute(run, sql, params, many, context):
        if outgoing.outbox and sql.startswith("UPDATE") and next(busy, None) is not None:
            raise OperationalError("database is locked")
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        assert sending.send_due() == 1
    time_machine.move_to(timezone.now() + HOUR)
    assert sending.send_due() == 0
    assert len(outgoing.outbox) == 1


def test_a_mail_in_the_hands_of_another_process_is_left_to_it_until_its_claim_runs_out(mail, time_machine):
    assert sending.claim() == mail
    assert sending.claim() is None
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=11))
    assert sending.claim() == mail


def test_what_waits_longest_goes_first(mail, editor):
    queue.put(editor, "Second", "Words.")
    sending.send_due()
    assert [message.subject for message in outgoing.outbox] == ["Proposed: Nepal", "Second"]


def test_a_server_that_hangs_is_left_after_a_while(mail, settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.2
        assert sending.send_due() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("waiting", 1)
    assert "timed out" in mail.reason


def test_the_address_of_a_visitor_is_gone_once_the_answer_is_sent_or_given_up(down, settings, time_machine):
    for sent in (True, False):
        row = Mail.objects.create(
            kind="answer", recipient="R-00001", address="reader@example.org", subject="s", body="b", language="en"
        )
        if sent:
            back(settings)
        else:
            settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
            time_machine.move_to(row.at + 3 * DAY + HOUR)
        sending.send_due()
        row.refresh_from_db()
        assert (row.state, *words(row)) == ("sent" if sent else "failed", "", "", "")
    assert "reader" not in str(list(Event.objects.values()))


def test_the_command_sends_and_says_what_still_waits(mail, down, settings, capsys):
    call_command("send_mail")
    back(settings)
    call_command("send_mail")
    call_command("send_mail", "--all")
    assert capsys.readouterr().out.splitlines() == ["0 sent, 1 waiting."] * 2 + ["1 sent, 0 waiting."]


def test_what_went_out_is_forgotten_after_a_month_and_who_asked_after_a_day(mail, time_machine):
    sending.send_due()
    queue.note_asking(Mail.Kind.FORGOTTEN, language="en", sender="x")
    Mail.objects.filter(pk=mail.pk).update(sender="x")
    time_machine.move_to(timezone.now() + DAY + HOUR)
    sending.send_due()
    assert [(row.pk, row.sender) for row in Mail.objects.all()] == [(mail.pk, "")]
    time_machine.move_to(timezone.now() + 30 * DAY)
    sending.send_due()
    assert not Mail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_several_processes_send_no_mail_twice():
    person = factories.person("somebody")
    for number in range(12):
        queue.put(person, f"Number {number}", "Words.")

    def work():
        sending.send_due()
        connections.close_all()

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(message.subject for message in outgoing.outbox) == sorted(f"Number {n}" for n in range(12))
