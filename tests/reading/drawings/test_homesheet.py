from itertools import combinations

import pytest
from django.utils import translation

from profiles.reading.drawings.homesheet import BETWEEN, WIDTH, AtHome, HomeSheet, Named
from profiles.reading.drawings.sheet import EDGE

LONG = "International Organization for Migration and for much else"


def shown(**more):
    sides = [Named("Origin (2)", [("Nepal", "strong"), (LONG, "")]), Named("Destination (1)", [("Oman", "")])]
    return AtHome(
        **{
            "sides": sides,
            "way": "workers go to",
            "chair": [("Chair", "remark"), ("Nepal", "strong")],
            "held": "2 consultations",
            "consultations": [("Manila", "19 Apr. 2012", "Next chair: Nepal"), ("Dubai", "2014 (disputed)", "")],
            "others": [Named("Observers (3)", [("Iom", ""), (LONG, ""), ("Ilo", "")])],
        }
        | more
    )


def sheet(title="A title", **more):
    return HomeSheet.of(shown(**more), title, ["One note", "Another"])


def places(found):
    return {text.words: (text.x, text.y) for text in found.texts}


def test_every_part_is_written_once_and_what_is_long_goes_over_several_lines():
    words = [text.words for text in sheet().texts]
    for part in ("Origin (2)", "Oman", "workers go to", "19 Apr. 2012", "2014 (disputed)", "Next chair: Nepal", "Ilo"):
        assert words.count(part) == 1, part
    assert " ".join(words).count("for much else") == 2
    assert max(len(line) for line in words) <= 34


def test_no_line_stands_on_another():
    found = sheet(title="word " * 20)
    assert len(found.title) == 3
    assert found.title[-1][0] < min(text.y for text in found.texts)
    assert max(text.y for text in found.texts) < found.notes[0][0] < found.notes[1][0] < found.height
    for one, other in combinations(found.texts, 2):
        assert (one.x, one.y) != (other.x, other.y)
        assert one.y == other.y or abs(one.y - other.y) > 5 or one.x != other.x


def test_what_stands_side_by_side_begins_on_one_line():
    at = places(sheet())
    assert at["Origin (2)"][1] == at["Destination (1)"][1]
    assert at["Manila"][1] == at["19 Apr. 2012"][1] == at["Next chair: Nepal"][1]
    assert at["Iom"][0] == at["Ilo"][0] == EDGE


def test_the_way_of_workers_is_drawn_between_the_two_in_their_direction():
    left = sheet()
    assert places(left)["Origin (2)"][0] < left.arrow[0] < places(left)["Destination (1)"][0]
    assert places(left)["workers go to"][1] < left.arrow[1] < places(left)["Chair"][1]
    with translation.override("ar"):
        right = sheet()
    assert places(right)["Origin (2)"][0] > right.arrow[0] > places(right)["Destination (1)"][0]
    assert (left.reading_edge, right.reading_edge) == (EDGE, WIDTH - EDGE)


@pytest.mark.parametrize("empty", [{"sides": [], "way": "", "chair": [], "consultations": [], "others": []}])
def test_of_nothing_there_is_a_title_and_the_notes(empty):
    found = sheet(**empty)
    assert (found.texts, found.arrow) == ([], None)
    assert [line for _y, line in found.notes] == ["One note", "Another"]


def test_a_third_group_stands_below_the_first_two():
    sides = [Named(f"Group {n}", [("Nepal", "")] * n) for n in (1, 2, 3)]
    at = places(sheet(sides=sides))
    assert at["Group 1"][1] == at["Group 2"][1] < at["Group 3"][1]
    assert at["Group 1"][0] == at["Group 3"][0]


def test_words_between_the_two_are_centred_and_short():
    between = [text for text in sheet(chair=[(LONG, "strong")]).texts if text.is_centred]
    assert max(len(text.words) for text in between) <= BETWEEN


def test_it_is_told_in_words_too():
    assert shown().in_words == [
        f"Origin (2): Nepal, {LONG}",
        "Destination (1): Oman",
        f"Observers (3): Iom, {LONG}, Ilo",
        "Chair Nepal",
        "Manila, 19 Apr. 2012, Next chair: Nepal",
        "Dubai, 2014 (disputed)",
    ]
