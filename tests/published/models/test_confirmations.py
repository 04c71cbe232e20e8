"""How facts were confirmed last, and by whom."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from profiles.published.models import Confirmation

pytestmark = pytest.mark.django_db

ENTRY, FACT = uuid.uuid4(), uuid.uuid4()


def confirmed(day, said_by="", digest="d"):
    Confirmation.objects.create(
        entry_uid=ENTRY, fact_uid=FACT, digest=digest, day=dt.date(2026, 3, day), said_by=said_by
    )


@pytest.mark.parametrize(
    ("rows", "day", "by_member"),
    [
        ([(4, "")], 4, False),
        ([(4, "member")], 4, True),
        ([(4, "member"), (5, "secretariat")], 5, False),
        ([(5, "member"), (4, "secretariat")], 5, True),
        ([(5, "member"), (5, "secretariat")], 5, True),
        ([(5, "secretariat"), (5, "member")], 5, True),
    ],
)
def test_the_newest_day_counts_and_on_that_day_the_member(rows, day, by_member):
    for row in rows:
        confirmed(*row)
    assert Confirmation.objects.latest() == {ENTRY: {(str(FACT), "d"): (dt.date(2026, 3, day), by_member)}}


def test_each_wording_of_a_fact_is_confirmed_by_itself(django_assert_num_queries):
    confirmed(4, "member"), confirmed(6, digest="e")
    with django_assert_num_queries(1):
        found = Confirmation.objects.latest()[ENTRY]
    assert {digest: told.day.day for (_uid, digest), told in found.items()} == {"d": 4, "e": 6}


def test_nobody_else_confirms():
    with pytest.raises(IntegrityError), transaction.atomic():
        confirmed(4, "visitor")


def test_code_that_does_not_know_the_column_can_confirm():
    uid = (lambda value: value.hex) if connection.vendor == "sqlite" else str
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO published_confirmation (entry_uid, fact_uid, digest, day, at)"
            " VALUES (%s, %s, 'd', '2026-03-04', '2026-03-04 09:00:00')",
            [uid(ENTRY), uid(FACT)],
        )
    assert Confirmation.objects.get().said_by == ""
