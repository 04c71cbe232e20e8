import threading

import pytest

from profiles.site.handbook import bindery, press, shelf
from profiles.site.handbook.bindery import FAILED, FULL, WAITING, Order

ORDER = Order("en", "2026-03-05", "type=sending", 1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.HANDBOOK_DIR = tmp_path
    return tmp_path


def make(order, path):
    path.write_text(order.query)


def jam(order, path):
    raise press.Jammed("no paper")


def test_what_is_asked_for_is_made_once():
    assert [bindery.ask("a", ORDER), bindery.ask("a", ORDER)] == [WAITING, WAITING]
    assert len(bindery.waiting()) == 1
    bindery.work(make)
    assert shelf.place("a").read_text() == "type=sending"
    assert bindery.waiting() == []


def test_no_more_wait_than_are_soon_made():
    asked = [bindery.ask(str(number), ORDER) for number in range(bindery.MOST_WAITING + 1)]
    assert asked[-2:] == [WAITING, FULL]
    assert bindery.ask("0", ORDER) == WAITING


def test_what_failed_is_logged_and_rests(caplog, time_machine):
    bindery.ask("a", ORDER)
    bindery.work(jam)
    assert "no paper" in caplog.text
    assert bindery.ask("a", ORDER) == FAILED
    assert not shelf.place("a").exists()


def test_what_failed_is_tried_again_later(monkeypatch):
    bindery.ask("a", ORDER)
    bindery.work(jam)
    monkeypatch.setattr(bindery, "REST", -1)
    assert bindery.ask("a", ORDER) == WAITING
    bindery.work(make)
    monkeypatch.undo()
    assert shelf.place("a").exists()


def test_one_works_at_a_time():
    bindery.ask("a", ORDER)
    with bindery.alone() as mine:
        bindery.work(make)
        assert (mine, len(bindery.waiting())) == (True, 1)
    bindery.work(make)
    assert bindery.waiting() == []


def test_a_file_that_nobody_can_read_fails_alone():
    bindery.ask("a", ORDER)
    bindery.waiting()[0].write_text("{")
    bindery.work(make)
    assert bindery.waiting() == []


def test_the_command_is_told_what_was_asked(tmp_path):
    command = ORDER.command(tmp_path / "a.pdf")
    assert command[2:] == [
        "handbook",
        "--language=en",
        "--on=2026-03-05",
        "--select=type=sending",
        "--volume=1",
        str(tmp_path / "a.pdf"),
    ]


def test_a_thread_works_while_anything_waits(settings, monkeypatch):
    settings.HANDBOOK_MAKER = "thread"
    monkeypatch.setattr(bindery, "run", make)
    bindery.ask("a", ORDER)
    bindery.binder.thread.join(10)
    assert shelf.place("a").exists()
    assert "binder" not in [thread.name for thread in threading.enumerate()]
