import pytest

from profiles.values.plaintext import marked, numeral, raised, words


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


@pytest.mark.parametrize(
    ("number", "kind", "language", "text"),
    [
        (12, "", "ar", "12"),
        (26, "a", "en", "z"),
        (27, "A", "en", "AA"),
        (5, "a", "ar", "هـ"),
        (3, "A", "ar", "ت"),
        (29, "a", "ar", "أأ"),
        (2, "a", "", "b"),
        (1994, "i", "en", "mcmxciv"),
        (4, "I", "ar", "IV"),
        (4000, "i", "en", "4000"),
    ],
)
def test_items_are_counted_as_pages_count_them(number, kind, language, text):
    assert numeral(number, kind, language) == text


def test_items_of_lists_within_lists_count_on():
    html = '<ol type="a"><li>x<ol><li>1</li></ol></li><li>y</li></ol><li>z</li></ol>'
    assert marked(html) == '<ol type="a"><li>a. x<ol><li>1. 1</li></ol></li><li>b. y</li></ol><li>z</li></ol>'
