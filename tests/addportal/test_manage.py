"""`manage.py`: what is no mistake of the code is said in a line."""

import subprocess
import sys

import pytest


def manage(*told, **environment):
    command = [sys.executable, "manage.py", *told]
    return subprocess.run(command, env={"DEBUG": "1"} | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("told", "environment", "said"),
    [
        (["remind"], {}, "OperationalError: no such table: profiles_shelflife"),
        (
            ["collectstatic", "--noinput"],
            {"STATIC_ROOT": "/dev/null/static"},
            "NotADirectoryError: [Errno 20] Not a dir",
        ),
    ],
)
def test_where_disk_or_database_does_not_do_it_a_line_says_so(tmp_path, told, environment, said):
    done = manage(*told, DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3", **environment)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(said)
    assert line.endswith("(--traceback says where)")


def test_the_calls_are_there_for_who_asks(tmp_path):
    done = manage("remind", "--traceback", DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
