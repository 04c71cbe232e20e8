"""Accounts: until when they count, what rights they have, and what ends their sessions."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from profiles.desk.models import User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("columns", "current"),
    [
        ({}, True),
        ({"days": 0}, True),
        ({"days": 1}, True),
        ({"days": -1}, False),
        ({"is_active": False}, False),
        ({"is_active": False, "days": 1}, False),
    ],
)
def test_an_account_counts_through_its_last_day_unless_it_is_switched_off(columns, current):
    if "days" in columns:
        days = columns.pop("days")
        columns["active_until"] = timezone.localdate() + dt.timedelta(days)
    person = factories.person("somebody", **columns)
    assert person.is_current() == current
    assert list(User.objects.current()) == [person] * current


def test_a_right_is_held_through_a_group_or_as_superuser_and_counts_once(publisher, editor, administrator):
    root = factories.person("root", "Publishers", "Editors", is_superuser=True)
    both = factories.person("both", "Publishers", "Editors")
    assert set(User.objects.with_right("publish_entity")) == {publisher, root, both}
    assert sorted(User.objects.with_right("edit_every_entity").values_list("username", flat=True)) == [
        "both",
        "editor",
        "publisher",
        "root",
    ]


def test_two_accounts_do_not_share_an_address_however_it_is_written(editor):
    with pytest.raises(IntegrityError):
        User.objects.create_user("another", "EDITOR@example.org")


def test_several_accounts_have_no_address():
    for name in ("one", "two"):
        User.objects.create_user(name)
    assert User.objects.filter(email="").count() == 2


def test_ending_sessions_changes_what_those_of_this_person_are_checked_against(editor, publisher):
    before, others = editor.get_session_auth_hash(), publisher.get_session_auth_hash()
    editor.end_sessions()
    editor.refresh_from_db()
    publisher.refresh_from_db()
    assert editor.get_session_auth_hash() != before
    assert publisher.get_session_auth_hash() == others
