"""The page behind a mail that asks whether facts are still true: what it refuses, in words."""

# ruff: noqa: F811 – fixtures of another file

import datetime as dt

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk.models import Assignment, Reminder
from profiles.desk.upkeep import asking
from profiles.desk.verbs import publishing
from tests.desk.test_stilltrue import _by_hand, client, confirmed, link, old, sita  # noqa: F401
from tests.desk.upkeep.questions import HERE, pass_days

pytestmark = pytest.mark.django_db


def refused(client, link, status, words):
    for response in (client.get(link), client.post(link, {"all": "1"}, headers=HERE)):
        html = response.content.decode()
        assert (response.status_code, words in html) == (status, True)
        assert "Nepal" not in html
        assert "Ministry" not in html
    assert confirmed() == []


def test_a_word_that_was_tampered_with_opens_nothing_and_asks_no_table(client, link, sita):
    token = link.split("/")[-2]
    body, time, signature = token.split(":")
    other = signing.b64_encode(b'[999,"x"]').decode()
    words = [f"{other}:{time}:{signature}", f"{body}:{time}:{signature[:-1]}x", f"{body}:zzzzzz:{signature}", "x"]
    words.append(signing.dumps([Reminder.objects.get().pk, "x"], salt="another"))
    for word in words:
        with CaptureQueriesContext(connection) as captured:
            refused(client, f"/still-true/{word}/", 404, "The address is not whole")
        assert [query["sql"] for query in captured if "profiles_" in query["sql"]] == []


def test_after_a_change_of_the_secret_a_link_is_not_said_to_be_broken_alone(client, link, settings):
    settings.SECRET_KEY = "another secret of this portal, as long as it has to be"
    refused(client, link, 404, "or no longer one of ours")


def test_a_link_that_is_too_old_says_so(client, link, time_machine):
    pass_days(29, time_machine)
    assert client.get(link).status_code == 200
    pass_days(2, time_machine)
    refused(client, link, 410, "The link has grown too old: it worked for 30 days.")


def test_a_changed_password_closes_it(client, link, sita):
    sita.set_password("another long password")
    sita.save()
    refused(client, link, 403, "Your password was changed")


def test_ended_sessions_close_it(client, link, sita):
    sita.end_sessions()
    refused(client, link, 403, "Your password was changed, or your sessions were ended")


@pytest.mark.parametrize("columns", [{"is_active": False}, {"active_until": dt.date(2026, 5, 3)}])
def test_an_account_that_has_ended_confirms_nothing(client, link, sita, columns):
    type(sita).objects.filter(pk=sita.pk).update(**columns)
    refused(client, link, 403, "Your account cannot be used any more.")


def test_an_account_that_is_gone_confirms_nothing(client, link, sita):
    sita.delete()
    refused(client, link, 410, "no account of whom it was asked")


def test_an_assignment_that_has_ended_closes_it(client, link):
    Assignment.objects.update(until=dt.date(2026, 5, 3))
    refused(client, link, 403, "You do not keep this profile any more")


def test_a_withdrawn_profile_leaves_nothing_to_confirm(client, old, link, publisher):
    publishing.withdraw(old, by=publisher, reason=("Merged.", "دُمج."))
    refused(client, link, 410, "The profile is not public any more")


def test_what_was_told_to_a_publisher_is_no_question(client, sita, link):
    row = Reminder.objects.get()
    told = Reminder.objects.create(
        kind="escalated", person=sita, entry_uid=row.entry_uid, facts=row.facts, mail_uid=row.mail_uid
    )
    refused(client, f"/still-true/{asking.token(told)}/", 410, "There is no such question any more")
