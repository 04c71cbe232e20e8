"""E-mails about the way of a change."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from profiles.desk import entries
from profiles.desk.models import Mail, Proposal, Wish
from profiles.desk.verbs import Refused, proposing, publishing, reporting
from tests import factories
from tests.desk.verbs.steps import proposed, scheduled

pytestmark = pytest.mark.django_db


def day_after(days):
    return date_format(timezone.localtime() + dt.timedelta(days), "j F")


def test_the_author_is_told_that_a_release_was_cancelled(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    _proposal, release = scheduled(entity, focal, publisher, "New.")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.cancel(release, by=publisher)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([focal.email], "Cancelled: Nepal, by publisher")
    sentence = "publisher has cancelled the scheduled release of what you proposed of “Nepal”.\n\nIt is waiting now."
    assert sentence in mail.body


def test_the_author_is_told_that_what_is_overtaken_is_to_be_proposed_anew(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    scheduled(entity, focal, publisher, "New.")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(entity, by=publisher, reason=("a", "b"))
    assert "Propose it anew." in mailoutbox[-1].body


def test_reviewers_and_the_author_are_told_with_a_link(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks, settings
):
    with django_capture_on_commit_callbacks(execute=True):
        proposal = proposed(entity, focal, message="A new ministry.")
    address = reverse("admin:profiles_entity_review", args=[entity.pk, proposal.pk])
    assert [mail.to for mail in mailoutbox] == [[publisher.email]]
    assert "A new ministry." in mailoutbox[0].body
    assert settings.SITE_URL + address in mailoutbox[0].body
    with django_capture_on_commit_callbacks(execute=True):
        proposing.return_(proposal, by=publisher, reason="Which source?")
    assert mailoutbox[1].to == [focal.email]
    assert "Which source?" in mailoutbox[1].body
    with django_capture_on_commit_callbacks(execute=True):
        publishing.approve(proposed(entity, focal, "Sourced."), by=publisher)
    assert "Published" in mailoutbox[-1].subject


def test_a_mail_says_what_is_asked_by_when_of_what_by_whom_and_why_it_comes(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks, settings, time_machine
):
    time_machine.move_to(dt.datetime(2026, 3, 2, 5, 30, tzinfo=dt.UTC))
    type(focal).objects.filter(pk=focal.pk).update(first_name="Sita", last_name="Rai")
    with django_capture_on_commit_callbacks(execute=True):
        proposal = proposed(entity, type(focal).objects.get(pk=focal.pk), message="A new ministry.")
    (mail,) = mailoutbox
    assert mail.subject == "To review by 7 March: Nepal, proposed by Sita Rai"
    address = reverse("admin:profiles_entity_review", args=[entity.pk, proposal.pk])
    assert mail.body == "\n\n".join(
        [
            "Sita Rai proposes a change of “Nepal” and says:",
            "A new ministry.",
            "Please publish it or return it by Saturday 7 March 2026, 09:30 (Asia/Dubai, UTC+4). After that it is"
            " marked as overdue.",
            settings.SITE_URL + address,
            "You get this e-mail because you may publish in the member directory of this organization. Whether you"
            f" get any, and in which language, you choose here: {settings.SITE_URL}/admin/account/\n",
        ]
    )


def test_a_visitor_reads_of_which_profile_the_answer_is(
    report, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        reporting.close(report, by=publisher, answer="Corrected.", mail=True)
    (mail,) = mailoutbox
    with translation.override("ar"):
        assert mail.subject == _("Your report %(number)s about %(name)s: the answer") % {
            "number": report.number,
            "name": entries.find(report.entry_uid).name,
        }
    assert mail.to == ["reader@example.org"]
    assert "Corrected." in mail.body


def test_an_email_is_in_the_readers_language_and_only_for_those_who_want_it(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    publisher.language = "ar"
    publisher.save()
    factories.person("quiet", "Publishers", mails=False)
    factories.person("gone", "Publishers", active_until=timezone.localdate() - dt.timedelta(1))
    with django_capture_on_commit_callbacks(execute=True):
        proposed(entity, focal)
    assert [mail.to for mail in mailoutbox] == [[publisher.email]]
    assert "/ar/admin/" in mailoutbox[0].body


def test_a_refused_proposal_tells_nobody(entity, focal, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Refused):
        proposing.propose(entity, by=focal, message="Nothing new.")
    assert mailoutbox == []


def test_an_author_is_told_at_which_moment_a_proposal_becomes_public(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    proposal = proposed(entity, focal)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.approve(proposal, by=publisher, at=dt.datetime(2990, 1, 1, 5, 30, tzinfo=dt.UTC))
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([focal.email], "Scheduled for 1 January: Nepal, by publisher")
    assert "It becomes public on Friday 1 January 2990, 09:30 (Asia/Dubai, UTC+4).\n" in mail.body


def test_a_wish_is_told_to_those_who_may_answer_and_the_answer_to_who_asked(
    entity, focal, editor, publisher, administrator, mailoutbox, django_capture_on_commit_callbacks, settings
):
    address = settings.SITE_URL + reverse("admin:profiles_entity_wishes", args=[entity.pk])
    with django_capture_on_commit_callbacks(execute=True):
        wish = proposing.ask(entity, by=focal, words="We joined in May.")
    assert {mail.to[0] for mail in mailoutbox} == {editor.email, publisher.email}
    (body,) = {mail.body for mail in mailoutbox}
    assert body.startswith(
        "kathmandu asks for a change of “Nepal”:\n\nWe joined in May.\n\nPlease make it, or say why not, by"
    )
    assert f"\n\n{address}\n\nYou get this e-mail because you may change every profile in the member directory" in body
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        proposing.answer(wish, by=editor, words="Corrected.")
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([focal.email], "Answered: your wish about Nepal, by editor")
    sentence = "editor answers your wish about “Nepal”:\n\nCorrected.\n\nYou asked:\n\nWe joined in May."
    assert mail.body.startswith(f"{sentence}\n\n{address}\n\nYou get this e-mail because you asked for a change")


def test_who_does_it_all_is_not_written_to(entity, publisher, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        proposal = proposed(entity, publisher)
        proposing.return_(proposal, by=publisher, reason="My own mistake.")
    assert mailoutbox == []


@pytest.mark.parametrize(
    "columns", [{"mails": False}, {"active_until": dt.date(2020, 1, 1)}, {"is_active": False}, {"email": ""}]
)
def test_an_author_who_wants_no_mail_or_has_left_gets_none(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks, columns
):
    proposal = proposed(entity, focal)
    wish = proposing.ask(entity, by=focal, words="We joined in May.")
    type(focal).objects.filter(pk=focal.pk).update(**columns)
    with django_capture_on_commit_callbacks(execute=True):
        proposing.return_(Proposal.objects.get(pk=proposal.pk), by=publisher, reason="Which source?")
        proposing.answer(Wish.objects.get(pk=wish.pk), by=publisher, words="Corrected.")
    assert mailoutbox == []


def test_a_name_of_several_lines_makes_a_subject_of_one(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    entity.name_en = "Nepal\nBcc: all@example.org"
    with django_capture_on_commit_callbacks(execute=True):
        proposed(entity, focal)
    (mail,) = mailoutbox
    assert mail.subject == f"To review by {day_after(5)}: Nepal Bcc: all@example.org, proposed by kathmandu"
    assert mail.recipients() == [publisher.email]


def test_a_mail_server_that_fails_stops_nothing_and_the_mail_waits(
    entity, focal, publisher, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        proposal = proposed(entity, focal)
    assert Proposal.objects.waiting().get() == proposal
    mail = Mail.objects.waiting().get()
    assert (mail.person, mail.subject) == (
        publisher,
        f"To review by {day_after(5)}: Nepal, proposed by kathmandu",
    )
