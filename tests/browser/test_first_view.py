"""What a browser fetches when it sees a page for the first time; and that flags are painted out of their one file."""

import functools
import io
from statistics import mean

import brotli
import pytest
from django.contrib.staticfiles import finders
from PIL import Image, ImageChops

from profiles.site import flags

# The icon of the site is one request more, of which Playwright does not tell.
REQUESTS = 14
BYTES = 59_000
FRAME = (64, 48)


@pytest.fixture
def fetched(page):
    """What the page has asked for, as it came: addresses and responses."""
    found = {}
    page.on("response", lambda response: found.setdefault(response.url, response))
    return found


# Each page has the same files, and to compress them well takes a second.
compressed = functools.cache(brotli.compress)


def sent(response) -> int:
    """How many bytes the server of `make serve` sends: files are compressed once and well, what is made here faster."""
    body, quality = response.body(), 11 if "/static/" in response.url else 5
    headers = sum(len(name) + len(value) + 4 for name, value in response.headers.items())
    return min(len(body), len(compressed(body, quality=quality))) + headers


@pytest.mark.parametrize("address", ["/", "/members/", "/map/", "/members/india/", "/ar/", "/ar/members/", "/ar/map/"])
def test_a_first_view_is_few_requests_and_few_bytes(page, directory, fetched, address):
    page.goto(address, wait_until="networkidle")
    without_fonts = [response for url, response in fetched.items() if not url.endswith(".woff2")]
    assert len(fetched) <= REQUESTS, [*fetched]
    assert sum(map(sent, without_fonts)) <= BYTES, {response.url: sent(response) for response in without_fonts}


def colours(page, locator) -> int:
    """How many colours are within a flag, away from its edge."""
    box = locator.bounding_box()
    clip = {"x": box["x"] + 2, "y": box["y"] + 2, "width": box["width"] - 4, "height": box["height"] - 4}
    return len(Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB").getcolors(10_000))


@pytest.mark.parametrize("prefix", ["", "/ar"])
@pytest.mark.parametrize("look", [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"media": "print"}])
def test_flags_are_painted(page, directory, prefix, look):
    page.emulate_media(**look)
    page.goto(f"{prefix}/", wait_until="networkidle")
    for code in ("kw", "np", "qa"):
        flag = page.locator(f'svg.flag:has(use[href$="#{code}"])').first
        flag.scroll_into_view_if_needed()
        assert colours(page, flag) > 2, code


def test_a_page_that_was_kept_from_before_a_state_came_shows_its_flags(page, directory):
    def of_before(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("/flags.", "/flags.000000000000.svg?"))

    page.route("**/members/?q=kuwait", of_before)
    page.goto("/members/?q=kuwait", wait_until="networkidle")
    assert "/flags.000000000000.svg" in page.locator("svg.flag use").first.get_attribute("href")
    assert colours(page, page.locator("svg.flag").first) > 2


def test_every_flag_looks_in_the_one_file_as_in_its_own(page, directory):
    codes = sorted(code for code in flags.files() if flags.symbol(code))

    def picture(draw):
        body = "".join(f'<div class="one">{draw(code.lower())}</div>' for code in codes)
        page.route("**/try.html", lambda route: route.fulfill(body=f"{HEAD}{body}", content_type="text/html"))
        page.goto("/try.html", wait_until="networkidle")
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")

    page.set_viewport_size({"width": 20 * FRAME[0], "height": (len(codes) // 20 + 1) * FRAME[1]})
    files = {code.lower(): finders.find(f"img/flags/{code.lower()}.svg") for code in codes}
    page.route("**/own/*.svg", lambda route: route.fulfill(path=files[route.request.url[-6:-4]]))
    text = flags.sprite(flags.files()).text
    page.route("**/all.svg", lambda route: route.fulfill(body=text, content_type="image/svg+xml"))
    own = picture(lambda code: f'<img src="/own/{code}.svg">')
    one = picture(lambda code: f'<svg><use href="/all.svg#{code}"/></svg>')
    apart = ImageChops.difference(own, one).convert("L")
    unlike = {}
    for number, code in enumerate(codes):
        left, top = number % 20 * FRAME[0], number // 20 * FRAME[1]
        difference = mean(apart.crop((left, top, left + FRAME[0], top + FRAME[1])).tobytes())
        if difference > 0.5:
            unlike[code] = round(difference, 1)
    assert unlike == {}


HEAD = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #fff } .one { float: left } .one, img, svg { display: block; width: 64px; height: 48px }
</style>"""
