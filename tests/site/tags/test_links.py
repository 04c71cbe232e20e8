import pytest

from tests.answers import head

pytestmark = pytest.mark.django_db


def test_the_language_switch_keeps_the_query(directory, client):
    assert 'href="/ar/members/?type=observer"' in client.get("/members/?type=observer").content.decode()
    assert 'href="/members/?type=observer"' in client.get("/ar/members/?type=observer").content.decode()


def test_active_filters_can_be_taken_out_one_by_one(directory, client):
    html = client.get("/members/?type=observer&type=sending&area=gender").content.decode()
    assert 'href="?type=sending&amp;area=gender"' in html
    assert 'href="?type=observer&amp;type=sending"' in html


def test_the_address_of_a_page_is_absolute_and_the_same_however_it_was_asked(directory, client):
    for query in ("?area=gender&type=observer&x=1&q=", "?type=observer&area=gender&page=1"):
        said = head(client.get(f"/ar/members/{query}"))
        assert said["canonical"] == "http://testserver/ar/members/?type=observer&amp;area=gender"
        assert said["og:url"] == said["ar"] == said["canonical"]
        assert said["en"] == said["x-default"] == "http://testserver/members/?type=observer&amp;area=gender"
        assert (said["og:locale"], said["og:locale:alternate"]) == ("ar_AE", "en_GB")


def test_the_views_of_a_list_carry_its_filters_and_drop_the_page(history, client):
    html = client.get("/timeline/?type=observer&q=iom&page=1").content.decode()
    assert 'href="/members/?q=iom&amp;type=observer"' in html
    assert 'href="/timeline/?q=iom&amp;type=observer" aria-current="page"' in html


def test_active_filters_can_be_taken_out_on_the_timeline(history, client):
    html = client.get("/timeline/?type=observer&type=sending").content.decode()
    assert 'href="?type=sending"' in html
    assert '<a href="/timeline/">Clear all</a>' in html
