import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk.verbs import publishing
from tests import factories
from tests.answers import log_entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal(publisher):
    return factories.published(factories.entity("nepal"), by=publisher)


def test_the_page_says_it_in_plain_words_with_the_public_note_and_both_versions(client, nepal, publisher):
    factories.published_again(nepal, by=publisher, note=("By the communiqué.", "وفق البيان."), acronym_en="NP")
    factories.published_again(nepal, by=publisher, acronym_en="NPL")
    html = client.get("/changes/").content.decode()
    assert 'from <del><bdi lang="en">NP</bdi></del> to <ins><bdi lang="en">NPL</bdi></ins>' in html
    assert 'added: <ins><bdi lang="en">NP</bdi></ins>' in html
    assert "By the communiqué." in html
    assert 'href="/members/nepal/versions/2/"' in html
    assert 'href="/members/nepal/versions/3/"' in html
    assert "وفق البيان." in client.get("/ar/changes/").content.decode()


def test_a_long_text_is_folded_with_its_changed_words_marked(client, nepal, publisher):
    text = "One of many sentences. " * 20
    factories.published_again(nepal, by=publisher, body_en=f"<p>{text}</p><p>The end.</p>")
    factories.published_again(nepal, by=publisher, body_en=f"<p>{text}</p><p>The good end.</p>")
    html = client.get("/members/nepal/changes/").content.decode()
    assert "1 word added" in html
    assert '<span class="hidden">[added: </span>' in html
    assert html.count("[…]") == 1


@pytest.mark.parametrize(
    "query",
    ["from=x", "to=2026-13", "from=2026&to=2025", "from=9999", "page=0", "page=2", "page=x", "from=2026-02-30", "to=1"],
)
@pytest.mark.parametrize("path", ["/changes/", "/members/nepal/changes/", "/areas/gender/changes/"])
def test_what_is_no_day_or_page_is_refused_with_a_reason(client, nepal, path, query):
    factories.area("gender")
    response = client.get(f"{path}?{query}")
    assert response.status_code == 400


@pytest.mark.parametrize("query", ["from=1000&to=2999", "from=&to=", "from=%20", "x=1", "from=2026&from=2025"])
def test_odd_but_readable_queries_are_answered(client, nepal, query):
    assert client.get(f"/changes/?{query}").status_code == 200


def test_pages_hold_twenty_releases(client, publisher):
    for _number in range(21):
        factories.published(by=publisher)
    assert len(log_entries(client)) == 20
    assert len(log_entries(client, "/changes/?page=2")) == 1


@pytest.mark.parametrize("address", ["/changes/", "/changes/feed/", "/"])
def test_a_log_asks_as_much_for_one_release_as_for_three(client, publisher, address):
    def asked():
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    row = factories.published(factories.entity("nepal"), by=publisher)
    factories.published_again(row, by=publisher, acronym_en="A")
    one = asked()
    for number in range(3):
        factories.published_again(row, by=publisher, acronym_en=f"B{number}")
        factories.published_again(factories.published(by=publisher), by=publisher, acronym_en="C")
    assert asked() == one


def test_unknown_members_and_areas_have_no_log(client):
    for address in ("/members/x/changes/", "/members/x/changes/feed/", "/areas/x/changes/", "/areas/x/changes/feed/"):
        assert client.get(address).status_code == 404


def test_an_event_names_the_day_of_its_confirmation_and_links_to_its_day(client, publisher):
    entity = factories.published(factories.entity("nepal", start="2010-05-01"), by=publisher)
    uid = str(entity.memberships.get().uid)
    publishing.confirm(entity, by=publisher, facts=[uid], day=dt.date(2026, 3, 4))
    html = client.get("/between/?from=2010&to=2011").content.decode()
    assert "4 Mar. 2026" in html
    assert 'href="/members/nepal/?on=2011-12-31"' in html


@pytest.mark.parametrize("query", ["from=x", "to=2020-13", "from=2020&to=2019", "from=2999", "from=2020-01-01&to=1999"])
def test_days_that_make_no_time_are_refused(client, db, query):
    assert client.get(f"/between/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["from=1000&to=2999", "to=1000", "from=&to=", "x=1"])
def test_odd_but_readable_days_are_answered(client, publisher, query):
    factories.published(by=publisher)
    assert client.get(f"/between/?{query}").status_code == 200


def test_it_asks_as_much_for_one_profile_as_for_three(client, publisher):
    def asked():
        client.get("/between/?from=2007&to=2009")
        with CaptureQueriesContext(connection) as captured:
            client.get("/between/?from=2007&to=2009")
        return len(captured)

    factories.published(by=publisher)
    one = asked()
    for _number in range(2):
        factories.published(by=publisher)
    assert asked() == one
