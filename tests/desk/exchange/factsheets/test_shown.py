"""What is shown of a value is read as that value."""

import pytest
from django.utils import translation

from profiles.desk.exchange.cells.values import Words, read
from profiles.desk.exchange.factsheets.shown import offered, shown
from profiles.desk.exchange.tables import SHEETS
from profiles.published.models import Body
from profiles.values.choices import Status
from tests import factories

pytestmark = pytest.mark.django_db

AFFILIATIONS, OFFICES = SHEETS["affiliations"].by_name, SHEETS["responsible_entities"].by_name


def in_arabic(column, value):
    with translation.override("ar"):
        return shown(column, value, Words())


def test_words_and_choices_are_in_the_language_that_is_read():
    iom = factories.word(Body, "iom", label_en="IOM", label_ar="المنظمة")
    assert in_arabic(AFFILIATIONS["body"], iom.as_document()) == "المنظمة"
    assert in_arabic(AFFILIATIONS["status"], "member") == "عضو"
    assert in_arabic(AFFILIATIONS["ended"], False) == "لا"
    assert shown(AFFILIATIONS["ended"], True, Words()) == "yes"


def test_a_label_that_could_be_another_word_gives_way_to_the_code():
    one, other, third = (
        factories.word(Body, code, label_en=label)
        for code, label in (("a", "Council"), ("b", "Council"), ("c", "One; two"))
    )
    column = AFFILIATIONS["body"]
    assert [shown(column, row.as_document(), Words()) for row in (one, other, third)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One &amp; two<br>three</p><p>Four</p>", "One & two\nthree\n\nFour"),
        ("<p>Write &lt;b&gt; for bold</p>", "<p>Write &lt;b&gt; for bold</p>"),
        ("<p>1 &lt; 2</p>", "1 < 2"),
        ("", ""),
    ],
)
def test_a_text_of_paragraphs_alone_has_no_marks(html, text):
    column = OFFICES["text_en"]
    assert shown(column, html, Words()) == text
    assert read(column, text, Words()) == html


def test_what_is_offered_is_read_as_each_of_the_words_in_use():
    for code, columns in {"iom": {}, "old": {"retired": True}}.items():
        factories.word(Body, code, **columns)
    for language in ("en", "ar"):
        with translation.override(language):
            words, column = Words(), AFFILIATIONS["body"]
            assert [read(column, text, words) for text in offered(column, words)] == [{"code": "iom"}]
            status = AFFILIATIONS["status"]
            assert [read(status, text, words) for text in offered(status, words)] == Status.values
            assert [read(AFFILIATIONS["ended"], text, words) for text in offered(AFFILIATIONS["ended"], words)] == [
                True,
                False,
            ]
    assert offered(AFFILIATIONS["start"], Words()) == []
