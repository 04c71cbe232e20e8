"""Who may frame what: cards any page, everything else none; and what a card is made of."""

import base64
import gzip
import hashlib
import re

import pytest

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from profiles.site import cards
from profiles.site.public import DOWN
from tests.test_leaks import addresses, public_views

pytestmark = pytest.mark.django_db

CARDS = ["/embed/count/", "/embed/timeline/", "/embed/map/", "/embed/members/india/", "/embed/meetings/m2/"]


def may_be_framed(response) -> bool:
    """As browsers decide it: by the policy where that speaks of frames, else by the older header."""
    policy = response.get("Content-Security-Policy", "")
    if "frame-ancestors" in policy:
        assert ("frame-ancestors *" in policy) == ("X-Frame-Options" not in response)
        return "frame-ancestors 'none'" not in policy
    return response.get("X-Frame-Options") != "DENY"


def test_cards_alone_may_be_framed_of_all_public_addresses(history, client):
    framed = {address for name in public_views() for address in addresses(name) if may_be_framed(client.get(address))}
    assert framed == {address for name in public_views() if name.startswith("embed_") for address in addresses(name)}
    assert "/ar/embed/count/" in framed


@pytest.mark.parametrize(
    "address", ["/admin/login/", "/static/css/site.css", "/nothing/", "/embed", "/embedded/count/"]
)
def test_what_is_no_card_may_not_be_framed_whatever_it_is_called(db, client, address):
    assert not may_be_framed(client.get(address))


@pytest.mark.parametrize("prefix", ["", "/ar"])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/embed/nothing/", 404),
        ("/embed/members/nothing/", 404),
        ("/embed/meetings/nothing/", 404),
        ("/embed/count/?on=x", 400),
        ("/embed/count/?on=2999", 400),
        ("/embed/members/yemen/", 410),
        ("/embed/count/?on=" + "1" * 2100, 400),
    ],
)
def test_an_error_within_a_frame_is_a_card_too(history, client, publisher, prefix, address, status):
    yemen = Entity.objects.get(slug="yemen")
    publishing.withdraw(yemen, by=publisher, reason=("It left.", "غادر."), successor="iom")
    response = client.get(prefix + address)
    assert response.status_code == status
    assert may_be_framed(response)
    html = response.content.decode()
    assert html.count("<h1") == 1
    assert "<nav" not in html
    if status == 410:
        assert ("غادر." if prefix else "It left.") in html
        assert f'href="{prefix}/members/iom/"' in html


def test_a_database_that_is_away_leaves_a_card_in_the_frame(client, db):
    response = client.get("/embed/count/", **{DOWN: True})
    assert response.status_code == 503
    assert may_be_framed(response)
    assert not may_be_framed(client.get("/", **{DOWN: True}))


def test_that_nothing_changed_says_under_the_same_policy(history, client):
    """Browsers take the headers of a 304 for those of the card that they kept."""
    for address in CARDS:
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304
        assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
        assert "X-Frame-Options" not in again


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_card_is_one_small_answer_without_script_or_cookie(history, client, prefix):
    for address in CARDS:
        response = client.get(prefix + address)
        html = response.content.decode()
        assert not response.cookies
        for word in ("<script", '<link rel="stylesheet', "<form", " style=", "@font-face", "@import"):
            assert word not in html, (address, word)
        (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in response["Content-Security-Policy"], address
        assert len(gzip.compress(response.content)) < 30_000, address


def test_the_cards_of_the_real_directory_are_light(real_directory, client):
    weights = {
        address: len(gzip.compress(client.get(address).content))
        for address in ("/embed/count/", "/embed/timeline/", "/embed/map/", "/embed/members/nepal/", "/ar/embed/map/")
    }
    assert max(weights.values()) < 34_000, weights
    assert sum(weight > 8_000 for weight in weights.values()) == 2, weights


def test_a_card_may_be_embedded_by_pages_that_are_cut_off_from_others(history, client):
    assert client.get("/embed/count/")["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("bounds", "size"),
    [
        ((), (480, 330)),
        ((320,), (320, 430)),
        ((2000, 2000), (480, 330)),
        ((None, 250), (480, 250)),
        ((None, 100), None),
        ((100,), None),
        ((300, 200), (300, 200)),
    ],
)
def test_a_frame_is_as_large_as_its_card_within_bounds(bounds, size):
    assert cards.CARDS["member"].size(*bounds) == size


def test_a_name_cannot_leave_its_attribute():
    html = cards.frame("https://x.org/?a=1&b=2", 'A "name" <b>', 1, 2)
    assert html.startswith('<iframe src="https://x.org/?a=1&amp;b=2" title="A &quot;name&quot; &lt;b&gt;" width="1" ')


@pytest.mark.parametrize(
    ("page", "width", "height"),
    [("timeline", 700, 640), ("timeline", 760, 840), ("map", 767, 900), ("map", 768, 1320), ("map", 1200, 1320)],
)
def test_a_picture_is_as_high_as_its_layout_at_that_width(page, width, height):
    assert cards.CARDS[page].size(width) == (min(width, 800), height)
