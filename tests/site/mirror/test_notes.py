import datetime as dt
import json

import pytest

from profiles.site.mirror.notes import Notes, about, placed

NOTES = Notes(dt.datetime(2026, 11, 30, 3, 15, tzinfo=dt.UTC), 148)


def test_a_line_says_of_what_when_and_from_which_state_in_the_zone_of_the_portal(settings):
    settings.SITE_URL = "https://members.example.org"
    line = NOTES.note("/members/")
    for part in ("members.example.org", "30 Nov. 2026", "07:15", "state 148", 'href="/copy/"'):
        assert part in line
    assert 'href="/ar/copy/"' in NOTES.note("/ar/members/")


@pytest.mark.parametrize(("path", "address"), [("/", "/copy/"), ("/members/a/", "/copy/"), ("/ar/", "/ar/copy/")])
def test_each_language_has_its_page_about_the_copy(path, address):
    assert about(path) == address


def test_the_line_stands_before_all_else_and_in_a_card_at_its_end():
    assert placed('<main id="main"><h1>', "/members/") == '<main id="main"><!--note-of-the-copy--><h1>'
    assert placed("<main></main><footer></footer>", "/ar/embed/map/").endswith("<!--note-of-the-copy--></footer>")


def test_a_program_is_told_in_json():
    assert json.loads(NOTES.problem())["status"] == 503
