"""What the log has of accounts."""

import pytest

from profiles.desk import states
from profiles.desk.models import Event
from profiles.desk.verbs import account

pytestmark = pytest.mark.django_db


def details():
    (event,) = Event.objects.filter(verb="account")
    return event.subject, event.actor.username, event.details


def test_what_changed_is_logged_with_old_and_new(editor, administrator):
    before = states.state_of(editor)
    editor.first_name = "Mine"
    editor.set_password("another long password")
    editor.save()
    account.log_changes(editor, before, by=administrator)
    changes = {"first_name": ["", "Mine"]}
    assert details() == ("editor", "administrator", {"kind": "user", "pk": editor.pk, "changes": changes})


def test_a_new_account_is_logged_with_all_of_it_but_the_password(editor, administrator):
    account.log_changes(editor, {}, by=administrator)
    _subject, _actor, found = details()
    assert found["created"] is True
    assert found["changes"]["groups"] == [None, ["Editors"]]
    assert "password" not in found["changes"]


def test_where_nothing_changed_nothing_is_logged(editor, administrator):
    account.log_changes(editor, states.state_of(editor), by=administrator)
    assert not Event.objects.exists()


def test_a_deletion_is_logged(editor, administrator):
    account.log_deletion(editor, by=administrator)
    assert details() == ("editor", "administrator", {"kind": "user", "pk": editor.pk, "deleted": True})
