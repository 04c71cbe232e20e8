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


def test_what_was_stored_in_other_languages_is_read_in_those_of_today():
    stored = {"name": {"en": "Nepal"}, "facts": [{"note": {"en": "a", "fr": "b"}, "url": "x"}], "entry": "text"}
    assert languages.of_today(stored) == {
        "name": {"en": "Nepal", "ar": ""},
        "facts": [{"note": {"en": "a", "ar": ""}, "url": "x"}],
        "entry": "text",
    }


def test_columns_end_as_they_always_did_and_files_say_the_language():
    assert languages.columns_of("name") == ("name_en", "name_ar")
    assert languages.keys_of("name") == ("name_en", "name_ar")


def test_a_language_that_was_stored_and_is_no_more_is_read_in_english():
    with languages.reading("fr"):
        assert languages.current() == "en"
        assert translation.get_language() == "en"
