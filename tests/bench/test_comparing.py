"""Two portals side by side."""

from bench import comparing
from bench.portal import tree_of

PAGES = ("profile, made", "directory, made", "directory, filtered, made", "timeline, made", "map, made")


def test_figures_stand_beside_those_of_then():
    now, then = {"made anew": 10, "p99, ms": 4.0, "new": 1, "stale": 0}, {"made anew": 500, "p99, ms": 8.0, "stale": 0}
    assert comparing.lines(now, then, "abc") == [
        ("", "abc", "now", "now ÷ then"),
        ("made anew", "500", "10", "0.02"),
        ("p99, ms", "8", "4", "0.50"),
        ("new", "–", "1", "–"),
        ("stale", "0", "0", "–"),
    ]


def test_figures_of_one_portal_stand_alone():
    assert comparing.lines({"p99, ms": 1234.5}, None, "") == [("", "now"), ("p99, ms", "1,234")]


def test_each_bar_finds_its_figure():
    now = {
        "after a publication: made anew of 500": 26,
        "visitors while saving: p99 ÷ without": 1.5,
        "visitors while 200 send slowly: answered within 10 s, %": 99.9,
        "visitors: p99, ms": 3,
    }
    assert [target.cells() for target in comparing.targets(now, None, "")] == [
        ("after a publication: made anew of 500", "26.00", "≤ 25", "not reached"),
        ("visitors while saving: p99 ÷ without", "1.50", "≤ 1.5", "reached"),
        ("visitors while 200 send slowly: answered within 10 s, %", "99.90", "≥ 100", "not reached"),
    ]


def test_pages_are_to_cost_a_third_of_what_they_did():
    now, then = ({f"{name}: CPU, µs": cost for name in PAGES} for cost in (4, 10))
    assert [target.cells()[1:] for target in comparing.targets(now, then, "abc")] == [
        ("0.40", "≤ 0.3", "not reached"),
        *[("0.40", "≤ 0.35", "not reached")] * 4,
    ]


def test_the_tree_of_a_revision_has_todays_benchmark(tmp_path):
    tree = tree_of("HEAD", tmp_path / "tree")
    assert (tree / "manage.py").is_file()
    assert (tree / "bench" / "comparing.py").samefile(comparing.__file__)
