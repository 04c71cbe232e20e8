import pytest
from django.utils import translation

from profiles.reading.drawings.atlas import Atlas, MapFrame, Sign
from profiles.reading.drawings.mapsheet import COLUMNS, WIDTH, MapSheet
from profiles.reading.drawings.sheet import EDGE


def atlas_of(*names, signs=1, states=3):
    return Atlas([MapFrame(name) for name in names], [Sign("kind1", "sending", "", [{}] * states)] * signs, [])


def sheet(*args, **kwargs):
    return MapSheet.of(atlas_of(*args, **kwargs), "A title", ["A note"])


def test_the_gulf_stands_west_of_asia_and_as_high_the_rest_below_them():
    gulf, asia, world, europe = sheet("asia", "gulf", "world", "europe").frames
    assert [one.frame.name for one in (gulf, asia, world, europe)] == ["gulf", "asia", "world", "europe"]
    assert gulf.x + gulf.width == asia.x
    assert asia.x + asia.width == pytest.approx(WIDTH - EDGE, abs=2)
    assert gulf.height == pytest.approx(asia.height, abs=2)
    assert gulf.y + gulf.height < world.y == europe.y
    assert world.x + world.width < europe.x


def test_marks_are_of_one_size_in_all_frames():
    sizes = {round(one.scale * one.width / one.frame.width, 1) for one in sheet("asia", "gulf", "world").frames}
    assert sizes == {0.9}


def test_the_key_stands_below_the_frames_in_columns_and_what_is_too_much_in_further_rows():
    found = sheet("asia", signs=COLUMNS + 1)
    assert len({one.x for one in found.key[:COLUMNS]}) == COLUMNS
    assert found.frames[0].y + found.frames[0].height < found.key[0].y
    assert found.key[-1].x == found.key[0].x
    assert found.key[0].lines[-1][0] < found.key[-1].y < found.key[-1].lines[-1][0] < found.notes[0][0] < found.height


def test_a_map_of_nothing_has_title_and_notes():
    found = sheet(signs=0)
    assert (found.frames, found.key) == ([], [])
    assert found.title[-1][0] < found.notes[0][0]


def test_in_arabic_the_key_begins_at_the_right():
    with translation.override("ar"):
        found = sheet("asia")
    assert (found.key[0].x, found.reading_edge) == (WIDTH - EDGE, WIDTH - EDGE)
