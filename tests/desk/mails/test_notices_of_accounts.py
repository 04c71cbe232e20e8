"""E-mails to somebody about their own account: in their language, whether they want e-mails or not."""

import pytest

from profiles.desk.mails import notices_of_accounts
from profiles.desk.models import User
from tests.desk.accounts.steps import delivered

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_new_passkey_is_told_with_where_it_is_removed(publisher, language):
    User.objects.filter(pk=publisher.pk).update(language=language, mails=False)
    publisher.refresh_from_db()
    notices_of_accounts.notify_of_new_passkey(publisher, "my key")
    (message,) = delivered()
    prefix = "" if language == "en" else "/ar"
    assert f"{prefix}/admin/second-step/" in message.body
    assert ("“my key”" if language == "en" else "«my key»") in message.body
    assert message.to == [publisher.email]


def test_a_removed_second_step_is_told_with_where_a_password_is_chosen(publisher):
    notices_of_accounts.notify_of_removed_second_step(publisher)
    (message,) = delivered()
    assert "/admin/password/forgotten/" in message.body


def test_who_has_no_address_is_told_nothing(publisher):
    User.objects.filter(pk=publisher.pk).update(email="")
    publisher.refresh_from_db()
    assert notices_of_accounts.notify_of_new_passkey(publisher, "my key") is None
