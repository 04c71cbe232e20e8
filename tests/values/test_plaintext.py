import pytest

from profiles.values.plaintext import raised, words


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>6</sup>", "10⁶"),
        ("10<sup><em>-6</em></sup>", "10⁻⁶"),
        ("CO<sub>2</sub>", "CO₂"),
        ("1<sup>st</sup>, 19<sup>th</sup>", "1st, 19th"),
        ("x<sup>y</sup>, 10<sup>٦</sup>, x<sub>i</sub>, <sup>a</sup>", "x^y, 10^٦, x_i, ^a"),
        ('a<sup data-source="b"></sup>', 'a<sup data-source="b"></sup>'),
    ],
)
def test_raised_and_lowered_letters_stay_what_they_are(html, text):
    assert raised(html) == text


def test_words_of_two_blocks_or_cells_are_two_and_marks_split_none():
    table = "<table><tbody><tr><th>f</th><td>10<sup>6</sup></td></tr></tbody></table>"
    assert words(f"<h2>A</h2><p>b<strong>c</strong>,<br>d &amp; e</p>{table}") == "A bc, d & e f 10⁶"
