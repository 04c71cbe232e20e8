"""The page about the API: each link leads to something, whatever is in the directory."""

import re

import pytest

from tests.answers import html_of

pytestmark = pytest.mark.django_db


def links(page):
    return [
        address for address in re.findall(r'href="(/[^"#?]*)"', page) if not re.search("/static/|handbook", address)
    ]


@pytest.mark.parametrize("language", ["", "/ar"])
def test_what_it_links_to_is_there(client, nepal, language):
    page = html_of(client.get(f"{language}/api/"))
    assert "/api/v1/members/nepal/confirmations/" in links(page)
    for address in links(page):
        assert client.get(address).status_code == 200, address


def test_of_an_empty_directory_it_names_nobody(client, db):
    page = html_of(client.get("/api/"))
    assert "/api/v1/members/…/" in page
    assert "body_" not in page
    for address in links(page):
        assert client.get(address).status_code == 200, address
