"""Rows of e-mails."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from profiles.desk.models import Mail

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


def row(**columns):
    return Mail.objects.create(**{"kind": "notice", "recipient": "somebody", "language": "en"} | columns)


def test_due_is_what_waits_has_come_and_is_in_nobodys_hands_the_longest_due_first():
    now = timezone.now()
    second, first = row(due=now - MINUTE), row(due=now - 2 * MINUTE)
    free_again = row(due=now, claimed_until=now - MINUTE)
    row(due=now + MINUTE)
    row(due=now, claimed_until=now + MINUTE)
    row(due=now, state="sent")
    assert list(Mail.objects.due(now)) == [first, second, free_again]


@pytest.mark.parametrize("column", ["subject", "body", "address"])
def test_what_is_sent_or_given_up_cannot_keep_words_or_an_address(column):
    with pytest.raises(IntegrityError):
        row(state="sent", **{column: "x@example.org"})
