"""oEmbed: what is said of a page's card, and how pages say where."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from tests import factories
from tests.answers import html_of

pytestmark = pytest.mark.django_db

HOST = "http://testserver"


def ask(client, url, **more):
    return client.get("/oembed", {"url": url, **more})


@pytest.mark.parametrize(
    ("page", "card", "title"),
    [
        ("/", "/embed/count/", "Members and observers"),
        ("", "/embed/count/", "Members and observers"),
        ("/members/india/", "/embed/members/india/", "India"),
        ("/members/india/?on=2012&x=1", "/embed/members/india/?on=2012-12-31", "India"),
        ("/ar/members/india/", "/ar/embed/members/india/", "اسم india"),
        ("/meetings/m2/", "/embed/meetings/m2/", "Consultation 2"),
        ("/timeline/?type=observer", "/embed/timeline/", "Timeline"),
        ("/ar/map/?on=2012-04-19", "/ar/embed/map/?on=2012-04-19", None),
    ],
)
def test_a_page_has_its_card(history, client, page, card, title):
    response = ask(client, HOST + page)
    found = response.json()
    (src,) = re.findall(r'<iframe src="(.*?)"', found["html"])
    assert unescape(src) == HOST + card
    assert client.get(card).status_code == 200
    assert title in (found["title"], None)
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert f'width="{found["width"]}" height="{found["height"]}"' in found["html"]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("page", ["/", "/members/india/", "/ar/members/india/", "/meetings/m2/", "/timeline/", "/map/"])
def test_pages_say_where_in_both_formats_as_they_were_asked(history, client, page):
    html = html_of(client.get(f"{page}?on=2012-04-19"))
    links = dict(re.findall(r'<link rel="alternate" type="((?:application/json|text/xml)\+oembed)" href="(.*?)"', html))
    assert list(links) == ["application/json+oembed", "text/xml+oembed"]
    for kind, link in links.items():
        split = urlsplit(unescape(link))
        asked = parse_qs(split.query)
        dated = "" if page in ("/", "/meetings/m2/") else "?on=2012-04-19"
        assert asked["url"] == [f"{HOST}{page}{dated}"]
        response = client.get(f"{split.path}?{split.query}")
        assert response.status_code == 200
        assert response["Content-Type"].split(";")[0] == kind.replace("+oembed", "")


@pytest.mark.parametrize(
    "page", ["/members/", "/members/india/versions/1/", "/members/nothing/", "/embed/count/", "/about/"]
)
def test_pages_without_a_card_name_none(history, client, page):
    assert "+oembed" not in html_of(client.get(page))
    assert ask(client, HOST + page).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "http://[",
        "https://evil.example/members/india/",
        "http://testserver.evil.example/",
        "javascript://testserver/",
        "//testserver/",
        "http://user@testserver/",
        "http://testserver/admin/",
        "http://testserver/members/india",
        "http://testserver/members/india/?on=x",
    ],
)
def test_of_anything_else_nothing_is_said(history, client, url):
    assert ask(client, url).status_code in (404, 400 if "on=x" in url else 404)


def test_a_withdrawn_profile_has_no_card_to_offer(history, client, publisher):
    publishing.withdraw(Entity.objects.get(slug="india"), by=publisher, reason=("Gone.", "ذهب."))
    assert ask(client, f"{HOST}/members/india/").status_code == 404


def test_the_site_is_known_by_the_name_that_it_is_set_up_with(history, client, settings):
    settings.SITE_URL = "https://members.example.org"
    assert ask(client, "https://members.example.org/members/india/").status_code == 200


def test_where_a_card_has_no_room_it_is_a_link(history, client):
    for bounds in ({"maxheight": 100}, {"maxwidth": 120}):
        found = ask(client, f"{HOST}/members/india/", **bounds).json()
        assert found["type"] == "link"
        assert found["title"] == "India"
        assert not {"html", "width", "height"} & set(found)


def test_a_frame_is_no_larger_than_asked(history, client):
    found = ask(client, f"{HOST}/timeline/", maxwidth=320, maxheight=200).json()
    assert (found["width"], found["height"]) == (320, 200)


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"format": "yaml"}, 501),
        ({"maxwidth": "x"}, 400),
        ({"maxheight": "0"}, 400),
        ({"maxwidth": "-1"}, 400),
        ({"maxwidth": "9" * 500}, 400),
        ({"maxwidth": "²"}, 400),
        ({"format": "json"}, 200),
    ],
)
def test_what_is_asked_wrongly_is_refused_by_status(history, client, more, status):
    response = ask(client, f"{HOST}/", **more)
    assert response.status_code == status
    if status != 200:
        assert response["Content-Type"].startswith("text/plain")


def test_the_same_as_xml(client, publisher):
    factories.published(factories.entity("x", name_en='A & "B" <b>\x0b'), by=publisher)
    response = ask(client, f"{HOST}/members/x/", format="xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314
    said = {element.tag: element.text for element in root}
    assert root.tag == "oembed"
    assert said["title"] == 'A & "B" <b>'
    found = ask(client, f"{HOST}/members/x/").json()
    assert said["html"] == found["html"].replace("\x0b", "")
    assert set(said) == set(found)


def test_a_page_shows_the_same_frame_to_be_copied(history, client):
    for page in ("/members/india/?on=2012", "/meetings/m2/", "/ar/timeline/"):
        html = html_of(client.get(page))
        (field,) = re.findall(r'<textarea id="card"[^>]*>(.*?)</textarea>', html)
        found = ask(client, HOST + page).json()
        assert unescape(field).replace("on=2012&", "on=2012").split('"')[1].split("?")[0] in found["html"]
        assert unescape(field).count("<iframe ") == 1
