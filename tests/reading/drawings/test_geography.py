import re

import pytest
from django.conf import settings

from profiles.reading.drawings import geography

FLAGS = settings.BASE_DIR / "static" / "img" / "flags"
# Flags of what is no country (organizations, parts of countries) and of the Antarctic, where nobody is a member.
NO_PLACE = {"CP", "DG", "EU", "IC", "PC", "UN", "XX"} | {"AQ"}


def test_every_country_that_has_a_flag_has_a_place():
    flags = {path.stem.upper() for path in FLAGS.glob("*.svg")}
    assert {code for code in flags if not geography.frame_of(code)} == NO_PLACE


def test_every_point_is_in_its_frame_and_every_outline_is_a_closed_path():
    for frame in geography.frames().values():
        for code, (point, path) in frame["states"].items():
            assert point or path, code
            assert re.fullmatch(r"(M[-\d. ]+l[-\d. ]+z)*", path), code
            if point:
                assert 0 <= point[0] <= frame["width"], code
                assert 0 <= point[1] <= frame["height"], code


def test_a_state_has_its_mark_in_the_closest_frame():
    found = {code: geography.frame_of(code) for code in ("BH", "IN", "CH", "US", "MV", "MT", "TV", "")}
    assert found == {
        "BH": "gulf",
        "IN": "asia",
        "CH": "europe",
        "US": "world",
        "MV": "asia",
        "MT": "world",
        "TV": "world",
        "": "",
    }


def test_a_town_is_where_docs_map_mjs_would_put_it():
    assert geography.project("asia", 113.8, -2) == tuple(geography.frames()["asia"]["states"]["ID"][0])
    assert geography.project("asia", 102.3, 4) == tuple(geography.frames()["asia"]["states"]["MY"][0])


def test_every_town_has_its_mark_in_the_closest_frame_and_another_name_has_none():
    found = {name: geography.town(name)[0] for name in geography.TOWNS}
    assert (found["Dubai"], found["Manila"], found["Geneva"]) == ("gulf", "asia", "europe")
    assert geography.town("Atlantis") is None


@pytest.mark.parametrize("name", ["asia", "gulf", "europe", "world"])
def test_the_land_is_one_outline(name):
    assert re.fullmatch(r"(M[-\d. ]+l[-\d. ]+z)+", geography.land(name))
