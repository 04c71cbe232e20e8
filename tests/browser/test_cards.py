"""Cards in frames of another origin, in real Chromium, on the real directory."""

import functools
import http.server
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from profiles.site import cards

CARDS = [
    "/embed/members/nepal/",
    "/embed/members/iom/?on=2012",
    "/embed/members/poland/",
    "/embed/members/nobody/",
    "/embed/count/",
    "/embed/timeline/",
    "/embed/map/",
    "/embed/meetings/ministerial-7/",
]


# Cards, and the page whose frame they have.
SIZES = {
    "/embed/members/iom/": "member",
    "/embed/count/": "home",
    "/embed/timeline/": "timeline",
    "/embed/map/": "map",
    "/embed/meetings/ministerial-7/": "meeting",
}


@pytest.fixture
def elsewhere(tmp_path):
    """A page of another origin: what writes its body, and where it is."""
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=tmp_path)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def write(body: str) -> str:
            (tmp_path / "page.html").write_text(f"<!doctype html><meta charset=utf-8><link rel=icon href=data:,>{body}")
            return f"http://127.0.0.1:{server.server_port}/page.html"

        yield write
        server.shutdown()


@pytest.mark.parametrize("more", ["", ' sandbox=""'])
def test_a_page_of_another_origin_frames_a_card_and_no_other_page(
    page, complaints, directory, base_url, elsewhere, more
):
    framed = ["/embed/members/nepal/", "/members/nepal/", "/timeline.svg", "/admin/login/"]
    page.goto(elsewhere("".join(f'<iframe src="{base_url}{address}"{more}></iframe>' for address in framed)))
    card, *refused = (page.frame_locator("iframe").nth(number) for number in range(len(framed)))
    expect(card.get_by_role("heading", name="Nepal")).to_be_visible()
    assert card.locator("body").evaluate("(body) => getComputedStyle(body).borderBlockStartWidth") == "3px"
    for frame in refused:
        assert "Nepal" not in (frame.locator("html").inner_text() or "")
    assert len([text for text in complaints if "frame" in text.lower()]) >= len(refused)
    complaints.clear()


def test_a_link_in_a_card_opens_in_place_of_the_page_around_it(page, directory, base_url, elsewhere):
    page.goto(elsewhere(f'<iframe src="{base_url}/embed/members/nepal/" width="480" height="330"></iframe>'))
    page.frame_locator("iframe").get_by_role("link", name="Nepal").click()
    expect(page).to_have_url(f"{base_url}/members/nepal/")


def test_a_card_of_oembed_shows_all_of_itself(page, directory, base_url, elsewhere):
    found = page.request.get("/oembed", params={"url": f"{base_url}/members/nepal/"}).json()
    page.goto(elsewhere(found["html"]))
    home = page.frame_locator("iframe").get_by_role("link", name="Member directory")
    expect(home).to_be_visible()
    assert home.evaluate("(link) => link.getBoundingClientRect().bottom <= innerHeight")


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_frames_of_the_size_that_is_given_hold_their_cards(page, directory, prefix):
    for address, name in SIZES.items():
        card = cards.CARDS[name]
        sizes = [(card.width, card.height)] + [(300, card.narrow)] * (name not in ("timeline", "map"))
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(prefix + address)
            high = page.evaluate("document.documentElement.scrollHeight")
            assert high <= height, (prefix, address, width, high)


def test_a_frame_that_is_too_low_says_of_when_and_whose_it_is(page, directory):
    for address in SIZES:
        page.set_viewport_size({"width": 300, "height": 200})
        page.goto(address)
        foot = page.locator("footer").bounding_box()
        assert foot["y"] + foot["height"] <= 200, address
        assert foot["y"] >= 50, address


def test_axe_finds_nothing_on_any_card_and_none_is_wider_than_its_frame(page, complaints, directory):
    for prefix in ("", "/ar"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for address in CARDS:
                page.set_viewport_size({"width": 800, "height": 600})
                page.goto(prefix + address)
                result = Axe().run(page)
                assert result.violations_count == 0, (prefix, scheme, address, result.generate_report())
                page.set_viewport_size({"width": 280, "height": 600})
                assert page.evaluate("document.documentElement.scrollWidth") <= 280, (prefix, address)
    complaints[:] = [text for text in complaints if "status of 4" not in text]


def test_a_card_asks_for_nothing_beside_itself(page, directory):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/embed/members/nepal/", "/embed/count/", "/embed/timeline/", "/embed/map/"):
        asked.clear()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert len([url for url in asked if "favicon" not in url]) == 1, asked
    assert page.context.cookies() == []


def test_the_snippet_is_copied_with_a_button_and_can_be_selected_without_script(page, browser, directory, base_url):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/members/nepal/")
    page.get_by_text("Put on another page").click()
    snippet = page.locator("#card").input_value()
    page.get_by_role("button", name="Copy").locator("visible=true").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == snippet
    assert snippet.startswith(f'<iframe src="{base_url}/embed/members/nepal/"')
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    plain = context.new_page()
    plain.goto("/members/nepal/")
    plain.get_by_text("Put on another page").click()
    expect(plain.locator("#card")).to_be_visible()
    assert plain.get_by_role("button", name="Copy").count() == 0
    context.close()
