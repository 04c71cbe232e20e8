import sys
import threading

import pytest

from profiles.site.handbook import bindery, press, shelf
from profiles.site.handbook.bindery import FAILED, FULL, WAITING, Order

ORDER = Order("en", "2026-03-05", "type=sending", 1, whole=False, edition="7", sender="somebody")


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


def of_many(order, number=bindery.MOST_WAITING):
    """Ask for many, each for somebody else."""
    return [bindery.ask(f"{order.edition}-{place}", order._replace(sender=str(place))) for place in range(number)]


def test_no_more_wait_than_are_soon_made():
    assert set(of_many(ORDER)) == {WAITING}
    assert bindery.ask("one more", ORDER) == FULL
    assert bindery.ask("7-0", ORDER) == WAITING


def test_one_visitor_leaves_places_to_others():
    assert [bindery.ask(key, ORDER) for key in "abc"] == [WAITING, WAITING, FULL]
    assert bindery.ask("d", ORDER._replace(sender="somebody else")) == WAITING


def test_selections_leave_a_place_for_the_whole():
    of_many(ORDER)
    assert bindery.ask("whole", ORDER._replace(whole=True, query="")) == WAITING


def test_what_nobody_can_fetch_any_more_gives_up_its_place():
    of_many(ORDER)
    (bindery.orders() / "none.json").write_text('["en", "2026-03-05", "", 1]')
    assert bindery.ask("new", ORDER._replace(edition="8")) == WAITING
    assert [path.stem for path in bindery.waiting()] == ["new"]


class Killed(BaseException):
    """The process ends."""


def die(order, path):
    raise Killed


def test_what_kills_twice_is_given_up(caplog):
    bindery.ask("a", ORDER)
    for _time in range(bindery.MOST_TRIES):
        with pytest.raises(Killed):
            bindery.work(die)
        assert bindery.ask("a", ORDER) == WAITING
    bindery.work(die)
    assert "begun twice" in caplog.text
    assert bindery.ask("a", ORDER) == FAILED
    assert not list(bindery.orders().glob("*.tried"))


def test_what_is_dropped_before_it_is_begun_is_no_failure(caplog):
    bindery.ask("a", ORDER)
    (path,) = bindery.waiting()
    path.unlink()
    bindery.bind(path, jam)
    assert caplog.text == ""


def test_a_folder_that_takes_nothing_is_a_failure_that_is_logged(folder, settings, caplog):
    (folder / "file").touch()
    settings.HANDBOOK_DIR = folder / "file" / "handbooks"
    assert bindery.ask("a", ORDER) == FAILED
    assert "Not a directory" in caplog.text


@pytest.mark.parametrize(("code", "told"), [(1, True), (bindery.REFUSED, False)])
def test_the_log_says_nothing_that_a_visitor_has_written(code, told, monkeypatch):
    script = f"import sys; print('about oman', file=sys.stderr); sys.exit({code})"
    monkeypatch.setattr(Order, "command", lambda order, path: [sys.executable, "-c", script])
    with pytest.raises(press.Jammed) as jammed:
        bindery.run(ORDER._replace(query="q=oman"), shelf.place("a"))
    assert "q=oman" not in str(jammed.value)
    assert ("about oman" in str(jammed.value)) is told


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
