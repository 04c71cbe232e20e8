"""The directory's filters, with and without their script, on the real directory."""

from pathlib import Path

from django.contrib.staticfiles import finders
from playwright.sync_api import expect


def test_a_choice_brings_the_new_list_on_the_same_page_and_keeps_the_focus(page, directory):
    page.goto("/members/?view=table")
    page.evaluate("window.same = true")
    box = page.get_by_role("checkbox", name="Observer", exact=False).first
    box.check()
    expect(page.get_by_role("status")).to_contain_text("At least 7 members and observers")
    expect(page).to_have_url("/members/?view=table&type=observer&sort=type")
    expect(page.locator("body > [aria-live=polite]")).to_contain_text("At least 7 members and observers")
    expect(page.get_by_role("checkbox", name="Observer", exact=False).first).to_be_focused()
    arabic = page.locator(".language").get_attribute("href")
    assert arabic.endswith("/ar/members/?type=observer&sort=type&view=table")
    page.get_by_label("Sort by").focus()
    page.get_by_label("Sort by").select_option("name")
    expect(page.get_by_label("Sort by")).to_be_focused()
    expect(page).to_have_url("/members/?view=table&type=observer&sort=name")
    page.get_by_label("As of").fill("2012-04-19")
    page.keyboard.press("Tab")
    expect(page.locator(".banner.past")).to_contain_text("As of 19 Apr. 2012")
    expect(page.get_by_label("Sort by")).to_be_focused()
    assert page.evaluate("window.same")


def test_the_way_back_shows_the_list_before(page, directory):
    page.goto("/members/")
    page.evaluate("window.same = true")
    before = page.get_by_role("status").inner_text()
    page.get_by_role("checkbox", name="Receiving", exact=False).check()
    expect(page).to_have_url("/members/?type=receiving&sort=type")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(before)
    expect(page.get_by_role("checkbox", name="Receiving", exact=False)).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_role("checkbox", name="Receiving", exact=False)).to_be_checked()
    assert page.evaluate("window.same")


def test_an_opened_list_of_choices_stays_open(page, directory):
    page.goto("/members/")
    page.get_by_role("group", name="Thematic area").locator("summary").click()
    page.get_by_role("checkbox", name="Fair and ethical recruitment", exact=False).check()
    expect(page).to_have_url("/members/?area=fair-recruitment&sort=type")
    page.get_by_role("checkbox", name="Fair and ethical recruitment", exact=False).uncheck()
    expect(page).to_have_url("/members/?sort=type")
    expect(page.get_by_role("checkbox", name="Fair and ethical recruitment", exact=False)).to_be_focused()


def test_the_script_is_small_and_on_the_directory_alone(page, directory):
    scripts = []
    page.on("request", lambda request: scripts.append(request.url) if ".js" in request.url else None)
    for address in ("/", "/map/", "/members/iom/", "/members/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    assert [url.rsplit("/", 1)[1] for url in scripts] == ["filters.js"]
    assert Path(finders.find("js/filters.js")).stat().st_size <= 2048


def test_where_the_answer_is_an_error_the_form_is_sent(page, complaints, directory):
    page.goto("/members/")
    page.get_by_label("As of").fill("the day after")
    page.keyboard.press("Tab")
    expect(page.get_by_role("heading", level=1)).to_have_text("This address cannot be read")
    complaints[:] = [text for text in complaints if "status of 400" not in text]
