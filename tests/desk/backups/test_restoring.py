import json
import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from profiles.desk import chaining, verifying
from profiles.desk.backups import archive
from profiles.desk.backups.archive import Unusable
from profiles.desk.backups.restoring import restore
from profiles.desk.models import Entity, Event, User
from profiles.published import chain
from profiles.published.models import Publication, Stamp
from tests import buckets, factories

from . import steps

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def made(tmp_path, publisher):
    """A backup of a directory, whose database was emptied since."""
    steps.directory(publisher)
    archive.write(tmp_path / "a.zip")
    call_command("flush", interactive=False)
    return tmp_path / "a.zip"


def test_all_comes_back_as_it_was(made, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "another"
    before, _missing = restore(made)
    after = archive.write(tmp_path / "b.zip")
    assert steps.without_stamp(after) == steps.without_stamp(before)
    assert after["media"] == before["media"] != {}
    assert after["migrations"] == before["migrations"]


def test_what_comes_back_can_be_worked_on(made, client):
    restore(made)
    publisher, nepal = User.objects.get(), Entity.objects.get(slug="nepal")
    assert client.get("/members/nepal/").status_code == 200
    assert "/ar/members/nepal/" in client.get("/ar/members/", {"q": "نيبال"}).content.decode()
    newest = Event.objects.latest("pk").pk
    nepal.summary_en = "Another."
    nepal.save()
    factories.published_again(nepal, by=publisher)
    assert Event.objects.latest("pk").pk > newest
    assert Publication.objects.of(nepal).count() == 2


def test_the_trail_is_whole_and_goes_on(tmp_path, publisher):
    steps.directory(publisher)
    chaining.take_up()
    before = chain.heads()
    archive.write(tmp_path / "a.zip")
    call_command("flush", interactive=False)
    restore(tmp_path / "a.zip")
    assert chain.heads() == before
    factories.published(factories.entity("oman"), by=User.objects.get())
    assert chain.heads()["events"]["number"] == before["events"]["number"] + 1
    assert list(verifying.faults()) == []


def test_no_page_that_was_kept_before_counts_as_fresh(made):
    restore(made)
    assert Stamp.objects.get().counter >= int(time.time()) - 60


def test_what_is_not_empty_is_refused(made):
    factories.entity("mine")
    with pytest.raises(Unusable, match="not empty: there are rows in"):
        restore(made)
    assert [entity.slug for entity in Entity.objects.all()] == ["mine"]


@pytest.mark.parametrize("label", ["profiles.event", "published.publication"])
def test_rows_that_were_altered_or_left_out_are_refused_and_nothing_is_written(made, tmp_path, label):
    for content in (b"", None):
        name = f"tables/{label}.jsonl"
        with archive.opened(made) as (opened, _manifest):
            content = content if content is not None else opened.read(name).replace(b"nepal", b"napal", 1)
        with pytest.raises((Unusable, IntegrityError)):
            restore(steps.altered(made, tmp_path / "altered.zip", **{name: content}))
    assert not Entity.objects.exists()
    assert not Publication.objects.exists()


@pytest.mark.parametrize("content", [b"another", None])
def test_a_file_that_is_damaged_is_named_and_all_else_comes_back_where_that_is_wanted(made, tmp_path, capsys, content):
    (name,) = steps.manifest(made)["media"]
    altered = steps.altered(made, tmp_path / "altered.zip", **{f"media/{name}": content or b"another"})
    if content is None:
        # A byte on the disk, so that the zip itself finds that it is not what was written.
        altered.write_bytes(altered.read_bytes().replace(b"another", b"anuther"))
    default_storage.delete(name)
    with pytest.raises(CommandError, match=rf"{name}.* Nothing was written"):
        call_command("restore", altered)
    assert not Entity.objects.exists()
    call_command("restore", altered, "--without-damaged")
    assert name in capsys.readouterr().err
    assert Entity.objects.exists()
    assert not default_storage.exists(name)


def test_where_files_cannot_be_kept_no_row_is_written_and_it_can_be_done_again(made, tmp_path, settings, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("No space left on device")

    settings.MEDIA_ROOT = tmp_path / "another"
    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "save", fail)
        with pytest.raises(OSError, match="No space"):
            restore(made)
    assert not Entity.objects.exists()
    restore(made)
    assert Entity.objects.exists()


def test_half_a_file_that_is_there_is_put_right(made):
    (name,) = steps.manifest(made)["media"]
    default_storage.save(name, ContentFile(b"a lo"))
    restore(made)
    with default_storage.open(name) as file:
        assert file.read() == b"a logo"


def test_what_is_refused_leaves_no_files(made, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "another"
    factories.entity("mine")
    with pytest.raises(Unusable, match="not empty"):
        restore(made)
    assert not (tmp_path / "another").exists()


def test_a_backup_of_damaged_files_comes_back_without_them_and_says_so(tmp_path, publisher, capsys):
    steps.directory(publisher)
    half = f"releases/{'ab' * 32}"
    default_storage.save(half, ContentFile(b"half of a file"))
    call_command("backup", tmp_path / "a.zip")
    assert f"{half} is left out" in capsys.readouterr().err
    call_command("flush", interactive=False)
    with pytest.raises(CommandError, match=half):
        call_command("restore", tmp_path / "a.zip")
    assert not Entity.objects.exists()
    call_command("restore", tmp_path / "a.zip", "--without-damaged")
    assert half in capsys.readouterr().err
    assert Entity.objects.exists()


def test_one_of_a_later_version_is_refused(made, tmp_path):
    said = steps.manifest(made)
    said["migrations"].append(["published", "9999_later"])
    with pytest.raises(Unusable, match=r"of a later version, with the migration .*published\.9999_later"):
        restore(steps.altered(made, tmp_path / "altered.zip", **{archive.MANIFEST: json.dumps(said)}))


def test_one_of_an_earlier_version_wants_a_database_without_tables(made, tmp_path):
    said = steps.manifest(made)
    said["migrations"] = [key for key in said["migrations"] if key != ["published", "0014_publications_by_kind"]]
    with pytest.raises(Unusable, match="Name one without tables"):
        restore(steps.altered(made, tmp_path / "altered.zip", **{archive.MANIFEST: json.dumps(said)}))


def test_a_restore_that_is_cut_off_leaves_nothing_half(made):
    def fail(sentence):
        if sentence.startswith("published.publication"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(made, tell=fail)
    assert not Entity.objects.exists()
    restore(made)
    assert Entity.objects.exists()


def test_the_command_says_what_came_back_or_why_not(made, capsys):
    call_command("restore", made)
    assert "Run manage.py migrate, then manage.py doctor." in capsys.readouterr().out
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", made)


@pytest.mark.slow
def test_everything_moves_to_a_database_without_tables(made, tmp_path, capsys):
    restore(made)
    call_command("move_database", f"sqlite:///{tmp_path}/new.sqlite3")
    said = capsys.readouterr().out
    assert "are as they were on" in said
    assert said.endswith("What was written here meanwhile is not there.\n")
    with pytest.raises(CommandError, match=r"^The database is not empty"):
        call_command("move_database", f"sqlite:///{tmp_path}/new.sqlite3")


def test_files_come_from_a_folder_into_a_bucket_and_back(made, tmp_path, settings):
    with buckets.served() as store:
        buckets.use(settings, store.address, tmp_path / "near")
        before, _missing = restore(made)
        assert buckets.names(store) == list(before["media"]) != []
        after = archive.write(tmp_path / "b.zip")
        assert after["media"] == before["media"]
        assert after["left_out"] == []


@pytest.mark.slow
def test_tables_that_a_restore_had_begun_to_make_are_made_to_the_end(made, tmp_path):
    def manage(*told):
        env = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/begun.sqlite3", "DEBUG": "1"}
        env["MEDIA_ROOT"] = str(tmp_path)
        command = [sys.executable, "manage.py", *told, "--verbosity=0"]
        return subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False)

    manage("migrate", "published", "0003")
    done = manage("restore", str(made))
    assert "are as they were on" in done.stdout, done.stderr
