import pytest
from django.utils import translation

from profiles.values import languages

ENGLISH, ARABIC, BOTH, NONE = (
    {"en": english, "ar": arabic} for english, arabic in (("Nepal", ""), ("", "نيبال"), ("Nepal", "نيبال"), ("", ""))
)


@pytest.mark.parametrize(
    ("reader", "pair", "language", "text"),
    [
        ("en", BOTH, "en", "Nepal"),
        ("en", ENGLISH, "en", "Nepal"),
        ("en", ARABIC, "ar", "نيبال"),
        ("en", NONE, "en", ""),
        ("ar", BOTH, "ar", "نيبال"),
        ("ar", ENGLISH, "en", "Nepal"),
        ("ar", ARABIC, "ar", "نيبال"),
        ("ar", NONE, "ar", ""),
        ("fr", BOTH, "en", "Nepal"),
    ],
)
def test_a_text_is_read_in_this_language_or_else_in_the_other(reader, pair, language, text):
    with translation.override(reader):
        assert (languages.language_of(pair), languages.either(pair)) == (language, text)


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "en"), ("/ar", "ar"), ("/ar/", "ar"), ("/ar/members/", "ar"), ("/areas/", "en"), ("/members/ar/", "en")],
)
def test_an_address_says_its_language(path, language):
    assert languages.of_path(path) == language


@pytest.mark.parametrize(("text", "language"), [("Nepal", "en"), ("نيبال", "ar"), ("نيبال (Nepal)", "ar"), ("", "en")])
def test_a_text_says_its_language_by_its_letters(text, language):
    assert languages.by_letters(text) == language
