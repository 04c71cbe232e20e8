import pytest

from profiles.values.spreadsheet import cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "\tx", "\rx", '=HYPERLINK("http://x")'])
def test_a_text_that_looks_like_a_formula_is_guarded(text):
    assert cell(text) == f"'{text}"


def test_other_texts_and_numbers_are_left_alone():
    assert [cell(value) for value in ("Nepal", "a=b", "", "’x", 3)] == ["Nepal", "a=b", "", "’x", 3]
