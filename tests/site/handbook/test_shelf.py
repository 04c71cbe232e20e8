import datetime as dt
import os
import time
from dataclasses import replace

import pytest
from django.http import QueryDict

from profiles.reading.reading import Reading
from profiles.site.handbook import shelf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.HANDBOOK_DIR, settings.HANDBOOK_MB = tmp_path, 1
    return tmp_path


def key(query="", *, language="en", volume=1):
    return shelf.key_of(Reading.now(), language, QueryDict(query), volume)


def test_a_key_is_of_what_the_book_is_made_of(time_machine):
    time_machine.move_to("2026-03-05", tick=False)
    assert key("type=sending&area=a") == key("area=a&type=sending")
    assert len({key(), key(language="ar"), key("type=sending"), key(volume=2)}) == 4


def test_a_day_that_is_past_makes_another_book_than_when_it_was_today():
    today = Reading.now()
    tomorrow = replace(today, today=today.today + dt.timedelta(days=1))
    assert shelf.key_of(today, "en", QueryDict(), 1) != shelf.key_of(tomorrow, "en", QueryDict(), 1)
    assert shelf.edition_of(today) != shelf.edition_of(tomorrow)


def test_what_is_asked_for_stays_longest(folder):
    for place, name in enumerate(("a", "b", "c")):
        shelf.place(name).write_bytes(b"x" * 400_000)
        os.utime(shelf.place(name), (place, place))
    shelf.find("a").close()
    shelf.clear()
    assert sorted(path.stem for path in folder.glob("*.pdf")) == ["a", "c"]


def test_what_is_not_there_is_not_found():
    assert shelf.find("nothing") is None


def test_what_has_just_been_made_stays_however_large():
    shelf.place("large").write_bytes(b"x" * 2_000_000)
    shelf.clear(keeping="large")
    assert shelf.place("large").exists()


def test_what_was_left_half_goes_after_a_day(folder):
    half, new = folder / ".a.pdf.12", folder / ".b.pdf.13"
    for path in (half, new):
        path.touch()
    os.utime(half, (time.time() - 2 * shelf.ABANDONED,) * 2)
    shelf.clear()
    assert (half.exists(), new.exists()) == (False, True)
