import pytest

from profiles.site.handbook.markup import nodes, words


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("a  <b>b</b> &amp; c", ["a ", {"is": "strong", "of": ["b"]}, " & c"]),
        ("<time datetime='2008'>2008</time>", ["2008"]),
        ("a<br>b", ["a", {"is": "break"}, "b"]),
        ('<bdi dir="ltr">+1</bdi>', ["\u2066+1\u2069"]),
        ('<a href="/members/">a</a>', ["a"]),
        ('<a href="javascript:x">a</a>', ["a"]),
        ('<a href="https://a.org">a</a>', [{"is": "link", "to": "https://a.org", "of": ["a"]}]),
        ('<a href="#source-3">3</a><button hidden>3</button>', [{"is": "ref", "to": "en-source-3", "of": ["3"]}]),
        ('<span lang="ar" dir="rtl">نص</span>', [{"is": "in", "language": "ar", "of": ["\u2067نص\u2069"]}]),
        ("<p>a</p> <p>b</p>", [{"is": "p", "of": ["a"]}, {"is": "p", "of": ["b"]}]),
        ('#read("x") *y* $z$', ['#read("x") *y* $z$']),
    ],
)
def test_html_becomes_nodes(html, tree):
    assert nodes(html, "en-") == tree


def test_lists_and_tables_hold_items_and_even_rows():
    (found,) = nodes("<ul> <li>a</li> <li>b</li> </ul>")
    assert found["of"] == [{"is": "li", "of": ["a"]}, {"is": "li", "of": ["b"]}]
    (table,) = nodes("<table><tbody><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></tbody></table>")
    assert (table["columns"], [len(row) for row in table["of"]]) == (2, [2, 2])


def test_words_are_what_is_read():
    assert words(nodes("a <b>b <small>c</small></b>")) == "a b c"
