import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/meetings/", ["Ministerial-2", ">18</time>–", "Manila", "2 participants"]),
        ("/ar/meetings/", ["اجتماع ministerial-2", "مانيلا"]),
        (
            "/meetings/ministerial-2/",
            ["They adopted", "Nepal", "World Bank", "Minister of Labour", "List of participants"],
        ),
        ("/ar/meetings/ministerial-2/", ["اعتمدوا", "اسم nepal", "البنك الدولي"]),
        ("/meetings/ministerial-2/versions/1/", ["They adopted", "This is version 1", "Nepal", 'content="noindex"']),
        (
            "/meetings/ministerial-2/versions/1/cite.bib",
            ["@misc{directory-meeting-ministerial-2-1", "/meetings/ministerial-2/versions/1/"],
        ),
        (
            "/members/nepal/",
            [
                'Hosted: <a href="/meetings/ministerial-2/">Ministerial-2</a>',
                "named as having taken part in 1 of 1",
            ],
        ),
        ("/changes/", ["/meetings/ministerial-2/"]),
        ("/changes/feed/", ["/meetings/ministerial-2/"]),
        ("/sitemap.xml", ["/ar/meetings/ministerial-2/"]),
        ("/report/?meeting=ministerial-2", ["Ministerial-2"]),
        ("/api/v1/meetings/", ['"slug": "ministerial-2"', '"participants": 2']),
        ("/api/v1/meetings/ministerial-2/", ['"entry":"meeting"', '"World Bank"']),
    ],
)
def test_a_meeting_is_told_wherever_it_belongs(meeting, client, address, words):
    response = client.get(address)
    assert response.status_code == 200
    text = b"".join(response).decode()
    assert [word for word in words if word not in text] == []


def test_a_meeting_is_an_event_to_machines(meeting, client):
    html = client.get("/meetings/ministerial-2/").content.decode()
    for part in ('"@type":"Event"', '"startDate":"2012-04-18"', '"endDate":"2012-04-19"', '"name":"World Bank"'):
        assert part in html


def test_a_host_that_is_not_named_among_those_who_took_part_is_told_as_host_alone(meeting, client):
    factories.published(factories.entity("kuwait"))
    factories.published(factories.meeting("som", certainty="inferred", host_slug="kuwait"))
    html = client.get("/members/kuwait/").content.decode()
    section = html[html.index('aria-labelledby="meetings"') :].partition("</section>")[0]
    assert 'Hosted: <a href="/meetings/som/">Som</a> <span class="badge doubt">Inferred</span>' in section
    assert "<table" not in section
    assert "taken part" not in section
    assert '<a href="#meetings">' in html


def test_a_draft_is_nowhere(publisher, client):
    factories.meeting("draft", name_en="Secret meeting")
    for address in ("/meetings/", "/changes/", "/sitemap.xml", "/api/v1/meetings/", "/api/v1/vocabulary/"):
        assert "draft" not in b"".join(client.get(address)).decode(), address
    for address in ("/meetings/draft/", "/meetings/draft/versions/1/", "/api/v1/meetings/draft/"):
        assert client.get(address).status_code == 404, address


def test_the_same_address_may_be_a_meeting_and_a_profile(publisher, client):
    factories.published(factories.entity("dialogue"), by=publisher)
    factories.published(factories.meeting("dialogue", name_en="The meeting"), by=publisher)
    assert "<h1>Dialogue" in client.get("/members/dialogue/").content.decode()
    assert "<h1>The meeting" in client.get("/meetings/dialogue/").content.decode()
    assert client.get("/members/the-meeting/").status_code == 404
