"""Sources in real Chromium: numbers that open in place, by mouse and keyboard, without script, and on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

ADDRESS = "/members/malaysia/"


@pytest.fixture
def scriptless(browser, directory, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def test_a_number_opens_its_source_in_place_without_script(scriptless):
    scriptless.goto(ADDRESS)
    note = scriptless.locator("#cited-1")
    expect(note).to_be_hidden()
    scriptless.get_by_role("button", name="Source 1", exact=True).first.click()
    expect(note).to_be_visible()
    note.get_by_role("link", name="What else rests on it").click()
    expect(scriptless.get_by_role("heading", level=1)).to_contain_text("Emiratisation")
    rows = scriptless.get_by_role("row").filter(has_text="Malaysia").filter(has_text="Member Type")
    expect(rows.first).to_contain_text("Country of destination")


def test_a_number_is_opened_and_closed_by_keyboard(page, directory):
    page.goto(ADDRESS)
    number = page.get_by_role("button", name="Source 1", exact=True).first
    number.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#cited-1")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#cited-1").get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#cited-1")).to_be_hidden()
    expect(number).to_be_focused()


@pytest.mark.parametrize(
    ("prefix", "scheme", "width"),
    [
        ("", "light", 1440),
        ("/ar", "dark", 390),
        pytest.param("", "light", 390, marks=pytest.mark.slow),
        pytest.param("/ar", "dark", 1440, marks=pytest.mark.slow),
    ],
)
def test_what_opens_is_in_sight_and_axe_finds_nothing(page, directory, prefix, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(prefix + ADDRESS)
    numbers = page.locator(".cites button")
    for place in (0, numbers.count() // 2, numbers.count() - 1):
        numbers.nth(place).scroll_into_view_if_needed()
        numbers.nth(place).click()
        box = page.locator(".cited:popover-open").bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= 900
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
        page.keyboard.press("Escape")


def test_on_paper_the_numbers_and_the_list_stand_alone(page, directory):
    page.goto(ADDRESS)
    page.emulate_media(media="print")
    expect(page.locator(".cites a").first).to_be_visible()
    for hidden in (".cites button", ".cited", ".source summary"):
        for place in range(page.locator(hidden).count()):
            expect(page.locator(hidden).nth(place)).to_be_hidden()
    assert page.locator(".bibliography li").count() == page.locator(".cited").count() > 5
    expect(page.locator(".bibliography li").first).to_be_visible()
