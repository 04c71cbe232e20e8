"""What the allow-list keeps of rich text, and what it costs."""

import re

import pytest

from profiles.values.allowlist import clean

LEVELS = (2, 3)


def tags(html):
    return set(re.findall(r"<[^>]*>", html))


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("", ""),
        (None, ""),
        ("plain < text & more", "plain &lt; text &amp; more"),
        ("<p>a</p>\r\n  <p>b\n c</p>", "<p>a</p><p>b c</p>"),
        ('<p class="x" style="color:red" id="y" dir="rtl" data-z="1">a</p>', "<p>a</p>"),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),
        ("<blockquote><p>a</p></blockquote>", "<blockquote><p>a</p></blockquote>"),
        (
            '<ol start="3" type="i" reversed><li>a<ul type="disc"><li>b</li></ul></li></ol>',
            '<ol start="3" type="i"><li>a<ul><li>b</li></ul></li></ol>',
        ),
        ("<b>a</b> <i>b</i> <u>c</u> <s>d</s>", "<strong>a</strong> <em>b</em> c d"),
        ("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>"),
        ('<ol type="1"><li>a</li></ol><ol type="disc"><li>b</li></ol>', "<ol><li>a</li></ol><ol><li>b</li></ol>"),
        ("<p>It has <del>twelve</del><ins>eighteen</ins> members</p>", "<p>It has eighteen members</p>"),
        ("<p>CO<sub>2</sub>, m<sup>2</sup><sup> </sup></p>", "<p>CO<sub>2</sub>, m<sup>2</sup></p>"),
        ("<p>a<sup>b<sup>c</sup></sup></p>", "<p>a<sup>bc</sup></p>"),
        ("<p>a\u202eb\u2066c, \u206825/2025\u2069 &#x202e;d\u200e</p>", "<p>abc, \u206825/2025\u2069 d\u200e</p>"),
        ('<a href="/\u202ea">b</a>', '<a href="/a">b</a>'),
        ("<p>a</p><p></p><p>&nbsp;</p><p><br></p><p>\u200b</p><ul><li></li></ul><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a<strong> </strong>b<em></em></p>", "<p>a b</p>"),
        ("<strong>a<em>b<strong>c</strong></em></strong>", "<strong>a<em>bc</em></strong>"),
        ("<strong><strong>a</strong></strong>", "<strong>a</strong>"),
        ("<!-- a --><p>b<!--[if mso]>c<![endif]--></p>", "<p>b</p>"),
        ("\ud800a\0b", "ab"),
        ("a&nbsp;b\xa0c", "a&nbsp;b&nbsp;c"),
        ("&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"),
    ],
)
def test_what_is_kept(dirty, expected):
    assert clean(dirty, LEVELS) == expected


