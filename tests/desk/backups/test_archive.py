import os
import stat
import threading
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from profiles.desk.backups import archive
from profiles.desk.models import Event
from profiles.values.files import keep_released

from . import steps

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"


def test_what_is_written_while_it_is_made_is_not_in_it(tmp_path, publisher):
    steps.directory(publisher)
    before = Event.objects.count()

    def save():
        Event.objects.create(verb="published", subject="meanwhile")
        connection.close()

    def save_meanwhile(sentence):
        thread = threading.Thread(target=save)
        thread.start()
        thread.join(10)

    made = archive.write(tmp_path / "a.zip", tell=save_meanwhile)
    assert made["tables"]["profiles.event"]["rows"] == before
    assert Event.objects.count() > before
    assert steps.manifest(tmp_path / "a.zip") == made


def test_the_same_rows_are_the_same_text(tmp_path, publisher):
    steps.directory(publisher)
    first, second = (archive.write(tmp_path / name)["tables"] for name in ("a.zip", "b.zip"))
    assert first == second


def test_it_has_files_and_no_sessions(tmp_path, publisher, client):
    logo = steps.directory(publisher)
    default_storage.save("notes.txt", default_storage.open(logo))
    client.force_login(publisher)
    made = archive.write(tmp_path / "a.zip")
    assert made["media"] == {logo: len(b"a logo")}
    assert not any(label.startswith(("sessions.", "axes.")) for label in made["tables"])
    assert archive.write(tmp_path / "b.zip", media=False)["media"] == {}


def test_it_has_the_releases_of_the_data(tmp_path):
    (tmp_path / "members.csv").write_bytes(b"slug\n")
    digest = keep_released(tmp_path / "members.csv")
    assert archive.write(tmp_path / "a.zip")["media"] == {f"releases/{digest}": 5}


def test_a_file_that_is_damaged_is_left_out_and_the_others_are_in_it(tmp_path, publisher):
    logo = steps.directory(publisher)
    half = f"releases/{'ab' * 32}"
    default_storage.save(half, ContentFile(b"half of a file"))
    made = archive.write(tmp_path / "a.zip")
    assert (list(made["media"]), made["left_out"]) == ([logo], [half])
    with archive.opened(tmp_path / "a.zip") as (opened, _manifest):
        assert f"media/{half}" not in opened.namelist()


def test_what_is_left_of_a_file_that_was_broken_off_goes_with_the_next(tmp_path, publisher):
    left = Path(default_storage.path(default_storage.save(f"{'a' * 64}.png.{'0' * 16}.part", ContentFile(b"half"))))
    os.utime(left, (0, 0))
    archive.write(tmp_path / "a.zip")
    assert not left.exists()


def test_who_runs_it_alone_may_read_it(tmp_path):
    (tmp_path / "a.zip.part").touch(0o644)
    archive.write(tmp_path / "a.zip")
    assert stat.S_IMODE((tmp_path / "a.zip").stat().st_mode) == 0o600


def test_one_that_fails_leaves_nothing_half(tmp_path):
    def fail(sentence):
        raise OSError("No space left on device")

    (tmp_path / "a.zip").write_bytes(b"the one before")
    with pytest.raises(OSError, match="No space"):
        archive.write(tmp_path / "a.zip", tell=fail)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.zip"]
    assert (tmp_path / "a.zip").read_bytes() == b"the one before"


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 half"])
def test_what_is_no_backup_is_refused_in_words(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    reason = r"^a\.zip is no backup, or not a whole one: it is no zip file that can be read\.$"
    with pytest.raises(archive.Unusable, match=reason), archive.opened(tmp_path / "a.zip"):
        pass


def test_a_zip_of_something_else_is_refused_in_words(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as other:
        other.writestr("manifest.json", '{"addportal": 99}')
    with pytest.raises(archive.Unusable, match="a form that this version does not know"):
        archive.opened(tmp_path / "a.zip").__enter__()
    with pytest.raises(archive.Unusable, match="There is no file"):
        archive.opened(tmp_path / "b.zip").__enter__()
