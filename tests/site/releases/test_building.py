"""The files of a release: whole, the same for the same data, and what two of them say of each other."""

import datetime as dt
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing

import frictionless
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone, translation

from profiles.desk.models import Entity
from profiles.desk.verbs import datareleases, publishing, savedcopies
from profiles.published.models import Publication
from profiles.site.releases import building
from tests import factories, releases

pytestmark = pytest.mark.django_db


def digests(built):
    return {file.name: file.sha256 for file in built.files}


def test_a_release_is_a_valid_data_package_whose_sums_are_right(directory, tmp_path):
    folder = releases.unpacked(datareleases.release(by=None), tmp_path / "release")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "fieldName", "rowNumber", "note"])
    assert report.stats["tasks"] == sum(not table.as_it_is for table in releases.all_tables())
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    with zipfile.ZipFile(folder / "directory.zip") as archive:
        assert archive.testzip() is None
        assert {*archive.namelist(), "directory.zip"} == {path.name for path in folder.iterdir()}


@pytest.mark.slow
def test_the_real_directory_is_a_valid_data_package(real_directory, tmp_path):
    folder = releases.unpacked(datareleases.release(by=real_directory), tmp_path / "release")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "fieldName", "rowNumber", "note"])
    with closing(sqlite3.connect(folder / building.DATABASE)) as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert found.execute("SELECT count(*) FROM members").fetchone() == (43,)


def test_the_same_data_make_the_same_bytes_in_any_language(directory, tmp_path):
    moment = timezone.now()
    one = releases.build(tmp_path / "one", moment=moment)
    with translation.override("ar"):
        two = releases.build(tmp_path / "two", moment=moment)
    assert digests(one) == digests(two)


@pytest.mark.django_db(transaction=True)
def test_the_same_data_make_the_same_bytes_in_another_process(directory, tmp_path):
    moment = timezone.now()
    here = digests(releases.build(tmp_path / "here", moment=moment))
    code = (
        "import sys, json, datetime, pathlib, django; django.setup(); from django.db import connection;"
        "connection.settings_dict['NAME'] = sys.argv[3]; from tests import releases;"
        "built = releases.build(pathlib.Path(sys.argv[1]), moment=datetime.datetime.fromisoformat(sys.argv[2]));"
        "print(json.dumps({file.name: file.sha256 for file in built.files}))"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONHASHSEED": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "America/New_York",
    }
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", code, str(tmp_path / "there"), moment.isoformat(), name]
    told = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True)
    assert json.loads(told.stdout) == here


def test_the_day_alone_makes_no_new_release(directory, publisher, time_machine):
    """Terms begin and end by themselves; nothing that is published says anything else."""
    oman = factories.entity("oman", type=None)
    factories.membership(oman, "sending", "2008", end="2027-01-01")
    factories.role_term(oman, "chair", "2026-12-05", end="2027-03-01")
    factories.membership(oman, "observer", "2027-01-01", end="2028")
    factories.affiliation(oman, start="2027")
    factories.published(oman, by=publisher)
    datareleases.release(by=publisher)
    for day in ("2027-01-15", "2027-06-01", "2031-01-01"):
        time_machine.move_to(f"{day}T12:00:00+04:00", tick=False)
        with pytest.raises(datareleases.Unchanged):
            datareleases.release(by=publisher)


def test_what_changed_applied_to_the_last_tables_gives_these(directory, publisher, tmp_path, time_machine):
    first, second = releases.two(publisher, between=lambda: time_machine.move_to("2031-01-01T12:00:00+04:00"))
    old, new = (releases.unpacked(row, tmp_path / row.name) / building.DATABASE for row in (first, second))
    for table in releases.all_tables():
        found, now = (as_json(releases.rows(path, table), table) for path in (old, new))
        for told in releases.lines(second, f"delta-{table.name}.jsonl"):
            change = told.pop("change")
            key = tuple(told[name] for name in table.traits.key)
            assert (key in found) == (change != "added")
            if change == "removed":
                assert set(told) == set(table.traits.key)
                del found[key]
            else:
                assert told == now[key]
                found[key] = told
        assert releases.telling(found, table) == releases.telling(now, table), table.name


