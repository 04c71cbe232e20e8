"""One mail about what was proposed together."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from profiles.desk import worklist
from profiles.desk.mails import notices_together
from profiles.desk.verbs import proposing
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposals(editor):
    rows = [factories.entity(slug, name_ar=name) for slug, name in (("nepal", "نيبال"), ("oman", "عُمان"))]
    return proposing.propose_together(rows, by=editor, message="Both.")


def sent(mailoutbox):
    return [(mail.to[0], mail.subject) for mail in mailoutbox]


def test_each_publisher_reads_it_in_the_own_language(
    proposals, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    publisher.language = "ar"
    publisher.save()
    with django_capture_on_commit_callbacks(execute=True):
        notices_together.notify_of_proposals(proposals)
    (mail,) = mailoutbox
    assert "نيبال" in mail.subject
    assert "نيبال\nعُمان" in mail.body
    assert f"/ar/admin/profiles/entity/review-together/{proposals[0].bundle}/" in mail.body


def test_one_alone_is_told_of_as_ever(proposals, publisher, mailoutbox, django_capture_on_commit_callbacks):
    by = date_format(timezone.localtime(proposals[0].at + worklist.OVERDUE), "j F")
    with django_capture_on_commit_callbacks(execute=True):
        notices_together.notify_of_proposals(proposals[:1])
    assert sent(mailoutbox) == [(publisher.email, f"To review by {by}: Nepal, proposed by editor")]


def test_nobody_is_told_of_their_own_return_or_against_their_wish(
    proposals, publisher, editor, mailoutbox, django_capture_on_commit_callbacks
):
    for row in proposals:
        row.reason, row.decided_by = "No.", editor
    with django_capture_on_commit_callbacks(execute=True):
        notices_together.notify_of_returns(proposals)
    for row in proposals:
        row.decided_by = publisher
        row.author.mails = False
    with django_capture_on_commit_callbacks(execute=True):
        notices_together.notify_of_returns(proposals)
    assert mailoutbox == []
