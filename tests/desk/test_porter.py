"""The thread of a serving process that reads the files that wait."""

import time

import pytest
from django.db import OperationalError

from profiles.desk.models import Import
from profiles.desk.porter import Porter
from profiles.desk.verbs import importwork
from tests import factories
from tests.desk.exchange.steps import csv_file


@pytest.fixture
def porter(transactional_db, settings, monkeypatch):
    settings.IMPORTER = "thread"
    monkeypatch.setattr(importwork, "SMALL", 0)
    porter = Porter()
    yield porter
    porter.end()


def bring():
    factories.entity("nepal")
    content = csv_file(("slug", "summary_en"), ("nepal", "New."))
    return importwork.bring(content, name="profiles.csv", by=factories.person("editor", "Editors"))


def becomes(record, state):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if Import.objects.get(pk=record.pk).state == state:
            return True
        time.sleep(0.05)
    return False


def test_it_reads_what_waited_before_it(porter):
    record = bring()
    porter.start()
    assert porter.thread.name == "porter"
    assert becomes(record, "read")


def test_nothing_that_goes_wrong_ends_it(porter, monkeypatch, caplog):
    record = bring()
    for error in (OperationalError("away"), ValueError("wrong")):

        def fail(error=error):
            raise error

        monkeypatch.setattr(importwork, "work_on_all", fail)
        porter.round()
    assert [record.levelname for record in caplog.records if record.name.endswith("porter")] == ["WARNING", "ERROR"]
    monkeypatch.undo()
    porter.round()
    assert becomes(record, "read")


def test_settings_say_whether_there_is_one(settings):
    settings.IMPORTER = "request"
    porter = Porter()
    porter.start()
    assert porter.thread is None
