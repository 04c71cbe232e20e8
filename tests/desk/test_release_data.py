"""`manage.py release_data`: for a timer, and for who wants to see first."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from profiles.desk.models import Event
from profiles.published.models import DataRelease
from profiles.values import files
from tests import factories

pytestmark = pytest.mark.django_db


def run(*args):
    out = io.StringIO()
    call_command("release_data", *args, stdout=out)
    return out.getvalue()


def test_it_prints_the_files_and_the_digest(directory, publisher):
    told = run("--by", "publisher", "--note-en", "First.")
    row = DataRelease.objects.get()
    assert told.startswith(f"Release 1, {row.name}. Changes: none.\n")
    assert f"{row.file('members.csv').sha256}" in told
    assert told.endswith(f"{row.digest}  /data/releases/{row.name}/\n")
    assert row.note == {"en": "First.", "ar": ""}
    assert Event.objects.get(verb=Event.Verb.RELEASE).actor == publisher


def test_a_dry_run_keeps_nothing(directory):
    told = run("--dry-run")
    assert "members.csv  4 rows" in told
    assert told.endswith("Nothing was kept: this was a dry run.\n")
    assert not DataRelease.objects.exists()
    digest = next(line.split()[0] for line in told.splitlines() if line.endswith("members.csv  4 rows"))
    assert not default_storage.exists(files.RELEASED.format(digest))


def test_where_nothing_changed_it_says_so_by_its_exit_code(directory):
    run()
    with pytest.raises(CommandError, match="Nothing has changed") as caught:
        run()
    assert caught.value.returncode == 3
    with pytest.raises(CommandError, match="Nothing has changed"):
        run("--dry-run")


def test_who_may_not_publish_releases_nothing(directory):
    factories.person("editor", "Editors")
    with pytest.raises(CommandError, match="may not publish"):
        run("--by", "editor")
    with pytest.raises(CommandError, match="There is no account"):
        run("--by", "nobody")
    assert not DataRelease.objects.exists()


def test_a_release_cannot_be_replaced(directory):
    with pytest.raises(CommandError, match="unrecognized arguments: --replace"):
        run("--replace", "2026-11-30")


def test_it_looks_whether_all_are_as_they_were_made(directory):
    run()
    assert run("--verify") == "All releases are as they were made.\n"
    row = DataRelease.objects.get()
    default_storage.delete(files.RELEASED.format(row.file("members.csv").sha256))
    with pytest.raises(CommandError, match=r"members[.]csv is missing or altered") as caught:
        run("--verify")
    assert caught.value.returncode == 4


def test_it_warns_of_files_that_no_release_names(directory):
    for digest in files.released():
        default_storage.delete(files.RELEASED.format(digest))
    run()
    err = io.StringIO()
    call_command("release_data", "--verify", stdout=io.StringIO(), stderr=err)
    assert err.getvalue() == ""
    number = len({file.sha256 for file in DataRelease.objects.get().files})
    DataRelease.objects.all()._raw_delete(DataRelease.objects.db)
    call_command("release_data", "--verify", stdout=io.StringIO(), stderr=err)
    assert f"{number} stored files are named by no release" in err.getvalue()
