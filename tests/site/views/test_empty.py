"""Lists in which nothing is: whether that is all there is, or what was asked for."""

import pytest

from tests import factories
from tests.answers import html_of

pytestmark = pytest.mark.django_db

LISTS = ("/members/", "/timeline/", "/map/", "/sources/")
ALL, NONE = "Nothing matches all of these.", "Nothing is published here yet."


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_directory_asks_for_no_other_words(client, db, address):
    page = html_of(client.get(address))
    assert (NONE in page, ALL in page) == (True, False)
    found = html_of(client.get(f"{address}?q=zzz"))
    assert (NONE in found, ALL in found) == (False, True)


def test_what_is_not_found_leads_to_the_whole_list_and_to_the_search(client, publisher):
    factories.published(factories.entity("oman"), by=publisher)
    page = html_of(client.get("/members/?q=zzz"))
    assert ALL in page
    assert 'href="/search/?q=zzz"' in page
    assert 'href="/members/">Show all members and observers' in page
