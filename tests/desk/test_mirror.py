import pytest
from django.core.management import CommandError, call_command

from profiles.site.mirror.folders import Folder

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_it_says_what_it_wrote_and_then_that_nothing_changed(tmp_path, capsys):
    call_command("mirror", str(tmp_path), "--url=https://copy.example.org/")
    assert "written, 0 removed." in capsys.readouterr().out
    call_command("mirror", str(tmp_path), "--url=https://copy.example.org")
    assert capsys.readouterr().out == "Nothing changed: the copy is up to date.\n"


def test_what_is_no_address_is_refused(tmp_path):
    with pytest.raises(CommandError, match="is no address of a copy"):
        call_command("mirror", str(tmp_path), "--url=copy.example.org/x")


def test_another_run_is_named(tmp_path):
    with Folder(tmp_path).alone(), pytest.raises(CommandError, match="already"):
        call_command("mirror", str(tmp_path))


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("mirror", str(tmp_path / "file" / "mirror"))
