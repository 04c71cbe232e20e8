"""E-mails about the way of a change."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.desk.verbs import Refused, proposing, publishing
from tests import factories
from tests.desk.verbs.steps import proposed, scheduled

pytestmark = pytest.mark.django_db


def test_the_author_is_told_that_a_release_was_cancelled(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    _proposal, release = scheduled(entity, focal, publisher, "New.")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.cancel(release, by=publisher)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([focal.email], "Cancelled: Nepal")
    assert "publisher has cancelled the scheduled release of your proposal.\n\nIt is waiting now." in mail.body


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
