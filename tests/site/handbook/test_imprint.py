import re

import pytest

from tests import factories

from .conftest import words

pytestmark = pytest.mark.django_db


def test_the_cover_says_what_it_is_as_of_when_and_of_whom(book):
    cover = book(query="type=receiving")["parts"][0]["cover"]
    assert (cover["title"], cover["day"]) == ("Handbook", "As of 5 Mar. 2026")
    assert words(cover["lines"]) == "1 profile A selection: Member type: Receiving"
    assert cover["figures"]["rows"] == [["1", ["Receiving entities"]]]
    assert cover["publisher"] == "addportal demonstration"


def test_the_notice_takes_no_position_names_the_licence_and_a_digest(book):
    text = words(book()["parts"][0]["chapters"][-1])
    assert "express no position of this organization" in text
    assert "Creative Commons Attribution 4.0" in text
    assert re.search("Digest of its contents \u2066[0-9a-f]{16}\u2069", text)


def test_who_publishes_is_named(book):
    factories.identity(publisher_en="The Secretariat", publisher_ar="الأمانة", email="a@b.org")
    text = words(book()["parts"][0]["chapters"][-1])
    assert "The Secretariat" in text
    assert "a@b.org" in text
