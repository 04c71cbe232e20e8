"""All faults have a name and say what they are; two that are fast are gone through."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from drill import upgrades
from drill.faults import FAULTS, chosen


def test_each_says_what_it_is():
    assert [name for name, fault in FAULTS.items() if not fault.__doc__] == []


def test_some_are_chosen_by_name_in_the_order_that_is_said():
    assert list(chosen("reload, kill_backup")) == ["reload", "kill_backup"]
    assert chosen("") == FAULTS
    with pytest.raises(SystemExit, match="There is no fault nothing: there are kill_publish,"):
        chosen("reload,nothing")


def test_what_is_upgraded_from_has_fewer_migrations_than_today():
    revision = upgrades.before_the_last_migrations()
    assert not revision or upgrades.migrations_of(revision) <= upgrades.migrations_of("HEAD")


@pytest.mark.slow
def test_two_faults_lose_nothing():
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "drill", "--quick", "--faults", "kill_backup,large_bodies"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    first = [line.split() for line in done.stdout.splitlines() if line.startswith(("kill_backup", "large_bodies"))]
    assert [line[0] for line in first] == ["kill_backup", "large_bodies"]
    assert "2 faults on SQLite" in done.stdout
    assert "none with something lost or ugly" in done.stdout
