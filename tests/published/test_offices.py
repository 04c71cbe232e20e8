import pytest
from django.utils import translation

from profiles.published import offices
from profiles.published.offices import OfficeName

NONE = {"en": "", "ar": ""}
ENGLISH, ARABIC = "Ministry of Labour", "وزارة العمل"


def office(name=NONE, ours=NONE):
    return {"name": NONE | name, "translation": NONE | ours}


@pytest.mark.parametrize(
    ("fact", "language", "shown"),
    [
        (office({"en": ENGLISH, "ar": ARABIC}), "en", OfficeName(ENGLISH, "en")),
        (office({"en": ENGLISH, "ar": ARABIC}), "ar", OfficeName(ARABIC, "ar")),
        (office({"en": ENGLISH}, {"ar": ARABIC}), "en", OfficeName(ENGLISH, "en")),
        (office({"en": ENGLISH}, {"ar": ARABIC}), "ar", OfficeName(ARABIC, "ar", is_translation=True)),
        (office({"en": ENGLISH}), "ar", OfficeName(ENGLISH, "en")),
        (office(ours={"en": ENGLISH}), "ar", OfficeName(ENGLISH, "en", is_translation=True)),
        (office(), "ar", OfficeName("", "ar")),
    ],
)
def test_the_official_name_in_the_readers_language_goes_before_ours_and_ours_before_another_language(
    fact, language, shown
):
    with translation.override(language):
        assert offices.name_of(fact) == shown


def test_beside_our_translation_stands_the_official_name():
    fact = office({"en": ENGLISH}, {"ar": ARABIC})
    with translation.override("ar"):
        assert offices.official_name(fact) == OfficeName(ENGLISH, "en")
    with translation.override("en"):
        assert offices.official_name(fact) is None
    assert offices.official_name(office(ours={"en": ENGLISH})) is None


def test_a_file_has_the_name_of_its_column_s_language_alone():
    fact = office({"en": ENGLISH})
    assert offices.name_in(fact, "en") == OfficeName(ENGLISH, "en")
    assert offices.name_in(fact, "ar") is None
