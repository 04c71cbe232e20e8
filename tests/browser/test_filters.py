"""The directory's filters, with and without their script, on the real directory."""

from pathlib import Path

from django.contrib.staticfiles import finders
from playwright.sync_api import expect


def test_a_choice_brings_the_new_list_on_the_same_page_and_keeps_the_focus(page, directory):
    page.goto("/members/")
    page.evaluate("window.same = true")
    box = page.get_by_role("checkbox", name="Observer", exact=False).first
    box.check()
    expect(page.get_by_role("status")).to_contain_text("7 found, perhaps 10 more")
    expect(page).to_have_url("/members/?type=observer")
    expect(page.locator("body > [aria-live=polite]")).to_contain_text("7 found, perhaps 10 more")
    expect(page.get_by_role("checkbox", name="Observer", exact=False).first).to_be_focused()
    arabic = page.locator(".language").get_attribute("href")
    assert arabic.endswith("/ar/members/?type=observer")
    page.get_by_text("More filters and days").click()
    page.get_by_label("Sort by").focus()
    page.get_by_label("Sort by").select_option("name")
    expect(page.get_by_label("Sort by")).to_be_focused()
    expect(page).to_have_url("/members/?type=observer&sort=name")
    page.get_by_label("As of").fill("2012-04-19")
    page.keyboard.press("Tab")
    expect(page.locator(".banner.past")).to_contain_text("As of 19 Apr. 2012")
    expect(page.get_by_label("Sort by")).to_be_focused()
    assert page.evaluate("window.same")


def test_the_way_back_shows_the_list_before(page, directory):
    page.goto("/members/")
    page.evaluate("window.same = true")
    before = page.get_by_role("status").inner_text()
    page.get_by_role("checkbox", name="Country of destination", exact=False).check()
    expect(page).to_have_url("/members/?type=receiving")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(before)
    expect(page.get_by_role("checkbox", name="Country of destination", exact=False)).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_role("checkbox", name="Country of destination", exact=False)).to_be_checked()
    assert page.evaluate("window.same")


def test_an_opened_list_of_choices_stays_open(page, directory):
    page.goto("/members/")
    page.get_by_text("More filters and days").click()
    page.get_by_role("checkbox", name="Fair and ethical recruitment", exact=False).check()
    expect(page).to_have_url("/members/?area=fair-recruitment")
    page.get_by_role("checkbox", name="Fair and ethical recruitment", exact=False).uncheck()
    expect(page).to_have_url("/members/")
    expect(page.get_by_role("checkbox", name="Fair and ethical recruitment", exact=False)).to_be_focused()


def test_the_script_is_small_and_on_the_directory_alone(page, directory):
    scripts = []
    page.on("request", lambda request: scripts.append(request.url) if ".js" in request.url else None)
    for address in ("/", "/roles/", "/members/iom/", "/members/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    names = [url.rsplit("/", 1)[1] for url in scripts]
    # The other gives pictures to take away.
    assert (names[-1], set(names[:-1])) == ("filters.js", {"picture.js"})
    assert Path(finders.find("js/filters.js")).stat().st_size <= 3072


def test_where_the_answer_is_an_error_the_form_is_sent(page, complaints, directory):
    page.goto("/members/")
    page.get_by_text("More filters and days").click()
    page.get_by_label("As of").fill("the day after")
    page.keyboard.press("Tab")
    expect(page.get_by_role("heading", level=1)).to_have_text("This address cannot be read")
    complaints[:] = [text for text in complaints if "status of 400" not in text]


def test_a_name_is_found_while_it_is_typed_and_the_cursor_stays(page, directory):
    page.goto("/members/")
    page.evaluate("window.same = true")
    field = page.get_by_label("Name, acronym or ministry")
    field.press_sequentially("nepl")
    expect(page).to_have_url("/members/?q=nepl")
    expect(page.locator(".roster tbody tr")).to_have_count(1)
    expect(field).to_be_focused()
    field.press("ArrowLeft")
    field.press_sequentially("a")
    expect(field).to_have_value("nepal")
    expect(page).to_have_url("/members/?q=nepal")
    field.fill("")
    expect(page).to_have_url("/members/")
    assert page.evaluate("window.same")
    page.go_back()
    assert "nep" not in page.url


def test_the_list_can_be_printed_where_there_is_a_script(page, browser, base_url, directory):
    page.goto("/members/")
    page.evaluate("window.print = () => (window.printed = true)")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    scriptless = context.new_page()
    scriptless.goto("/members/")
    expect(scriptless.get_by_role("button", name="Print")).to_have_count(0)
    context.close()


def test_the_first_profile_is_two_steps_from_the_top(page, directory):
    page.goto("/members/")
    for _skip in range(2):
        page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to: Countries of origin")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Afghanistan")


def test_the_directory_is_one_page_to_take_in(page, directory):
    for width, height, most in ((1440, 900, 2000), (390, 844, 4 * 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto("/members/")
        assert page.evaluate("document.documentElement.scrollHeight") <= most, width
