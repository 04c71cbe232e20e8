"""Reports of mistakes: who sent one is forgotten after a day; closing one answers it and erases the address."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from profiles.desk.models import Event, Report
from profiles.desk.verbs import Refused, reporting
from profiles.published.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db


# ── Bounds ────────


def test_a_sender_is_a_hash_of_a_day_and_of_a_network():
    day = dt.date(2026, 3, 5)
    first = reporting.sender_of("192.0.2.1", day)
    assert first != reporting.sender_of("192.0.2.1", day + dt.timedelta(1))
    assert first != reporting.sender_of("192.0.2.2", day)
    assert reporting.sender_of("2001:db8::1", day) == reporting.sender_of("2001:db8::2:1", day)
    assert reporting.sender_of("2001:db8::1", day) != reporting.sender_of("2001:db8:0:1::1", day)
    assert len(reporting.sender_of(None, day)) == len(reporting.sender_of("unix:", day)) == 64


def test_the_hash_is_forgotten_after_a_day(nepal, report, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(hours=25))
    publication = Publication.objects.of(nepal).get()
    reporting.report(publication, words="x", language="en", address="192.0.2.1")
    assert [bool(row.sender) for row in Report.objects.order_by("pk")] == [False, True]


# ── Closing ────────


def test_closing_answers_by_mail_in_the_readers_language_and_erases_the_address(
    nepal, report, editor, mailoutbox, django_capture_on_commit_callbacks, settings
):
    with django_capture_on_commit_callbacks(execute=True):
        reporting.close(report, by=editor, answer="Corrected in version 2.", mail=True)
    assert [mail.to for mail in mailoutbox] == [["reader@example.org"]]
    assert report.number in mailoutbox[0].subject
    assert "Corrected in version 2." in mailoutbox[0].body
    assert f"{settings.SITE_URL}/ar/members/nepal/" in mailoutbox[0].body
    report.refresh_from_db()
    assert (report.answer, report.answered_by, report.email) == ("Corrected in version 2.", editor, "")
    assert Event.objects.of(nepal).get(verb="close").message == "Corrected in version 2."


def test_closing_without_mail_erases_the_address_too(report, editor, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reporting.close(report, by=editor, answer="Not a report.")
    report.refresh_from_db()
    assert (report.email, mailoutbox) == ("", [])


def test_a_report_is_closed_once_with_words_by_the_secretariat(nepal, report, editor):
    with pytest.raises(PermissionDenied):
        reporting.close(report, by=factories.focal_point("focal", nepal), answer="Mine.")
    with pytest.raises(Refused):
        reporting.close(report, by=editor, answer=" ")
    reporting.close(report, by=editor, answer="Right.")
    with pytest.raises(Refused):
        reporting.close(report, by=editor, answer="Again.")
