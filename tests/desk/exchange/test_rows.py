"""What passes from step to step."""

import json
from dataclasses import FrozenInstanceError, asdict

import pytest

from profiles.desk.exchange.rows import Cell, Change, File, Grid, Problem, Row

CHANGE = Change("profiles", 2, "changed", "nepal", "Nepal", "", [Cell("summary_en", "Old.", "New.")])


@pytest.mark.parametrize(
    "passed",
    [Grid("profiles", [["slug"]]), Row("profiles", 2, {"slug": "nepal"}), Problem("profiles", 2, "", "No."), CHANGE],
)
def test_no_step_changes_what_another_found(passed):
    with pytest.raises(FrozenInstanceError):
        passed.sheet = passed.name = "meetings"


def test_a_change_is_kept_as_json_with_its_cells():
    assert json.loads(json.dumps(asdict(CHANGE)))["cells"] == [
        {"column": "summary_en", "before": "Old.", "after": "New.", "conflict": False, "sent": None}
    ]


def test_files_share_no_rows():
    first, second = File(), File()
    first.rows.append(Row("profiles", 2, {}))
    assert second.rows == []
