import os

import pytest
from django.core.management import CommandError, call_command

from profiles.desk.backups import archive
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_command_names_it_by_the_moment_and_keeps_the_newest(tmp_path, capsys):
    factories.entity()
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"addportal-2026010{day}T000000Z.zip").touch()
    (folder / "mine.zip").touch()
    call_command("backup", folder, keep=2)
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 3
    assert names[0] == "addportal-20260103T000000Z.zip"
    assert archive.FILE.fullmatch(names[1])
    assert capsys.readouterr().out.count(" deleted.\n") == 2


@pytest.mark.parametrize(("path", "options"), [("a.zip", {"keep": 2}), (".", {"keep": 0}), ("there.zip", {})])
def test_the_command_says_what_it_cannot_do(tmp_path, path, options):
    (tmp_path / "there.zip").touch()
    with pytest.raises(CommandError):
        call_command("backup", tmp_path / path, **options)


def test_without_an_argument_it_goes_where_the_setting_says(tmp_path, settings, capsys):
    settings.BACKUP_DIR = tmp_path
    call_command("backup")
    (made,) = tmp_path.glob("*.zip")
    assert str(made) in capsys.readouterr().out
    for number in range(40):
        (tmp_path / f"addportal-202601{number:02}T000000Z.zip").touch()
    made.unlink()
    call_command("backup")
    assert len([*tmp_path.iterdir()]) == 30
    settings.BACKUP_DIR = None
    with pytest.raises(CommandError, match="Say where"):
        call_command("backup")


def test_what_is_left_of_one_that_was_broken_off_goes_and_one_that_is_written_stays(tmp_path):
    old, new = (tmp_path / f"addportal-20260101T000000Z.zip.{digit * 16}.part" for digit in "01")
    for part in (old, new):
        part.touch()
    os.utime(old, (0, 0))
    call_command("backup", tmp_path, keep=1)
    assert list(tmp_path.glob("*.part")) == [new]