NOTE = '<sup data-source="declaration-2008"></sup>'


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        (f"<p>Twenty states adopted it.{NOTE} It says so.</p>", f"<p>Twenty states adopted it.{NOTE} It says so.</p>"),
        (f"<ul><li>a{NOTE}{NOTE}</li></ul>", f"<ul><li>a{NOTE}{NOTE}</li></ul>"),
        (f"<blockquote><p>a <em>b{NOTE}</em></p></blockquote>", f"<blockquote><p>a <em>b{NOTE}</em></p></blockquote>"),
        (f"<p>{NOTE}</p>", f"<p>{NOTE}</p>"),
        (f"<h2>a{NOTE}</h2><p>b{NOTE}</p>", f"<h2>a</h2><p>b{NOTE}</p>"),
        (f"<h2>{NOTE}</h2><p>a</p>", "<p>a</p>"),
        (f'<p><a href="/a">a{NOTE}b</a>c</p>', f'<p><a href="/a">ab</a>{NOTE}c</p>'),
        (f'<p>a<a href="/a">{NOTE}</a></p>', f"<p>a{NOTE}</p>"),
        ('<p>a<sup data-source="declaration-2008" class="b">3</sup></p>', f"<p>a{NOTE}3</p>"),
        (f"<p>a<sup>b{NOTE}</sup>c</p>", f"<p>a<sup>b</sup>{NOTE}c</p>"),
        (f"<p>a<sub>{NOTE}</sub></p>", f"<p>a{NOTE}</p>"),
        ("<p>m<sup>2</sup>, a<sup></sup></p>", "<p>m<sup>2</sup>, a</p>"),
        ('<p>a<sup data-source="">1</sup></p>', "<p>a<sup>1</sup></p>"),
        ('<p>a<sup data-source="x\' onclick=alert(1)"></sup></p>', "<p>a</p>"),
        ('<p>a<sup data-source="A-B"></sup><sup data-source="a--b"></sup></p>', "<p>a</p>"),
        (f'<p>a<sup data-source="{"a" * 61}"></sup></p>', "<p>a</p>"),
        ('<p data-source="declaration-2008">a</p>', "<p>a</p>"),
    ],
)
def test_a_footnote_stays_and_is_told_from_other_raised_text(dirty, expected):
    assert clean(dirty, LEVELS) == expected
    assert clean(expected, LEVELS) == expected


def test_a_text_without_a_list_of_sources_keeps_no_footnote():
    dirty = f"<p>a{NOTE}</p><p>{NOTE}</p><p>m<sup>2</sup></p>"
    assert clean(dirty, LEVELS, footnotes=False) == "<p>a</p><p>m<sup>2</sup></p>"
    assert clean(dirty, LEVELS) == f"<p>a{NOTE}</p><p>{NOTE}</p><p>m<sup>2</sup></p>"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<script src=//evil></script>",
        "<svg onload=alert(1)><circle/></svg>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mi>x</mi></math>",
        "<style>* { display: none }</style>",
        "<iframe src=//evil>x</iframe>",
        "<object data=//evil>x</object>",
        "<textarea><script>alert(1)</script></textarea>",
        "<template><img src=x onerror=alert(1)></template>",
        "<img src=x onerror=alert(1)>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    ],
)
def test_what_is_dropped_whole(attack):
    assert "alert" not in clean(f"<p>a</p>{attack}", LEVELS)
    assert tags(clean(f"<p>a</p>{attack}<p>b</p>", LEVELS)) <= {"<p>", "</p>"}


@pytest.mark.parametrize(
    "address",
    [
        "https://ilo.org",
        "http://ilo.org/a?b=1&amp;c=2#d",
        "mailto:a@b.org",
        "tel:+97112",
        "/ar/members",
        "#roles",
        "HTTPS://X",
    ],
)
def test_links_that_stay(address):
    link = f'<p><a href="{address}">x</a></p>'
    assert clean(link, LEVELS) == link


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \tjava\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "java<p></p>script:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///c:/x",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        " //evil.example",
        "https:evil.example",
        "page",
        "",
    ],
)
def test_links_that_become_text(address):
    assert clean(f'<p><a href="{address}">x</a></p>', LEVELS) == "<p>x</p>"


def test_an_address_holds_no_tags():
    assert clean('<a href="/<p></p>?a b">x</a>', LEVELS) == '<a href="/%3Cp%3E%3C/p%3E?a%20b">x</a>'


@pytest.mark.parametrize(
    ("levels", "expected"),
    [((2, 3), "223333"), ((4,), "444444"), ((2, 4), "222444"), ((1, 2, 3, 4, 5, 6), "123456")],
)
def test_headings_move_to_the_nearest_level(levels, expected):
    html = "".join(f"<h{level}>x</h{level}>" for level in range(1, 7))

    assert clean(html, levels) == "".join(f"<h{level}>x</h{level}>" for level in expected)


def test_without_levels_headings_are_paragraphs():
    assert clean("<h1>x</h1>", ()) == "<p>x</p>"
