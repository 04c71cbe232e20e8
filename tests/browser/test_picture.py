"""Pictures on a telephone, and as files that the browser makes, on the real directory."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("prefix", ["", "/ar"])
@pytest.mark.parametrize("address", ["/timeline/", "/roles/chair/", "/members/united-arab-emirates/"])
def test_on_a_small_telephone_a_picture_of_time_is_in_sight_up_to_today(page, directory, prefix, address):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(prefix + address)
    for marker in page.locator(".timeline line.marker").all():
        if marker.is_visible():
            box = marker.bounding_box()
            assert 0 < box["x"] < 320
    assert page.evaluate("[...document.querySelectorAll('.timeline *')].every(one => one.scrollWidth <= innerWidth)")


def test_on_a_telephone_offices_and_consultations_stand_one_below_the_other(page, directory):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/timeline/")
    expect(page.locator(".moments li").first).to_contain_text("Philippines")
    expect(page.locator(".moments").get_by_role("link", name="Eighth Ministerial Consultation")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".moments")).to_be_hidden()


def test_the_picture_is_to_be_had_as_a_png(page, directory):
    page.goto("/timeline/?on=2020-01-01")
    with page.expect_download() as found:
        page.get_by_role("button", name="PNG").click()
    assert found.value.suggested_filename == "abu-dhabi-dialogue-timeline-2020-01-01.png"
    with open(found.value.path(), "rb") as file:
        assert file.read(8) == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("address", "name"),
    [("/members/united-arab-emirates/", "united-arab-emirates"), ("/roles/chair/", "chair"), ("/", "home")],
)
def test_other_pictures_are_to_be_had_as_a_png_too(page, directory, address, name):
    page.goto(address)
    with page.expect_download() as found:
        page.get_by_role("button", name="PNG").click()
    assert found.value.suggested_filename.startswith(f"abu-dhabi-dialogue-{name}-2")
    with open(found.value.path(), "rb") as file:
        assert file.read(8) == b"\x89PNG\r\n\x1a\n"


def test_without_script_there_is_no_button(browser, directory, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/timeline/")
    expect(page.get_by_role("link", name="SVG")).to_be_visible()
    assert page.get_by_role("button", name="PNG").count() == 0
    context.close()
