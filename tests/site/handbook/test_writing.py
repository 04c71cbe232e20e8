import pytest
from django.utils import translation

from profiles.published.documents import Cited
from profiles.reading import facts
from profiles.reading.reading import Reading
from profiles.site.handbook.markup import words
from profiles.site.handbook.writing import Writer
from tests import factories

pytestmark = pytest.mark.django_db


def cited(*codes) -> list[Cited]:
    return [Cited(1, {"code": code, "title": {"en": code, "ar": ""}}, "all") for code in codes]


@pytest.fixture
def writer():
    return Writer(Reading.now())


def test_sources_are_numbered_as_they_are_first_cited(writer):
    assert words(writer.cites(cited("b"))) == "1"
    assert words(writer.cites(cited("a", "b"))) == "1, 2"
    assert writer.cites([]) == []


def test_three_numbers_and_more_in_a_row_are_one_range(writer):
    writer.cites(cited(*"abcdefg"))
    assert words(writer.cites(cited("a", "b", "d", "e", "f"))) == "1, 2, 4–6"


def test_footnotes_share_the_numbers(writer):
    writer.cites(cited("a"))
    assert "b" in writer.numbers
    assert writer.numbers["b"] == 2


def test_in_arabic_a_number_is_kept_from_the_digits_before_it():
    with translation.override("ar"):
        mark, _raised = Writer(Reading.now()).cites(cited("a"))
    assert mark == "\u200f"


def test_the_flag_of_a_state_has_words_for_who_cannot_see_it(writer, dialogue):
    (oman,) = facts.profiles(writer.reading.live().filter(slug="oman"), writer.reading)
    assert writer.flag(oman) == {"picture": "flags/om.svg", "alt": "Flag: Oman", "acronym": "OM"}


def test_what_a_source_says_of_itself_is_todays(writer):
    factories.cites("A list")
    writer.cites(cited("unknown"))
    assert [number for number, _source in writer.sources()] == [1]
