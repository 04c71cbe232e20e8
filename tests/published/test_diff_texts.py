"""How a comparison reads texts: rich text without its markup, a change word by word."""

import pytest

from profiles.desk import workingcopy
from profiles.published import diff
from tests import factories
from tests.published.test_diff import document, found, pair


@pytest.mark.parametrize(
    ("rich", "text"),
    [
        ("<h2>One</h2><p>Two<br>three.</p><blockquote>Four</blockquote>", "One\nTwo\nthree.\nFour"),
        ("<p>Both:</p><ul><li><p>One</p></li><li>Two</li></ul><p>Three</p>", "Both:\n• One\n• Two\nThree"),
        ('<p>See <a rel="nofollow" href="https://a.example">a\nlist</a>.</p>', "See a\nlist (https://a.example)."),
        ('<p>Since 2008.<sup data-source="a-list"></sup> Later.</p>', "Since 2008. [a-list] Later."),
        ("<p>10<sup>6</sup> of CO<sub>2</sub></p>", "10⁶ of CO₂"),
        (
            "<p>So:</p><table><thead><tr><th><p>A</p></th><th>B</th></tr></thead>"
            "<tbody><tr><td><p>1 &lt;</p><p>2</p></td><td></td></tr></tbody></table><p>End</p>",
            "So:\nA | B\n1 < 2 | \nEnd",
        ),
        ('<p>So:</p><ol start="3"><li><p>One</p><ul><li>a</li></ul></li><li>Two</li></ol>', "So:\n3. One\n• a\n4. Two"),
        ('<ol type="a"><li>One</li><li>Two</li></ol><ol type="I"><li>Three</li></ol>', "a. One\nb. Two\nI. Three"),
        ("<p>Law &amp; order &lt;1&gt;</p>", "Law & order <1>"),
    ],
)
def test_rich_text_reads_a_paragraph_a_line_with_bullets_addresses_and_footnotes(rich, text):
    assert diff.plain(rich) == text


def test_letters_of_a_list_are_those_of_its_language():
    lists = [f'<ol type="{kind}"><li>x</li><li>y</li><li>z</li></ol>' for kind in "aA"]
    before, after = (document(body={"en": text, "ar": text}) for text in lists)
    assert found(before, after) == [
        ("text, English", "a. x\nb. y\nc. z", "A. x\nB. y\nC. z"),
        ("text, Arabic", "أ. x\nب. y\nج. z", "أ. x\nب. y\nت. z"),
    ]


def test_what_went_on_either_side_is_marked_in_what_both_began_with():
    assert diff.without("One two three.", "One three.", "One two.") == [
        ("same", "One"),
        ("gone", " two three"),
        ("same", "."),
    ]
    assert diff.without("One.", "One.", "One, two.") == [("same", "One.")]


def test_a_change_is_read_by_words_that_stayed_went_and_came():
    assert diff.Change("", "Chair until the end.", "Chair, once, until 2008.").pieces() == [
        ("same", "Chair"),
        ("new", ", once,"),
        ("same", " until "),
        ("gone", "the end"),
        ("new", "2008"),
        ("same", "."),
    ]


def test_what_stayed_is_found_in_a_long_text_of_few_words():
    text = "no " * 150
    assert diff.Change("", text, f"more {text}").pieces() == [("new", "more "), ("same", text)]


@pytest.mark.django_db
def test_texts_are_compared_by_language_without_their_markup():
    entity = factories.entity(body_en="<p>One.</p>")
    before = workingcopy.document(entity)
    entity.body_en = "<p>One.</p><p><strong>Two.</strong></p>"
    assert found(before, workingcopy.document(entity)) == [("text, English", "One.", "One.\nTwo.")]


def test_another_footnote_is_a_change_of_the_text():
    before, after = (document(body=pair(f'<p>One.<sup data-source="{code}"></sup></p>')) for code in "ab")
    assert found(before, after) == [("text, English", "One. [a]", "One. [b]")]


@pytest.mark.django_db
def test_a_change_of_formatting_alone_is_seen():
    entity = factories.entity(body_en="<p>One.</p>")
    before = workingcopy.document(entity)
    entity.body_en = "<h2>One.</h2>"
    assert found(before, workingcopy.document(entity)) == [
        ("text, English (formatting only)", "<p>One.</p>", "<h2>One.</h2>")
    ]
