"""Sources in the forms of admin, in a real browser: chosen by typing, arranged, added in a window, kept."""

import pytest
from playwright.sync_api import expect

from profiles.desk.models import Entity, Membership
from profiles.published.models import Source
from tests import factories
from tests.browser.test_editor import address, editor, save, tool

DECLARATION = "Abu Dhabi Declaration"


@pytest.fixture
def entity(transactional_db):
    for title, columns in {DECLARATION: {"publisher": "IOM"}, "Minutes of Manila": {"label_ar": "محضر مانيلا"}}.items():
        code = title.lower().replace(" ", "-")
        factories.word(Source, code, **{"label_en": title, "label_ar": f"{title} بالعربية"} | columns)
    row = factories.entity("nepal", type=None, body_en="<p>Nepal joined.</p>")
    factories.membership(row, sources=[{"code": "abu-dhabi-declaration", "carries": "start"}])
    return row


def open_row(page):
    page.locator("#memberships-0 > details > summary").click()


def rows(page):
    return page.locator("#memberships-0 .source-list > ol > li")


def search(page):
    return page.locator("#memberships-0").get_by_role("combobox", name="Add a source")


def options(page):
    return page.locator("source-search [role=option]")


def stored():
    return [(item["code"], item["carries"]) for item in Membership.objects.get().sources]


def test_a_source_is_found_by_typing_and_chosen_by_the_keyboard(signed_in, entity):
    signed_in.goto(address(entity))
    expect(rows(signed_in)).to_contain_text([DECLARATION])
    open_row(signed_in)
    search(signed_in).focus()
    signed_in.keyboard.type("mani")
    expect(options(signed_in)).to_have_text(["Minutes of Manilaminutes-of-manila"])
    signed_in.keyboard.press("Enter")
    expect(rows(signed_in)).to_have_count(2)
    rows(signed_in).nth(1).get_by_role("combobox").select_option(label="the end")
    rows(signed_in).nth(1).get_by_role("button", name="Move up").press("Enter")
    save(signed_in)
    assert stored() == [("minutes-of-manila", "end"), ("abu-dhabi-declaration", "start")]

    open_row(signed_in)
    rows(signed_in).nth(0).get_by_role("button", name="Remove: Minutes of Manila").press("Enter")
    save(signed_in)
    assert stored() == [("abu-dhabi-declaration", "start")]


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_it_works_in_both_languages_on_a_telephone(signed_in, entity, prefix):
    signed_in.set_viewport_size({"width": 390, "height": 800})
    signed_in.goto(prefix + address(entity))
    open_row(signed_in)
    field = signed_in.locator("#memberships-0 source-search input")
    field.fill("محضر")
    options(signed_in).click()
    expect(rows(signed_in)).to_have_count(2)
    assert signed_in.evaluate("document.documentElement.scrollWidth") <= 390
    for part in rows(signed_in).nth(1).locator("button, select").all():
        box = part.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_a_source_is_added_in_a_window_and_taken_over_in_a_row_that_was_added(signed_in, entity):
    signed_in.goto(address(entity))
    editor(signed_in, "body_en")
    signed_in.locator("#affiliations-group .add-row a").click()
    with signed_in.expect_popup() as opened:
        signed_in.locator("#affiliations-0").get_by_role("link", name="New source").click()
    window = opened.value
    window.locator("[name=label_en]").fill("A new list")
    window.locator("[name=label_ar]").fill("قائمة جديدة")
    window.locator("[name=day]").fill("May 2018")
    window.locator("[name=_save]").last.click()

    expect(signed_in.locator("#affiliations-0 .source-list > ol > li")).to_contain_text(["A new list"])
    expect(signed_in.locator("[name=affiliations-0-sources]")).to_have_value("a-new-list-2018")


def test_the_titles_of_more_sources_than_one_answer_holds_are_read(signed_in, entity):
    codes = [f"list-{number}" for number in range(25)]
    for code in codes:
        factories.word(Source, code, label_en=f"Title of {code}")
    signed_in.goto(address(entity))
    field = signed_in.locator("[name=memberships-0-sources]")
    field.evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('change')) }", "\n".join(codes)
    )
    expect(rows(signed_in)).to_contain_text([f"Title of {code}" for code in codes])


def test_without_script_they_are_lines_of_a_text(browser, live_server, entity, admin_user, client):
    client.force_login(admin_user)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(address(entity))
    open_row(page)
    field = page.locator("[name=memberships-0-sources]")
    expect(field).to_have_value("abu-dhabi-declaration start")
    field.fill("minutes-of-manila\nabu-dhabi-declaration end")
    page.locator("input[name=_continue]").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert stored() == [("minutes-of-manila", "all"), ("abu-dhabi-declaration", "end")]
    context.close()


# ── Footnotes ────────


def add_footnote(page, name, term):
    tool(page, name, "Source").click()
    page.keyboard.type(term)
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_footnote_is_put_where_the_cursor_stands_and_is_removed(signed_in, entity):
    signed_in.goto(address(entity))
    editor(signed_in, "body_en").click()
    signed_in.keyboard.press("Control+End")
    add_footnote(signed_in, "body_en", "declar")
    signed_in.keyboard.type(" Later.")
    save(signed_in)
    footnote = '<sup data-source="abu-dhabi-declaration"></sup>'
    assert Entity.objects.get().body_en == f"<p>Nepal joined.{footnote} Later.</p>"

    editor(signed_in, "body_en").locator("sup").click()
    tool(signed_in, "body_en", "Source").click()
    signed_in.get_by_role("button", name="Remove the footnote").click()
    save(signed_in)
    assert Entity.objects.get().body_en == "<p>Nepal joined. Later.</p>"


def test_a_footnote_is_copied_between_editors_and_no_other_comes_by_pasting(signed_in, entity):
    Entity.objects.update(body_en='<p>A<sup data-source="minutes-of-manila"></sup></p>')
    signed_in.context.grant_permissions(["clipboard-read", "clipboard-write"])
    signed_in.goto(address(entity))
    editor(signed_in, "body_en").click()
    signed_in.keyboard.press("Control+a")
    signed_in.keyboard.press("Control+c")
    target = editor(signed_in, "body_ar")
    target.click()
    signed_in.keyboard.press("Control+v")
    target.evaluate(
        """element => {
            const clipboardData = new DataTransfer()
            clipboardData.setData("text/html", '<p>b<sup>2</sup> <sup data-source="x">c</sup></p>')
            element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }"""
    )
    save(signed_in)
    assert (
        Entity.objects.get().body_ar == '<p>A<sup data-source="minutes-of-manila"></sup>b<sup>2</sup> <sup>c</sup></p>'
    )
