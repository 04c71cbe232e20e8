import datetime as dt

from profiles.reading.drawings.axis import Axis
from profiles.reading.drawings.bars import ChartItem, pack
from profiles.reading.drawings.chart import Chart, ChartSection, Lane
from profiles.reading.drawings.timeline import inexact
from profiles.values.period import Period

AXIS = Axis(dt.date(2008, 1, 1), dt.date(2026, 11, 25), dt.date(2026, 11, 25), dt.date(2026, 11, 25))
NAME = {"en": "India", "ar": ""}


def chart_of(*periods, look="office"):
    items = [ChartItem("x", f"x: {found}", found.bounds(), look, inexact=inexact(found)) for found in periods]
    return Chart(AXIS, [ChartSection([Lane(NAME, None, pack(items, AXIS))])], [])


def test_a_lane_says_in_words_what_is_drawn_in_it():
    (section,) = chart_of(Period("2010", end="2012"), Period("2014", end="2016")).sections
    assert section.lanes[0].in_words == "x: 2010 – 2012; x: 2014 – 2016"


def test_only_signs_that_are_there_are_explained():
    assert chart_of(Period("2010-01-01", end="2012-01-01")).signs == set()
    assert chart_of(Period("2010")).signs == {"step", "arrow"}
    assert chart_of(Period("2010", "at_latest", "2012-01-01")).signs == {"possible"}
    assert chart_of(Period("2012-04-19", end="2012-04-20"), look="claimed").signs == {"claimed", "dot"}
