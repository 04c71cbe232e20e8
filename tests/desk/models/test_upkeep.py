"""Rows of upkeep: what they refuse."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from profiles.desk.models import Reminder, ShelfLife
from profiles.published.models.publications import Immutable
from tests import factories

pytestmark = pytest.mark.django_db


def reminder(person):
    return Reminder.objects.create(
        kind="asked", person=person, entry_uid=uuid.uuid4(), facts={"a": "b"}, mail_uid=uuid.uuid4()
    )


def test_a_reminder_is_written_once(editor):
    row = reminder(editor)
    for act in (row.save, row.delete, Reminder.objects.all().delete, lambda: Reminder.objects.update(facts={})):
        with pytest.raises(Immutable):
            act()


def test_what_was_asked_is_known_when_the_account_is_gone(editor):
    row = reminder(editor)
    editor.delete()
    row.refresh_from_db()
    assert (row.person, row.facts) == (None, {"a": "b"})


@pytest.mark.django_db(transaction=True)
def test_code_that_knows_no_reminders_can_delete_an_account_that_has_some():
    person = factories.person("somebody")
    reminder(person)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM profiles_user WHERE id = %s", [person.pk])
    assert Reminder.objects.select_related("person").get().person is None


@pytest.mark.parametrize(("months", "fits"), [(None, True), (1, True), (120, True), (0, False), (121, False)])
def test_a_shelf_life_is_of_a_month_to_ten_years_or_none(months, fits):
    row = ShelfLife.objects.get(code="contact")
    row.months = months
    if fits:
        row.full_clean()
    else:
        with pytest.raises(ValidationError):
            row.full_clean()


def test_each_reads_as_the_kind_that_it_is_of():
    assert [str(row) for row in ShelfLife.objects.all()] == [
        "membership",
        "role held",
        "affiliation",
        "responsible entity",
        "how a responsible entity is reached",
    ]
