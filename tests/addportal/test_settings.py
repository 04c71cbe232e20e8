import os
import subprocess
import sys

import pytest


def start(**environment):
    """What `manage.py check` says in an environment of its own."""
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], env=clean | environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "set SECRET_KEY"),
        ({"SECRET_KEY": "x"}, "set ALLOWED_HOSTS"),
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe'"),
        ({"DEBUG": "1", "SECURITY_CONTACT": "me@example.org"}, "SECURITY_CONTACT has 'me@example.org'"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(environment, words):
    code, said = start(**environment)
    assert code == 1
    assert words in said
    assert "Traceback" not in said


@pytest.mark.parametrize("environment", [{"DEBUG": "1"}, {"SECRET_KEY": "x", "ALLOWED_HOSTS": "example.org"}])
def test_it_starts_with_what_it_needs(environment, tmp_path):
    code, said = start(**environment, DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3")
    assert (code, said.strip()) == (0, "System check identified no issues (0 silenced).")
