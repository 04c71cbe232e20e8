import datetime as dt
import os
import shutil
from collections import namedtuple

import pytest
from django.utils import timezone

from profiles.desk import chaining
from profiles.desk.doctor import stores
from profiles.desk.doctor.findings import Level
from profiles.desk.models import Event, SavedCopy
from profiles.desk.verbs import savedcopies
from profiles.published.models import Head, Link
from profiles.values.files import Taken
from tests import buckets, factories

pytestmark = pytest.mark.django_db

Usage = namedtuple("Usage", "total used free")


def said(look):
    return [(found.level, found.sentence) for found in look()]


def test_a_sound_installation_is_fine(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    for look in (stores.database, stores.clock, stores.files, stores.disks):
        assert all(level == Level.FINE for level, _sentence in said(look))


def test_migrations_that_wait_are_named(monkeypatch):
    monkeypatch.setattr(stores.MigrationExecutor, "migration_plan", lambda self, nodes: [("profiles.0099_x", False)])
    level, sentence = said(stores.database)[0]
    assert level == Level.FAILURE
    assert sentence.startswith("1 migrations are waiting, profiles.0099_x first")


def test_texts_in_a_language_that_the_installation_has_not_are_named():
    entity = factories.entity("nepal")
    savedcopies.save(entity, by=factories.person("hana"))
    assert said(stores.languages) == []
    copy = SavedCopy.objects.of(entity).get()
    document = copy.document.replace('"ar":', '"fr":')
    SavedCopy.objects.bulk_create([SavedCopy(entry_uid=copy.entry_uid, document=document, author=copy.author)])
    assert said(stores.languages) == [
        (
            Level.WARNING,
            "Texts are stored in the language fr, and SECOND_LANGUAGE is ar: they are shown nowhere, or as what they "
            "are not. Set SECOND_LANGUAGE=fr.",
        )
    ]


def test_a_clock_that_was_set_back_is_noticed():
    Event.objects.create(verb="published", subject="nepal", at=timezone.now() + dt.timedelta(days=400))
    assert said(stores.clock)[0][0] == Level.FAILURE


def test_a_file_that_a_page_shows_and_that_is_missing_is_named(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    name = Taken(b"a logo", "png").keep()
    factories.published(factories.entity(logo=name))
    assert said(stores.files)[-1] == (Level.FINE, "1 files that pages show are there.")
    (tmp_path / name).unlink()
    level, sentence = said(stores.files)[-1]
    assert level == Level.FAILURE
    assert sentence == f"1 of 1 files that pages show are missing in {tmp_path}, as {name}."


def test_a_bucket_that_takes_files_is_fine_and_one_that_is_away_a_failure(tmp_path, settings):
    with buckets.served() as store:
        buckets.use(settings, store.address, tmp_path)
        factories.published(factories.entity(logo=Taken(b"a logo", "png").keep()))
        assert said(stores.files) == [
            (Level.FINE, "The bucket of MEDIA_STORE takes files."),
            (Level.FINE, "1 files that pages show are there."),
        ]
        assert len(buckets.names(store)) == 1
    ((level, sentence),) = said(stores.files)
    assert level == Level.FAILURE
    assert sentence.startswith("The bucket of MEDIA_STORE does not take files: ")
    assert "secret" not in sentence


def test_a_folder_in_which_nothing_can_be_kept_is_a_failure(tmp_path, settings, monkeypatch):
    def refuse(**where):
        raise PermissionError(13, "Permission denied")

    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(stores.tempfile, "TemporaryFile", refuse)
    assert said(stores.files)[0][0] == Level.FAILURE


@pytest.mark.parametrize(
    ("free", "levels"), [(50 * 2**20, {Level.FAILURE}), (500 * 2**20, {Level.WARNING}), (2**40, set())]
)
def test_a_disk_that_fills_up_is_noticed(monkeypatch, free, levels):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(2**41, 0, free))
    assert {level for level, _sentence in said(stores.disks)} == levels


def test_the_disks_of_backups_and_handbooks_are_looked_at(monkeypatch, settings, tmp_path):
    settings.BACKUP_DIR, settings.HANDBOOK_DIR = tmp_path / "backups", tmp_path / "handbooks"
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(2**41, 0, 50 * 2**20))
    named = " ".join(sentence for _level, sentence in said(stores.disks))
    assert "BACKUP_DIR" in named
    assert "HANDBOOK_DIR" in named


def test_a_redis_that_does_not_answer_is_a_warning(settings):
    settings.CACHE_URL = "redis://127.0.0.1:1"
    assert said(stores.kept_pages)[0][0] == Level.WARNING
    settings.CACHE_URL = ""
    assert said(stores.kept_pages) == []


def test_an_empty_directory_is_a_warning():
    assert said(stores.releases)[0][0] == Level.WARNING
    factories.published(factories.entity())
    assert said(stores.releases) == [(Level.FINE, "1 entries are public.")]


def test_an_old_backup_or_none_is_noticed(tmp_path, settings):
    settings.BACKUP_DIR = None
    assert [level for level, _sentence in said(stores.backups)] == [Level.WARNING]
    settings.BACKUP_DIR = tmp_path
    assert [level for level, _sentence in said(stores.backups)] == [Level.FAILURE]
    backup = tmp_path / "addportal-20261130T000000Z.zip"
    backup.touch()
    assert [level for level, _sentence in said(stores.backups)] == [Level.FINE]
    os.utime(backup, (1, 1))
    assert [level for level, _sentence in said(stores.backups)] == [Level.FAILURE]


def test_a_trail_that_is_cut_off_and_events_that_are_gone_or_unchained_are_said(publisher):
    factories.published(by=publisher)
    assert said(stores.trail) == [(Level.WARNING, "1 events are not chained: manage.py verify says which.")]
    chaining.take_up()
    assert said(stores.trail) == [(Level.FINE, "1 events are chained.")]
    Event.objects.all()._raw_delete("default")
    assert said(stores.trail)[0][1] == "Of 1 events of the log 0 are left: manage.py verify says which are gone."
    Link.objects.filter(chain="releases")._raw_delete("default")
    assert said(stores.trail)[0] == (
        Level.FAILURE,
        "The chain of releases is cut off: manage.py verify says where.",
    )
    Head.objects.all().delete()
    assert len(said(stores.trail)) == 2
