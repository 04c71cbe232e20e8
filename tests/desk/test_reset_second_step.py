"""The command for a lost second step."""

import pytest
from django.core.management import CommandError, call_command

from profiles.desk.accounts import secondstep
from profiles.desk.models import Event, User
from tests.desk.accounts.steps import delivered, enrol, sign_in

pytestmark = pytest.mark.django_db


def test_a_lost_second_step_is_removed_logged_and_told(client, publisher, settings, capsys):
    settings.REQUIRE_SECOND_FACTOR = True
    codes = enrol(publisher)
    sign_in(client, name="publisher")
    User.objects.filter(pk=publisher.pk).update(language="ar")
    call_command("reset_second_step", "publisher")
    assert client.get("/admin/second-step/set-up/").url.startswith("/admin/login/")
    assert sign_in(client, name="publisher").status_code == 302
    assert client.get("/admin/second-step/set-up/").status_code == 200
    event = Event.objects.get(verb="second_factor")
    assert (event.subject, event.actor) == ("publisher", None)
    [message] = delivered()
    assert message.to == [publisher.email]
    assert "/ar/admin/password/forgotten/" in message.body
    assert not any(code in capsys.readouterr().out + message.body for code in codes)


def test_who_has_recovery_codes_alone_is_helped_too(publisher):
    secondstep.new_codes(publisher)
    call_command("reset_second_step", "publisher")
    assert not secondstep.is_set_up(publisher)


def test_that_nobody_is_told_is_said(publisher, capsys):
    enrol(publisher)
    User.objects.filter(pk=publisher.pk).update(email="")
    call_command("reset_second_step", "publisher")
    assert "has no e-mail address" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "words", "code"), [("nobody", "no account", 2), ("publisher", "no second step", 1)])
def test_who_is_not_there_or_has_none_is_a_sentence(publisher, name, words, code):
    with pytest.raises(CommandError, match=words) as caught:
        call_command("reset_second_step", name)
    assert caught.value.returncode == code
    assert not Event.objects.exists()
