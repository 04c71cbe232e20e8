"""Tables of rich text: their head, their caption, what is no table."""

import pytest

from profiles.values.allowlist import clean

LEVELS = (2, 3)


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        (
            "<table class=x><tr><td style='y'>a</td><td>b</td></tr></table>",
            "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
        ),
        (
            "<table><tr><th>A<th>B<tr><td>1<td></table>",
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table>",
        ),
        (
            "<table><tr><th>A<td>1<tr><th>B<td>2</table>",
            "<table><tbody><tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr></tbody></table>",
        ),
        ("<table><tr><th>A<th>B</table>", "<table><tbody><tr><th>A</th><th>B</th></tr></tbody></table>"),
        (
            '<table><tr><th rowspan="2">A<th colspan="2">B<tr><th>C<th>D<tr><td>1<td>2<td>3</table>',
            '<table><thead><tr><th rowspan="2">A</th><th colspan="2">B</th></tr><tr><th>C</th><th>D</th></tr></thead>'
            "<tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>",
        ),
        (
            '<table><tr><th rowspan="2">A<th>B<tr><td>1</table>',
            '<table><tbody><tr><th rowspan="2">A</th><th>B</th></tr><tr><td>1</td></tr></tbody></table>',
        ),
        (
            "<p>a</p><table><caption>Members</caption><tfoot><tr><td>b</td></tr></tfoot></table>",
            "<p>a</p><p>Members</p><table><tbody><tr><td>b</td></tr></tbody></table>",
        ),
        (
            "<table><tr><td><h2>a</h2><ul><li>b</li></ul></td></tr></table>",
            "<table><tbody><tr><td><p>a</p><ul><li>b</li></ul></td></tr></tbody></table>",
        ),
        (
            "<table><tr><td>a<table><caption>b</caption><tr><td>c</td></tr></table>d</td></tr></table>",
            "<table><tbody><tr><td>a<p>b</p><p>c</p>d</td></tr></tbody></table>",
        ),
        ("<h2>a<table><tr><td>b</td></tr></table></h2>", "<h2>a<p>b</p></h2>"),
        ("<table><tr><td> </td><td>&nbsp;</td></tr></table><p>a</p>", "<p>a</p>"),
        (
            '<table><tr><td colspan="1" rowspan="99">a</td></tr><tr></tr></table>',
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
        ),
    ],
)
def test_what_is_kept_of_a_table(dirty, expected):
    assert clean(dirty, LEVELS) == expected
    assert clean(expected, LEVELS) == expected


def test_a_footnote_in_a_cell_stays_there():
    cells = '<td>a<sup data-source="b"></sup></td><td><sup data-source="c"></sup></td>'
    text = f"<table><tbody><tr>{cells}</tr></tbody></table>"
    assert clean(text, LEVELS) == text
