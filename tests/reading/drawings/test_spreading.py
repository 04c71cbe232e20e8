from itertools import combinations
from math import hypot

import pytest

from profiles.reading.drawings.spreading import free_side, spread

ROW = [(n * 9 + 100, 200) for n in range(5)]


@pytest.mark.parametrize("points", [[(400, 200)] * 3, [(0, 0), (1, 0), (0, 1)], ROW])
def test_marks_are_pushed_apart_until_no_target_lies_on_another(points):
    places = spread(points, 800, 512, 30)
    nearest = min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(places, 2))
    assert nearest >= 59
    assert all(30 <= x <= 770 and 30 <= y <= 482 for x, y in places)


def test_marks_that_are_apart_stay_where_they_are():
    assert spread([(100, 100), (300, 300)], 800, 512, 30) == [(100, 100), (300, 300)]


@pytest.mark.parametrize(
    ("others", "expected"),
    [([], "above"), ([(400, 150)], "below"), ([(400, 150), (400, 250)], "above")],
)
def test_a_word_stands_above_its_mark_or_below_where_there_is_another(others, expected):
    assert free_side((400, 200), 100, 20, others, 30) == expected


def test_at_the_upper_edge_a_word_stands_below():
    assert free_side((400, 35), 100, 20, [], 30) == "below"
