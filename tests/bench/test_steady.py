"""What goes on in a portal that is used has its figures. What they are is for a quiet machine to say."""

import time
from io import StringIO

import pytest
from django.core.management import call_command

from bench import steady


@pytest.mark.slow
def test_everything_that_goes_on_has_its_figures(tmp_path):
    out, path = StringIO(), tmp_path / "performance.md"
    path.write_text("# Performance\n")
    smallest = ["--sizes=", "--steady=4", "--seconds=0.05", "--rounds=1", "--workers=1", "--against=HEAD"]
    call_command("bench", *smallest, f"--write={path}", stdout=out, stderr=StringIO())
    table = path.read_text().partition("now ÷ then")[2].partition("wanted")[0]
    rows = [line.split("|") for line in table.splitlines() if line.startswith("| ")]
    figures = {name.strip(): (then.strip(), now.strip()) for _, name, then, now, *_ in rows}
    assert [name for name, shown in figures.items() if "–" in shown] == []
    assert figures["after a publication: visible on the next request (1 is yes)"] == ("1", "1")
    assert figures["two nodes: stale answers of 10"] == ("0", "0")
    assert float(figures["visitors while saving: saved"][1]) >= 1
    assert figures["visitors: errors"] == ("0", "0")
    assert figures["outage: known pages answered after a restart, %"] == ("100", "100")
    assert path.read_text().startswith("# Performance\n\n## Measured: SQLite, beside HEAD\n")
    assert "not measured" not in out.getvalue()


def test_four_of_five_visits_are_to_profiles():
    profiles = [f"/members/{number}/" for number in range(10)]
    pages = steady.weigh(profiles)
    assert sum(pages[path] for path in profiles) == pytest.approx(0.8)
    assert sum(pages.values()) == pytest.approx(1)
    assert pages[profiles[0]] > pages[profiles[9]]


def test_somebody_acts_again_and_again():
    done = []
    with steady.repeating(lambda: done.append(1), 0.001):
        while len(done) < 3:
            time.sleep(0.001)
    assert len(done) >= 3


def test_what_goes_wrong_meanwhile_is_said():
    def fail():
        raise RuntimeError("It was refused.")

    with pytest.raises(RuntimeError, match="refused"), steady.repeating(fail, 60):
        pass
