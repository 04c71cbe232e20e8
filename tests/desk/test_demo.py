"""A portal to try: one account of each kind, printed once."""

import pytest
from django.core.management import CommandError, call_command

from profiles.desk.models import Entity, User
from profiles.published.models import Stamp

pytestmark = pytest.mark.django_db


def test_demo_prints_its_accounts_once_and_touches_nothing_the_second_time(settings, few_fixtures, capsys):
    settings.DEBUG, settings.BASE_DIR = True, few_fixtures.parent
    call_command("demo")
    printed = capsys.readouterr().out
    passwords = {line.split()[0]: line.split()[1] for line in printed.splitlines() if line.startswith("  ")}
    assert sorted(Entity.objects.values_list("slug", flat=True)) == ["iom", "nepal"]
    assert set(passwords) == {"administrator", "publisher", "editor", "nepal"}
    for name, password in passwords.items():
        assert User.objects.get(username=name).check_password(password)
    before = Stamp.objects.get().counter
    call_command("demo")
    assert capsys.readouterr().out == "Bringing the database up to date …\n"
    assert Stamp.objects.get().counter == before


def test_demo_is_refused_without_debug(db):
    with pytest.raises(CommandError, match="DEBUG=1"):
        call_command("demo")
