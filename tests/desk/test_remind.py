"""`manage.py remind`: it says what it did."""

# ruff: noqa: F811 – fixtures of another file

import io

import pytest
from django.core.management import CommandError, call_command

from profiles.desk.models import Event, User
from tests.desk.upkeep.questions import counts, grown_old, pass_days
from tests.desk.verbs.test_reminding import _by_hand, old, sita  # noqa: F401

pytestmark = pytest.mark.django_db


def run(*options):
    out = io.StringIO()
    call_command("remind", *options, stdout=out)
    return out.getvalue().splitlines()


def test_the_command_says_what_it_did(old, sita, time_machine):
    assert run() == ["Asked sita: nepal (2)", "1 asked, 0 told."]
    assert run() == ["0 asked, 0 told."]
    pass_days(14, time_machine)
    assert run() == ["Told publisher that nobody answered: nepal since 2026-05-04", "0 asked, 1 told."]


def test_a_dry_run_says_the_same_and_writes_nothing(old, sita, time_machine):
    assert run("--dry-run") == ["Asked sita: nepal (2)", "1 asked, 0 told. Nothing was sent: this was a dry run."]
    assert counts() == (0, 0)
    assert not Event.objects.filter(verb="remind").exists()
    run()
    assert run("--dry-run") == ["0 asked, 0 told. Nothing was sent: this was a dry run."]


def test_a_profile_about_which_nobody_can_be_asked_is_a_fault_after_all_else(old, sita, publisher, time_machine):
    grown_old("oman", time_machine, by=publisher)
    User.objects.filter(pk=publisher.pk).update(mails=False)
    with pytest.raises(CommandError, match="There is nobody to ask about oman"):
        run()
    assert counts() == (1, 1)
