import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import search


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أبوظبي", "ابوظبي"),
        ("الأردن", "الاردن"),
        ("مياه", "مياة"),
        ("عُمان", "عمان"),
        ("القـــوى", "القوى"),
        ("Việt Nam", "viet nam"),
        ("Bộ Nội vụ", "bo noi vu"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("TÜRKİYE", "türkiye"),
        ("Straße", "strasse"),
    ],
)
def test_spellings_that_are_one_word_normalise_alike(one, other):
    assert search.normalise(one) == search.normalise(other)


@given(st.text(max_size=60))
def test_normalising_twice_equals_once(text):
    once = search.normalise(text)
    assert search.normalise(once) == once


def test_words_are_asked_for_without_their_article():
    assert search.tokens("الإمارات العربية") == ["امارات", "عربيه"]
    assert search.tokens("ال") == ["ال"]


def test_a_query_of_many_words_is_cut():
    assert len(search.tokens("a b c d e f g h i j k l m n o p")) == 12


@pytest.mark.parametrize("typed", ["الهجرة", "هجرة", "للهجرة", "والهجرة", "بالهجرة"])
def test_a_word_is_found_with_and_without_its_particles(typed):
    assert search.tokens(typed) == ["هجره"]
    assert " هجره " in search.search_text(content(ar="المنظمة الدولية للهجرة"))


def test_a_name_is_found_written_in_one_word():
    assert " vietnam " in search.search_text(content(en="Viet Nam"))


def content(en="", ar=""):
    pairs = {name: {"en": "", "ar": ""} for name in ("formal_name", "former_names")}
    plain = dict.fromkeys(("slug", "iso2", "iso3", "native_name", "acronym"), "")
    return plain | pairs | {"name": {"en": en, "ar": ar}, "responsible_entities": []}
