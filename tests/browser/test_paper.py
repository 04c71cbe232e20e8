"""What comes out of a printer: few sheets, with numbered sources whose addresses stand once, at the end."""

import re

import pytest

from tests import factories

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def sheets(page, address: str) -> int:
    """How many sheets of A4 a page is."""
    page.goto(address)
    return len(PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_pages_are_as_many_sheets_as_they_need(page, directory, prefix):
    found = {
        address: sheets(page, prefix + address)
        for address in ("/roles/chair/", "/members/united-arab-emirates/", "/members/oman/", "/cross-membership/")
    }
    assert found["/roles/chair/"] == 1
    assert found["/members/united-arab-emirates/"] <= 4
    assert found["/members/oman/"] <= 3
    assert found["/cross-membership/"] <= 3


def test_on_paper_sources_have_numbers_and_their_addresses_stand_once(page, directory):
    page.goto("/roles/chair/")
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    addresses = re.findall(r"https?://\S+", text.replace("\u200b", ""))
    assert len(addresses) > 10
    assert len(addresses) == len(set(addresses))
    assert page.locator("td > .on-paper").first.inner_text() == "1, 2, 3, 4, 5"


def test_paper_has_no_navigation_and_its_foot_says_once_where_and_when_it_was_read(page, directory):
    page.goto("/members/oman/")
    page.emulate_media(media="print")
    for hidden in (".menu", ".contents", ".crumbs", "#publication", ".site-foot ul", ".cite"):
        assert not page.locator(hidden).first.is_visible(), hidden
    foot = page.locator(".site-foot").inner_text()
    assert foot.count("/members/oman/versions/1/") == 1
    assert foot.count("Version 1, published on") == 1
    assert foot.count("Page made on") == 1


def test_what_is_for_paper_is_not_on_the_screen(page, directory):
    page.goto("/roles/chair/")
    assert page.locator(".on-paper").count() > 10
    assert not any(page.locator(".on-paper").nth(place).is_visible() for place in range(3))


def test_a_logo_is_shown_whole_whatever_its_ratio(page, publisher):
    entity = factories.organization("wide", logo=factories.logo())
    factories.published(entity, by=publisher)
    page.goto("/members/wide/")
    logo = page.locator(".title .logo")
    assert logo.evaluate("element => getComputedStyle(element).objectFit") == "contain"
    box = logo.bounding_box()
    assert round(box["width"] / box["height"], 2) == 1.33
