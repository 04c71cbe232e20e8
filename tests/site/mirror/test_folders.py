import datetime as dt

import pytest

from profiles.site.mirror.asking import Stopped
from profiles.site.mirror.folders import Folder

NOON = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(hours=1)


def fill(folder: Folder, moment, *, reuse=True, **files):
    copy = folder.begin(moment, reuse=reuse)
    for name, content in files.items():
        copy.put(name, content.encode(), lambda content: content + f" {moment:%H}".encode())
    return copy


def shown(folder: Folder) -> dict[str, str]:
    return {path.name: path.read_text() for path in (folder.path / "current" / "site").iterdir()}


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path)
    copy = fill(folder, NOON, one="a", two="b")
    copy.close({"code": 1})
    folder.show(copy)
    return folder


def test_what_is_shown_says_what_it_was_made_of(folder):
    assert shown(folder) == {"one": "a 12", "two": "b 12"}
    assert folder.state()["key"] == {"code": 1}


def test_a_file_that_did_not_change_stays_and_keeps_its_moment(folder):
    copy = fill(folder, LATER, one="a", two="c")
    copy.close({})
    folder.show(copy)
    assert shown(folder) == {"one": "a 12", "two": "c 13"}
    assert (copy.written, copy.removed) == (1, 0)


def test_a_file_that_is_no_longer_put_is_gone_with_the_copy_before(folder):
    copy = fill(folder, LATER, one="a")
    copy.close({})
    folder.show(copy)
    assert shown(folder) == {"one": "a 12"}
    assert copy.removed == 1
    assert len([path for path in folder.path.iterdir() if path.is_dir() and not path.is_symlink()]) == 1


def test_nothing_is_taken_over_where_all_is_to_be_written_anew(folder):
    assert fill(folder, LATER, reuse=False, one="a").written == 1


def test_a_copy_that_was_broken_off_shows_nothing_and_is_removed(folder):
    broken = fill(folder, LATER, one="z")
    assert shown(folder) == {"one": "a 12", "two": "b 12"}
    folder.tidy()
    assert not broken.path.exists()
    assert shown(folder) == {"one": "a 12", "two": "b 12"}


def test_two_do_not_make_a_copy_at_once(folder):
    with folder.alone(), pytest.raises(Stopped, match="already"), Folder(folder.path).alone():
        pass


def test_what_else_lies_in_the_folder_stays(folder):
    (folder.path / "mine").mkdir()
    folder.tidy()
    assert (folder.path / "mine").is_dir()


@pytest.mark.parametrize("name", ["one/two", "../three", "x" * 256, f"four/{'x' * 256}"])
def test_there_is_no_room_for_what_can_be_no_file(folder, name):
    copy = fill(folder, LATER, one="a")
    assert copy.has_room("three/two")
    assert not copy.has_room(name)


def test_there_is_no_room_for_a_file_where_there_is_a_folder(folder):
    copy = folder.begin(LATER, reuse=True)
    copy.put("members/nepal/index.html", b"")
    assert not copy.has_room("members/nepal")
