"""`python -m tests.released.write VERSION` keeps, for the tests of all versions to come, what this one writes."""

import datetime as dt
import hashlib
import os
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent
MOMENT = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def write_digests(root: Path) -> None:
    """As `sha256sum` would."""
    paths = sorted(root.glob("profiles/*/migrations/[0-9]*.py"))
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}\n" for path in paths
    ]
    (FOLDER / "migrations.sha256").write_text("".join(lines))


def write_directory(target: Path) -> None:
    import time_machine
    from django.core.management import call_command

    from profiles.desk.backups import archive
    from tests import factories
    from tests.desk.cast import draw

    with time_machine.travel(MOMENT, tick=True):
        call_command("migrate", verbosity=0)
        publisher = draw()["people"]["publisher"]
        factories.published(factories.entity("untouched"), by=publisher)
        archive.write(target)


def main(version: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "EMAIL_URL": "dummymail://",
        }
        import django

        django.setup()
        target = FOLDER / f"{version}.zip"
        target.unlink(missing_ok=True)
        write_directory(target)
        target.chmod(0o644)
        write_digests(FOLDER.parent.parent)
    print(f"{target}: {target.stat().st_size} bytes. Commit it with migrations.sha256.")


if __name__ == "__main__":
    main(*sys.argv[1:])
