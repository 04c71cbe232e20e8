import pytest

from profiles.values.directions import without_turning


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Nepal", "Nepal"),
        ("a\u202eb\u202c", "ab"),
        ("\u202ax\u202c", "x"),
        ("a\u2067b", "ab"),
        ("a\u2069", "a"),
        ("\u2066a\u2067b\u2069", "a\u2067b\u2069"),
        ("\u2067a \u2066b\u2069 c\u2069", "\u2067a \u2066b\u2069 c\u2069"),
        ("\u2066\u202eevil\u2069", "\u2066evil\u2069"),
        ("\u200eIOM\u200f\u061c", "\u200eIOM\u200f\u061c"),
    ],
)
def test_what_turns_others_round_goes_and_nothing_else(text, kept):
    assert without_turning(text) == kept
