"""A fault has an aligned line, and below it what was lost."""

from collections import Counter

from drill.outcome import Outcome, Seen, heading, lines


def test_a_line_says_what_was_done_lost_and_seen():
    seen = Seen(Counter({200: 1200, 503: 3}), stale=20, slowest=0.256)
    (line,) = lines("away", Outcome("the database away for 8 s", seen=seen))
    assert line.split("  ")[0] == "away"
    assert line.endswith("1,200 × 200, 3 × 503, 20 stale; slowest 0.26 s")
    assert line.index("nothing") == heading().index("lost")


def test_what_was_lost_and_what_nobody_should_see_stands_below():
    outcome = Outcome("a backup killed", ["a.zip is not whole"], Seen(Counter({0: 2}), ugly={"/ had no answer": 2}))
    assert not outcome.is_well
    _line, *below = lines("kill", outcome)
    assert [text.strip() for text in below] == ["LOST: a.zip is not whole", "UGLY: / had no answer (2 ×)"]


def test_what_was_left_out_is_well_and_says_why():
    outcome = Outcome("", skipped="there is no redis-server")
    assert outcome.is_well
    assert [line.split() for line in lines("store", outcome)] == [
        ["store", "left", "out:", "there", "is", "no", "redis-server"]
    ]


def test_crowds_are_added_up():
    one = Seen(Counter({200: 1}), 1, 2.0, {"/ was torn": 1})
    both = one + Seen(Counter({200: 2, 503: 1}), 0, 1.0, {"/ was torn": 1})
    assert both == Seen(Counter({200: 3, 503: 1}), 1, 2.0, {"/ was torn": 2})
