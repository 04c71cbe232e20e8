"""The command: why another database was not written. That everything moves is in `backups/test_restoring`."""

import pytest
from django.core.management import CommandError, call_command

from profiles.desk.management.commands.move_database import reason


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("CommandError: The database is not empty.\n", "The database is not empty."),
        ("Traceback\nOperationalError: no such host\n", "OperationalError: no such host"),
        ("", "The other database was not written."),
    ],
)
def test_a_refusal_is_said_once(said, told):
    assert reason(said) == told


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_written_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "new.sqlite3").write_bytes(b"no database at all, whatever its name says")
    with pytest.raises(CommandError) as caught:
        call_command("move_database", f"sqlite:///{tmp_path}/new.sqlite3")
    assert "CommandError" not in str(caught.value)
