import datetime as dt

import pytest

from profiles.reading.drawings.axis import Axis
from profiles.reading.drawings.bars import ChartItem, pack
from profiles.reading.drawings.chart import Chart, ChartSection, Lane
from profiles.reading.drawings.sheet import EDGE, LANE, WIDTH, Sheet
from profiles.values.period import Period

TODAY = dt.date(2026, 11, 25)


def sheet(*names, rtl=False, title="A title", rows=1):
    axis = Axis(dt.date(2008, 1, 1), TODAY, TODAY, TODAY, rtl)
    items = [ChartItem("x", "x", Period("2010", end="2012").bounds(), "office")] * rows
    lanes = [Lane({"en": name, "ar": ""}, None, pack(items, axis)) for name in names]
    return Sheet.of(Chart(axis, [ChartSection(lanes), ChartSection(lanes)], []), title, ["One note", "Another"])


def test_nothing_stands_on_anything_else():
    found = sheet("India", "International Organization for Migration", rows=3)
    heights = [y for y, _line in found.title] + [y for _x, y, _look, _label in found.legend[:1]]
    for section in found.sections:
        heights += [section.top, section.head]
        for lane in section.lanes:
            assert lane.top < lane.rows[0][0] < lane.rows[1][0] < lane.rows[2][0] < lane.bottom
            assert lane.name[-1][0] < lane.bottom
            heights.append(lane.top)
        heights.append(section.bottom)
    heights += [y for y, _line in found.notes] + [found.height]
    assert heights == sorted(heights)


def test_a_long_title_and_a_long_name_go_over_several_lines():
    assert [line for _y, line in sheet("x", title="word " * 40).title] == [("word " * 15).strip()] * 2 + [
        ("word " * 10).strip()
    ]
    (lane,) = sheet("International Organization for Migration").sections[0].lanes
    assert [line for _y, line in lane.name] == ["International", "Organization for", "Migration"]


@pytest.mark.parametrize(
    ("rtl", "plot", "edge"), [(False, EDGE + LANE, EDGE), (True, EDGE, WIDTH - EDGE)], ids=["left", "right"]
)
def test_names_stand_where_reading_begins(rtl, plot, edge):
    found = sheet("India", rtl=rtl)
    assert (found.plot[0], found.reading_edge) == (plot, edge)
    assert all(0 < x < WIDTH for x, _y, _look, _label in found.legend)
