"""The map by keyboard and by finger, on the real directory."""

import re

import pytest
from playwright.sync_api import expect

OVER = """(link) => {
    const box = link.querySelector(".target").getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const reached = [[0, 0], [-11, 0], [11, 0], [0, -11], [0, 11]].map(([right, down]) =>
        document.elementFromPoint(x + right, y + down)?.closest("a") === link);
    return [link.getAttribute("aria-label"), Math.min(box.width, box.height), reached.every(Boolean)];
}"""


def test_a_state_of_the_gulf_opens_by_keyboard_and_its_focus_is_seen(page, directory):
    page.goto("/map/?on=2020-01-01")
    names = [
        link.get_attribute("aria-label").split(":")[0].split(maxsplit=1)[1]
        for link in page.locator(".gulf a.mark:not(.town)").all()
    ]
    assert names == sorted(names)
    page.locator(".asia a.mark").last.focus()
    page.keyboard.press("Tab")
    bahrain = page.get_by_role("link", name=re.compile("^[0-9]+ Bahrain: Member since 2008"))
    expect(bahrain).to_be_focused()
    assert bahrain.locator(".target").evaluate("circle => getComputedStyle(circle).strokeWidth") == "3px"
    assert bahrain.locator(".target").evaluate("circle => getComputedStyle(circle).stroke") != "none"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bahrain")
    assert page.url.endswith("/members/bahrain/?on=2020-01-01")


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_finger_meets_every_state_on_a_telephone(page, directory, prefix):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{prefix}/map/")
    for link in page.locator("a.mark").all():
        link.evaluate("link => link.scrollIntoView({block: 'center', behavior: 'instant'})")
        name, size, reached = link.evaluate(OVER)
        assert size >= 24, name
        assert reached, name


def test_an_outline_leads_to_its_profile_too(page, directory):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/map/")
    page.locator("#asia-china").click()
    expect(page).to_have_url(re.compile("/members/china/$"))


def test_the_land_is_there(page, directory):
    page.goto("/map/")
    page.wait_for_load_state("networkidle")
    assert page.locator(".land").first.evaluate("land => land.getBoundingClientRect().width") > 300
