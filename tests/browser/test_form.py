"""The form of an entry under somebody's hands: nothing typed is left by mistake, and what is linked to is found."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.test_desk import person  # noqa: F401
from tests.browser.test_editor import editor
from tests.browser.test_lost_work import sign_in, write

LOOKS = [("", 1440, "dark"), ("/ar", 390, "light"), ("", 390, "dark"), ("/ar", 1440, "light")]


@pytest.fixture
def nepal(transactional_db):
    row = factories.entity("nepal", name_ar="نيبال", body_en="<p>Before.</p>")
    factories.responsible_entity(row, "Ministry")
    return factories.published(row)


@pytest.fixture
def publisher(nepal):
    return factories.person("reviewer", "Publishers")


@pytest.fixture
def form(page, nepal, publisher, live_server, client):
    """The form of Nepal, open for a publisher."""
    sign_in(page.context, live_server, client, publisher)
    page.goto(address(nepal))
    editor(page, "body_en")
    return page


def address(entry, prefix=""):
    return f"{prefix}/admin/profiles/{entry._meta.model_name}/{entry.pk}/change/"


def is_unsaved(page):
    return page.evaluate("'unsaved' in document.querySelector('.entry-form').closest('form').dataset")


def test_a_form_that_nobody_touched_is_left_without_a_question(form):
    form.wait_for_timeout(800)
    assert not is_unsaved(form)
    form.get_by_text("Look at it", exact=True).click()
    form.get_by_role("link", name="Preview", exact=True).click()
    form.wait_for_url("**/preview/")


def test_unsaved_text_is_saved_on_the_way_to_a_tool(form, nepal):
    form.locator("[name=summary_en]").fill("Newer.")
    form.get_by_text("Bring it out").click()
    form.get_by_role("link", name="Propose").click()
    expect(form.get_by_text("What you typed here is not saved yet.")).to_be_visible()
    form.get_by_role("button", name="Save first").click()
    form.wait_for_url("**/propose/")
    expect(form.locator("ins").first).to_contain_text("Newer")


def test_the_enter_key_saves_and_goes_on_editing_whatever_was_asked_before(form, nepal):
    form.locator("[name=website]").fill("https://example.org/")
    form.get_by_text("Bring it out").click()
    form.get_by_role("link", name="Propose").click()
    form.get_by_role("button", name="Stay here").click()
    form.locator("[name=website]").press("Enter")
    expect(form.locator(".messagelist").get_by_role("status")).to_contain_text("is saved as a working copy.")
    assert form.url.endswith(address(nepal))
    nepal.refresh_from_db()
    assert nepal.website == "https://example.org/"


SPOKEN = """addEventListener("DOMContentLoaded", () => {
    window.spoken = []
    const speak = (changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => spoken.push(node.textContent)))
    for (const region of document.querySelectorAll(".messagelist [role=status]"))
        new MutationObserver(speak).observe(region, { childList: true })
})"""


def test_what_became_of_a_save_is_said_aloud_once_the_page_stands(form):
    form.add_init_script(SPOKEN)
    form.locator("[name=_continue]").click()
    form.wait_for_function("() => window.spoken?.join('').includes('is saved as a working copy')")
    expect(form.locator(".messagelist")).to_contain_text("is saved as a working copy.")


def test_unsaved_text_can_be_left_and_is_told_of_where_one_proposes(form, nepal):
    write(form, "body_en", "Not saved.")
    form.get_by_text("Bring it out").click()
    form.get_by_role("link", name="Propose").click()
    form.get_by_role("button", name="Stay here").click()
    expect(form.locator(".leaving")).to_be_hidden()
    expect(form.get_by_text("Bring it out")).to_be_focused()
    form.keyboard.press("Enter")
    form.get_by_role("link", name="Propose").click()
    form.get_by_role("link", name="Leave without saving").click()
    form.wait_for_url("**/propose/")
    expect(form.locator(".waits")).to_be_visible()
    form.get_by_role("link", name="Go to the form and put it back").click()
    form.get_by_role("button", name="Put it back").click()
    expect(editor(form, "body_en")).to_have_text("Not saved.")


def test_nothing_waits_where_nothing_was_typed(form, nepal):
    form.goto(address(nepal).replace("change", "propose"))
    form.wait_for_timeout(300)
    expect(form.locator(".waits")).to_be_hidden()


def test_a_browser_asks_before_unsaved_text_is_left(form):
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    form.locator("[name=summary_en]").press_sequentially("x")
    form.get_by_role("link", name="Home").evaluate("(link) => setTimeout(() => link.click())")
    form.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(form.locator("[name=summary_en]")).to_be_visible()


def test_a_refused_form_leads_to_each_field(form):
    form.locator("[name=website]").fill("none")
    form.locator("[name=responsible_entities-0-start]").evaluate("(field) => { field.value = '31 February' }")
    form.get_by_role("button", name="Save and continue editing").click()
    expect(form.locator(".refused")).to_be_focused()
    assert form.title().startswith("Error: ")
    form.get_by_role("link", name="From:").click()
    expect(form.locator("[name=responsible_entities-0-start]")).to_be_focused()
    form.get_by_role("link", name="Website:").click()
    expect(form.locator("[name=website]")).to_be_focused()
    expect(form.locator("[name=website]")).to_be_in_viewport()


def test_an_address_opens_what_is_folded_away_and_finds_an_editor(form, nepal):
    form.goto(address(nepal) + "#id_former_names_en")
    expect(form.locator("[name=former_names_en]")).to_be_focused()
    form.goto("about:blank")
    form.goto(address(nepal) + "#id_body_ar")
    expect(editor(form, "body_ar")).to_be_focused()


def test_the_kind_says_at_once_which_fields_there_are_and_the_name_offers_the_address(form):
    form.goto("/admin/profiles/entity/add/")
    kind, codes = form.locator("[name=kind]"), form.locator("[name=iso2]")
    expect(kind).to_have_value("")
    kind.select_option("organization")
    expect(codes).to_be_hidden()
    expect(form.locator("[name=organization_kind]")).to_be_visible()
    kind.select_option("state")
    expect(codes).to_be_visible()
    expect(form.locator("[name=organization_kind]")).to_be_hidden()
    expect(form.locator("[name=ror]")).to_be_hidden()
    form.locator("[name=name_en]").press_sequentially("Viet Nam")
    expect(form.locator("[name=slug]")).to_have_value("viet-nam")
    form.locator("[name=slug]").fill("vietnam")
    form.locator("[name=slug]").blur()
    form.locator("[name=name_en]").press_sequentially(" anew")
    expect(form.locator("[name=slug]")).to_have_value("vietnam")


def test_a_long_text_is_counted_and_not_cut(form):
    summary = form.locator("[name=summary_en]")
    summary.fill("x" * 600)
    told = form.locator("[name=summary_en] + .room")
    expect(told).to_have_text("Too many characters: 200")
    expect(told).to_have_attribute("role", "status")
    summary.fill("x" * 390)
    expect(told).to_have_text("Characters left: 10")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_bar_to_save_covers_no_field_that_has_the_focus(form, width):
    form.set_viewport_size({"width": width, "height": 700})
    form.locator("[name=name_en]").focus()
    covered = []
    for _ in range(25):
        form.keyboard.press("Tab")
        covered += form.evaluate(
            """() => {
                const field = document.activeElement, bar = document.querySelector(".submit-row")
                if (!field.matches(".parts :is(input, select, textarea, summary)")) return []
                const over = field.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1
                return over ? [field.name || field.className] : []
            }"""
        )
    assert covered == []


def test_a_menu_closes_with_escape(form):
    form.get_by_text("Its past").click()
    expect(form.get_by_role("link", name="Versions")).to_be_visible()
    form.keyboard.press("Tab")
    form.keyboard.press("Escape")
    expect(form.get_by_role("link", name="Versions")).to_be_hidden()
    expect(form.get_by_text("Its past")).to_be_focused()


def test_each_part_is_twelve_stops_of_the_keyboard_away_at_most(form):
    form.set_viewport_size({"width": 1440, "height": 900})
    links = form.locator(".parts-aside a")
    expect(links).to_have_count(10)
    form.evaluate("document.activeElement.blur()")
    form.keyboard.press("Tab")
    form.keyboard.press("Tab")
    expect(form.get_by_role("link", name="Skip to the parts of this form")).to_be_focused()
    form.keyboard.press("Enter")
    for place in range(10):
        form.keyboard.press("Tab")
        expect(links.nth(place)).to_be_focused()
    anchor = links.last.get_attribute("href")
    form.keyboard.press("Enter")
    expect(form.locator(anchor)).to_be_focused()


def test_without_script_the_form_is_whole(browser, nepal, publisher, live_server, client):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(context, live_server, client, publisher)
    page = context.new_page()
    page.goto(address(nepal))
    page.locator("[name=website]").fill("none")
    page.locator("[name=website]").press("Enter")
    page.get_by_role("link", name="Website:").click()
    expect(page.locator("[name=website]")).to_be_in_viewport()
    page.get_by_text("Its past").click()
    expect(page.get_by_role("link", name="Versions")).to_be_visible()
    factories.word(factories.Role, "chair")
    page.get_by_role("button", name="Add another Role held").click()
    role = page.get_by_role("combobox", name="Role")
    expect(role).to_be_focused()
    expect(page.locator("[name=website]")).to_have_value("none")
    expect(page.locator(".field-body_en noscript").first).to_be_visible()
    assert "Without script you see the marks of HTML here" in page.content()
    role.select_option("Chair")
    page.locator("[name=website]").fill("")
    page.locator("[name=_save]").click()
    context.close()
    assert [str(term.role) for term in nepal.role_terms.all()] == ["Chair"]
