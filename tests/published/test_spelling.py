import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.published import spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أبوظبي", "ابوظبي"),
        ("الأردن", "الاردن"),
        ("إيران", "ايران"),
        ("آسيا", "اسيا"),
        ("ٱلأردن", "الاردن"),
        ("مؤتمر", "موتمر"),
        ("رئيس", "رييس"),
        ("مستشفى", "مستشفي"),
        ("مياه", "مياة"),
        ("عُمان", "عمان"),
        ("القـــوى", "القوى"),
        ("Việt Nam", "viet nam"),
        ("Bộ Nội vụ", "bo noi vu"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("TÜRKİYE", "türkiye"),
        ("Straße", "strasse"),
        ("Diyarbakır", "diyarbakir"),
        ("Đà Nẵng", "da nang"),
        ("الکویت", "الكويت"),
        ("پاکستان", "پاكستان"),
        ("ہجرۃ", "هجرة"),
        ("ھجرے", "هجري"),
        ("ۀ", "ه"),
        ("٢٠١٥", "2015"),
        ("۲۰۱۵", "2015"),
        ("co-operation", "cooperation"),
        ("Co‑ordination", "coordination"),
    ],
)
def test_spellings_that_are_one_word_normalise_alike(one, other):
    assert spelling.normalise(one) == spelling.normalise(other)


@given(st.text(max_size=60))
def test_normalising_twice_equals_once(text):
    once = spelling.normalise(text)
    assert spelling.normalise(once) == once


def test_one_particle_is_left_off_and_what_follows_stands():
    assert spelling.bare("والبالغين") == "بالغين"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("labour", "labor"),
        ("labourers", "laborers"),
        ("organisation", "organization"),
        ("organis", "organiz"),
        ("recognise", "recognize"),
        ("programme", "program"),
        ("programmes", "programs"),
        ("centre", "center"),
        ("centres", "centers"),
        ("defence", "defense"),
    ],
)
def test_british_and_american_spelling_lead_to_each_other(one, other):
    assert spelling.spelt(one) == [one, other]
    assert spelling.spelt(other) == [other, one]


@pytest.mark.parametrize("word", ["oman", "four", "lab", "colombo", "registration", "cent", "حوار", "2015", "size"])
def test_a_word_of_one_spelling_stands_alone(word):
    assert spelling.spelt(word) == [word]


def test_minor_words_are_kept_as_queries_have_them():
    assert {"who", "the", "state", "من", "دوله", "في"} <= spelling.MINOR
    assert all(spelling.bare(spelling.normalise(word)) == word for word in spelling.MINOR)


@pytest.mark.parametrize(
    ("token", "word", "near"),
    [
        ("skils", "skills", True),
        ("skills", "skills", True),
        ("phillipines", "philippines", True),
        ("chair", "fair", False),
        ("iom", "ilo", False),
        ("2017", "2018", False),
        ("malasi", "malaysia", False),
    ],
)
def test_a_word_is_near_one_that_differs_by_a_letter(token, word, near):
    assert spelling.is_near(token, word) == near
