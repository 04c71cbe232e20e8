"""The benchmark runs, and every row has its figure. What the figures are is for a quiet machine to say."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from bench import client, report, rows
from bench.management.commands.bench import sizes
from bench.measuring import Measured, Run

VOCABULARY = settings.BASE_DIR / "fixtures" / "vocabulary.json"


@pytest.mark.slow
def test_every_row_has_a_figure(tmp_path):
    out, path = StringIO(), tmp_path / "performance.md"
    path.write_text("# Performance\n")
    call_command(
        "bench",
        "--sizes=20",
        "--steady=0",
        "--seconds=0.1",
        "--rounds=1",
        "--workers=1",
        f"--write={path}",
        stdout=out,
        stderr=out,
    )
    shown = out.getvalue()
    lines = {line.split("  ")[0]: line.split() for line in shown.splitlines() if "  " in line}
    asked = [row.name for row in rows.warm() + rows.made(20, VOCABULARY, "Somebody")]
    assert [name for name in asked if name not in lines] == []
    assert [name for name in asked if float(lines[name][-6].replace(",", "")) <= 0] == []
    assert "errors" not in shown
    assert "publish → visible" in shown
    assert "not measured" not in shown
    assert path.read_text().startswith("# Performance\n\n## Measured: SQLite\n\n<!-- bench: SQLite -->")


def measured(row, **figures):
    return Measured(row, **{"rate": 100, "cpu": 0.001, "p50": 0.01, "p99": 0.02, "size": 1, "errors": 0} | figures)


def test_sizes_are_numbers_in_order():
    assert sizes("1_000,20,20") == [20, 1000]
    assert sizes("") == []


def test_growth_is_a_ratio_of_cpu_between_sizes_that_fill_a_page():
    row = rows.Row("directory, made", "/members/", flat=True)
    alone = {"publish, CPU": 0.01, "publish → visible": 0.02}
    small, large = (
        Run(size, {row.name: measured(row, cpu=cpu)}, alone) for size, cpu in ((100, 0.002), (10_000, 0.003))
    )
    assert [target.cells() for target in report.growth(small, large)] == [
        ("directory, made: 10,000 ÷ 100", "1.50", "≤ 1.3", "not reached"),
        ("publish, CPU: 10,000 ÷ 100", "1.00", "≤ 2", "reached"),
        ("publish → visible: 10,000 ÷ 100", "1.00", "≤ 1.5", "reached"),
    ]


def test_a_section_is_written_again_where_it_stands(tmp_path):
    path = tmp_path / "performance.md"
    path.write_text("# Performance\n\n<!-- bench: SQLite -->old<!-- /bench: SQLite -->\n\n## More\n")
    report.put(path, "SQLite", "new")
    report.put(path, "SQLite", "newer")
    assert path.read_text() == (
        "# Performance\n\n<!-- bench: SQLite -->\n\nnewer\n\n<!-- /bench: SQLite -->\n\n## More\n"
    )


def test_the_client_counts_whole_answers(live_server, tmp_path):
    address = (live_server.thread.host, live_server.thread.port)
    found = client.drive(address, "/robots.txt", {}, seconds=0, connections=2, folder=tmp_path)
    assert (found.requests, found.errors) == (2, 0)
    assert found.bytes > 2 * len(b"User-agent")