def test_a_row_that_was_added_says_what_it_is(directory, publisher):
    _first, second = releases.two(publisher)
    (oman,) = (row for row in releases.lines(second, "delta-members.jsonl") if row.get("slug") == "oman")
    assert (oman["change"], oman["standing"], oman["held"]) == ("added", "member", "certain")


def test_what_rests_on_a_source_is_in_its_row_and_no_news_in_words(directory, publisher):
    oman = factories.entity("oman")
    factories.role_term(oman, sources=factories.cites("Minutes"))
    factories.published(oman, by=publisher)
    datareleases.release(by=publisher)
    factories.role_term(Entity.objects.get(slug="india"), sources=factories.cites("Minutes"))
    factories.published_again(Entity.objects.get(slug="india"), by=publisher)
    row = datareleases.release(by=publisher)
    (told,) = releases.lines(row, "delta-sources.jsonl")
    assert (told["change"], told["code"], told["profiles"]) == ("changed", "minutes", 2)
    assert row.counts == {"changed": 1}


def as_json(rows, table):
    """Rows as files of JSON have them: true and false, and documents as such."""
    booleans = {column.name for column in table.columns if column.type == "boolean"}

    def read(name, value):
        if value is None:
            return None
        if name == table.as_it_is:
            return json.loads(value) if isinstance(value, str) else value
        return bool(value) if name in booleans else value

    return {key: {name: read(name, value) for name, value in row.items()} for key, row in rows.items()}


def test_a_publication_a_withdrawal_and_a_rename_are_told(directory, publisher):
    first, second = releases.two(publisher)
    assert first.counts == {}
    assert second.counts == {"first": 1, "renamed": 1, "withdrawn": 1, "words": 1}
    told = releases.lines(second, building.CHANGES)
    assert [(row["change"], row["slug"]) for row in told] == [
        ("first", "oman"),
        ("renamed", "india"),
        ("withdrawn", "kuwait"),
        ("words", "gender"),
    ]
    changes = {row["slug"]: row["change"] for row in releases.lines(second, "delta-entries.jsonl") if "slug" in row}
    assert changes == {"oman": "added", "india": "changed"}
    acts = [row["change"] for row in releases.lines(second, "delta-members.jsonl")]
    assert sorted(acts) == ["added", "changed", "removed"]


def test_of_what_was_withdrawn_nothing_is_told_but_that(directory, publisher):
    _first, second = releases.two(publisher)
    (kuwait,) = (row for row in releases.lines(second, building.CHANGES) if row["slug"] == "kuwait")
    assert kuwait == {
        "change": "withdrawn",
        "kind": "profile",
        "slug": "kuwait",
        "reason": {"en": "It asked.", "ar": "طلبت ذلك."},
        "successor": "",
    }
    for file in second.files:
        if file.name.endswith((".csv", ".jsonl", ".jsonl.gz", ".md", ".json")):
            assert b"Kuwait" not in releases.content(second, file.name), file.name


def test_documents_are_there_byte_for_byte(directory, publisher):
    row = datareleases.release(by=publisher)
    stored = dict(Publication.objects.values_list("slug", "document"))
    for line in releases.content(row, "entries.jsonl.gz").decode().splitlines():
        told = json.loads(line)
        document = line.partition('"document":')[2].removesuffix("}")
        assert hashlib.sha256(document.encode()).hexdigest() == told["digest"]
        assert stored[told["slug"]] == document


def test_without_the_package_there_is_no_parquet_and_all_else(directory, tmp_path, monkeypatch):
    names = set(digests(releases.build(tmp_path / "with")))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    without = set(digests(releases.build(tmp_path / "without")))
    assert {name for name in names if not name.endswith(".parquet")} == without != names


def test_what_is_to_come_and_what_is_a_draft_is_in_no_file(directory, publisher, tmp_path):
    india = Entity.objects.get(slug="india")
    india.name_en = "zqcanary"
    india.save()
    publishing.schedule(india, by=publisher, at=timezone.now() + dt.timedelta(days=1))
    draft = factories.entity("draft", name_en="zqcanary")
    savedcopies.save(draft, by=publisher)
    folder = releases.unpacked(datareleases.release(by=publisher), tmp_path / "release")
    for path in folder.iterdir():
        body = path.read_bytes()
        assert b"zqcanary" not in body, path.name
