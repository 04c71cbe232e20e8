"""The public pages in real Chromium, on the real directory."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from profiles.desk.models import Entity

PAGES = [
    "/",
    "/members/",
    "/meetings/",
    "/meetings/ministerial-7/",
    "/meetings/ministerial-7/versions/1/",
    "/about/versions/1/",
    "/documents/",
    "/documents/abu-dhabi-declaration/",
    "/programmes/",
    "/programmes/skills-certification/",
    "/members/?type=observer&sort=name",
    "/members/?q=zzz",
    "/search/?q=labour",
    "/search/?q=zzz",
    "/map/",
    "/map/?type=observer&on=2017",
    "/members/iom/",
    "/members/malaysia/",
    "/members/yemen/",
    "/members/malaysia/?on=2016-01-01",
    "/members/bahrain/?on=2012",
    "/members/iom/versions/1/",
    "/members/poland/",
    "/timeline/",
    "/timeline/?type=observer&on=2017",
    "/changes/",
    "/members/iom/changes/",
    "/areas/fair-recruitment/changes/",
    "/between/",
    "/between/?from=2012-04-19&to=2014-11-27",
    "/areas/",
    "/areas/fair-recruitment/",
    "/roles/",
    "/roles/chair/",
    "/sources/",
    "/sources/?kind=press&q=gulf",
    "/sources/abu-dhabi-declaration-2008/",
    "/report/",
    "/report/?member=iom",
    "/compare/",
    "/compare/?m=india&m=iom&m=malaysia&m=yemen",
    "/cross-membership/",
    "/cross-membership/?on=2012-04",
    "/about/",
    "/contact/",
    "/licence/",
    "/api/",
    "/accessibility/",
]
ERRORS = ["/nothing/", "/members/?type=x", "/members/poland/"]


LOOKS = [(prefix, scheme, width) for width in (1440, 390) for prefix in ("", "/ar") for scheme in ("light", "dark")]
# Of these any two things meet in one: each language, scheme and width with each other.
PAIRS = [("", "light", 1440), ("", "dark", 390), ("/ar", "light", 390), ("/ar", "dark", 1440)]


def in_turn(look):
    """The pages that take this look in `make test`: each page takes one, and its neighbours others."""
    return [*PAGES, *ERRORS][LOOKS.index(look) :: len(LOOKS)]


def assert_good(page, addresses, prefix, scheme, width):
    page.emulate_media(color_scheme=scheme)
    for address in addresses:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(prefix + address)
        page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
        result = Axe().run(page)
        assert result.violations_count == 0, (address, result.generate_report())
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


@pytest.fixture
def public_page(page, complaints):
    """A page under watch, for addresses of which some answer 4xx: the console calls these failed loads."""
    yield page
    complaints[:] = [text for text in complaints if "status of 4" not in text]


def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_a_small_phone(public_page, directory):
    for look in LOOKS:
        assert_good(public_page, in_turn(look), *look)


@pytest.mark.slow
@pytest.mark.parametrize(("prefix", "scheme", "width"), PAIRS)
def test_axe_finds_nothing_on_any_page_in_any_look(public_page, directory, prefix, scheme, width):
    assert_good(public_page, [*PAGES, *ERRORS], prefix, scheme, width)


def test_a_visitor_without_script_finds_and_reads_an_observer(browser, directory, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Members", exact=True).first.click()
    page.get_by_role("checkbox", name="Observer", exact=False).first.check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_contain_text("7 found, perhaps 10 more")
    assert "type=observer" in page.url
    page.get_by_role("link", name="International Organization for Migration").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("International Organization for Migration")
    page.get_by_text("Source", exact=False).first.click()
    page.get_by_role("link", name="العربية").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("المنظمة الدولية للهجرة")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert context.cookies() == []
    context.close()


def test_the_keyboard_reaches_the_content_first_and_focus_is_seen(page, directory):
    page.goto("/members/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_a_profile_loads_little_and_nothing_from_elsewhere(page, directory, live_server):
    # The server under test compresses nothing; `make serve` does.
    loaded = {}
    page.on("response", lambda response: loaded.update({response.url: len(gzip.compress(response.body()))}))
    page.goto("/members/iom/")
    page.wait_for_load_state("networkidle")
    assert all(url.startswith(live_server.url) for url in loaded)
    assert sum(size for url, size in loaded.items() if "/fonts/" not in url) <= 60_000
    scripts = [url.rsplit("/", 1)[1] for url in loaded if url.endswith(".js")]
    assert [name.split(".")[0] for name in scripts] == ["picture"]


@pytest.mark.parametrize("address", ["/", "/members/", "/members/india/"])
def test_an_english_page_fetches_no_arabic_font(page, directory, address):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert any("/fonts/plex-latin" in url for url in loaded)
    assert not any("/fonts/plex-arabic" in url for url in loaded)


def test_the_way_of_a_publisher(page, directory, client):
    """Sign in, change a profile in both languages, preview, publish; the public page follows only then."""
    page.goto("/admin/")
    page.get_by_label("Username").fill("publisher")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Log in").click()
    page.goto(f"/admin/profiles/entity/{Entity.objects.get(slug='ilo').pk}/change/")
    page.locator("textarea[name=summary_en]").fill("A summary that is new.")
    page.locator("textarea[name=summary_ar]").fill("ملخص جديد.")
    page.locator("input[name=_continue]").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    page.get_by_text("Look at it", exact=True).click()
    page.get_by_role("link", name="Preview", exact=True).click()
    expect(page.frame_locator("iframe").locator(".lead")).to_have_text("A summary that is new.")
    assert "A summary that is new." not in client.get("/members/ilo/").content.decode()
    page.go_back()
    page.get_by_role("link", name="Publish or schedule").click()
    expect(page.locator("table.changes tbody tr")).to_have_count(2)
    page.get_by_label("Public note on the change, in English").fill("Clearer summary.")
    page.get_by_label("why do you publish it all the same").fill("Alone on duty.")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Published.")

    page.goto("/ar/members/ilo/")
    expect(page.locator(".lead")).to_have_text("ملخص جديد.")
    page.goto("/")
    expect(page.locator(".log")).to_contain_text("Clearer summary.")


@pytest.mark.parametrize(
    ("width", "media", "named"),
    [(1440, "screen", {"certain", "possible"}), (390, "screen", set()), (1440, "print", {"certain", "possible", "no"})],
)
def test_flags_of_other_bodies_have_names_where_there_is_room_and_on_paper(page, directory, width, media, named):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media)
    page.goto("/cross-membership/")
    seen = {
        held
        for held in ("certain", "possible", "no")
        for name in page.locator(f".stands > .{held} .flags a > span").all()
        if name.bounding_box()["width"] > 10
    }
    assert seen == named
