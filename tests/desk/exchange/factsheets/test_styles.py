"""How high rows are."""

import pytest

from profiles.desk.exchange.factsheets.styles import HIGHEST, LINE, height


@pytest.mark.parametrize(
    ("texts", "lines"), [([], 1), ([("", 20)], 1), ([("x" * 18, 20)], 1), ([("x" * 19, 20)], 2), ([("a\n\nb", 20)], 3)]
)
def test_a_row_has_a_line_for_all_that_its_columns_cannot_hold_in_one(texts, lines):
    assert height(texts) == lines * LINE


def test_no_row_is_higher_than_excel_has_them():
    assert height([("x" * 100_000, 20), ("", 12)]) == HIGHEST < 409
