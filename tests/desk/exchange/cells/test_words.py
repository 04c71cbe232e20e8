"""What a text in a cell can be called."""

import pytest
from django.core.exceptions import ValidationError

from profiles.desk.exchange.cells.words import Words, folded, parts
from profiles.published.models import Body, Source
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_word_is_known_by_its_code_and_its_labels_as_it_reads_today():
    today = factories.word(Body, "iom", label_en="IOM", label_ar="المنظمة")
    factories.word(Body, "old", label_en="Old", merged_into=today)
    words = Words()
    assert [words.code(Body, text) for text in ("iom", " iOM ", "المنظمة", "Old")] == ["iom"] * 4
    with pytest.raises(ValidationError, match="no other body"):
        words.code(Body, "ILO")


def test_sources_are_asked_for_once(django_assert_num_queries):
    factories.word(Source, "list", label_en="A  list")
    words = Words()
    with django_assert_num_queries(1):
        assert (words.titled("a list"), words.titled("b"), words.title("list")) == ({"list"}, set(), "A  list")


def test_texts_are_parted_and_folded():
    assert parts("a; b؛\n c;") == ["a", "b", "c"]
    assert folded(" Two  WORDS ") == "two words"
