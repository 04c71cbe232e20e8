"""The rich text editor in admin, in a real browser, under the real policy: `page` allows no error in the console."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from profiles.desk.models import Entity, ResponsibleEntity, Text
from tests import factories

HERE = Path(__file__).parent


@pytest.fixture
def about(transactional_db):
    return factories.text(name_en="About", name_ar="حول", body_en="", body_ar="")


def address(row):
    return f"/admin/profiles/{row._meta.model_name}/{row.pk}/change/"


def editor(page, name):
    """The editable of a form's column, once its toolbar stands."""
    box = page.locator(f".prose-editor:has(> textarea[name='{name}'])")
    box.locator("[role=toolbar]").wait_for()
    return box.locator(".ProseMirror")


def tool(page, name, label):
    return page.locator(f".prose-editor:has(> textarea[name='{name}'])").get_by_role("button", name=label, exact=True)


def paste(editable, html="", text=""):
    editable.focus()
    editable.evaluate(
        """(element, [html, text]) => {
            const clipboardData = new DataTransfer()
            if (html) clipboardData.setData("text/html", html)
            if (text) clipboardData.setData("text/plain", text)
            element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }""",
        [html, text],
    )


def save(page):
    page.locator("input[name=_continue]").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_each_language_has_its_editor(signed_in, about):
    signed_in.goto(address(about))

    for name, language, direction in (("body_en", "en", "ltr"), ("body_ar", "ar", "rtl")):
        editable = editor(signed_in, name)
        label = signed_in.locator(f"label[for=id_{name}]").inner_text().strip().rstrip(":")
        expect(editable).to_have_attribute("lang", language)
        expect(editable).to_have_attribute("dir", direction)
        expect(editable).to_have_attribute("aria-label", label)
        expect(editable).to_have_attribute("contenteditable", "true")
        assert editable.evaluate("element => getComputedStyle(element).direction") == direction


def test_the_policy_allows_what_the_page_has_inline_and_nothing_more(signed_in, about):
    response = signed_in.goto(address(about))
    editor(signed_in, "body_en")
    policy = dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))
    inline = signed_in.evaluate(
        """async () => {
            const hash = async (element) => {
                const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(element.textContent))
                return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(sum)))}'`
            }
            const all = (selector) => Promise.all([...document.querySelectorAll(selector)].map(hash))
            return [await all("script:not([src]):not([type='application/json'])"), await all("style")]
        }"""
    )

    assert sorted(policy["script-src"].split()) == sorted(["'self'", *inline[0]])
    assert sorted(policy["style-src"].split()) == sorted(["'self'", *inline[1]])
    assert policy["img-src"] == "'self'"


def test_typing_and_formatting_are_saved_in_both_languages(signed_in, about):
    signed_in.goto(address(about))
    editor(signed_in, "body_en").click()
    tool(signed_in, "body_en", "Heading, level 2").click()
    signed_in.keyboard.type("Aims")
    signed_in.keyboard.press("Enter")
    tool(signed_in, "body_en", "Bulleted list").click()
    signed_in.keyboard.type("fair ")
    signed_in.keyboard.press("Control+b")
    signed_in.keyboard.type("work")
    editor(signed_in, "body_ar").click()
    signed_in.keyboard.insert_text("نص عربي")
    save(signed_in)

    about.refresh_from_db()
    assert about.body_en == "<h2>Aims</h2><ul><li><p>fair <strong>work</strong></p></li></ul>"
    assert about.body_ar == "<p>نص عربي</p>"
    expect(editor(signed_in, "body_ar")).to_have_text("نص عربي")


def test_saving_without_a_change_changes_nothing(signed_in, about):
    text = '<h2>A</h2><p>b &amp; c</p><ol start="3"><li>x</li></ol><p><a href="/en?a=1&amp;b=2">y</a></p>'
    Text.objects.filter(pk=about.pk).update(body_en=text)
    signed_in.goto(address(about))
    editor(signed_in, "body_en")
    save(signed_in)

    about.refresh_from_db()
    assert about.body_en == text


def test_a_copy_between_editors_keeps_its_structure(signed_in, about):
    Text.objects.filter(pk=about.pk).update(body_en="<h2>A</h2><p>b</p><ul><li><p>c</p></li></ul>")
    signed_in.context.grant_permissions(["clipboard-read", "clipboard-write"])
    signed_in.goto(address(about))
    editor(signed_in, "body_en").click()
    signed_in.keyboard.press("Control+a")
    signed_in.keyboard.press("Control+c")
    editor(signed_in, "body_ar").click()
    signed_in.keyboard.press("Control+v")
    save(signed_in)

    about.refresh_from_db()
    assert about.body_ar == about.body_en


def test_links_are_asked_for_and_completed(signed_in, about):
    signed_in.goto(address(about))
    editor(signed_in, "body_en").click()
    signed_in.keyboard.type("ILO")
    signed_in.keyboard.press("Control+a")
    tool(signed_in, "body_en", "Link").click()
    dialog = signed_in.get_by_role("dialog")
    dialog.get_by_label("Address").fill("javascript:alert(1)")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_visible()
    dialog.get_by_label("Address").fill("www.ilo.org/migration")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    save(signed_in)

    about.refresh_from_db()
    assert about.body_en == '<p><a href="https://www.ilo.org/migration">ILO</a></p>'


def test_a_form_with_errors_keeps_the_text(signed_in, about):
    signed_in.goto(address(about))
    editor(signed_in, "body_ar").click()
    signed_in.keyboard.insert_text("لا يضيع")
    signed_in.locator("[name=name_en]").fill("")
    signed_in.locator("input[name=_continue]").last.click()

    expect(signed_in.locator(".refused")).to_be_visible()
    expect(editor(signed_in, "body_ar")).to_have_text("لا يضيع")


def test_the_toolbar_is_one_stop_of_the_keyboard(signed_in, about):
    signed_in.goto(address(about))
    editor(signed_in, "body_en")
    toolbar = signed_in.get_by_role("toolbar", name="Formatting").first
    toolbar.get_by_role("button").first.focus()
    signed_in.keyboard.press("ArrowRight")
    expect(toolbar.get_by_role("button", name="Heading, level 3")).to_be_focused()
    signed_in.keyboard.press("Tab")
    expect(editor(signed_in, "body_en")).to_be_focused()


def test_an_added_inline_has_a_working_editor(signed_in, transactional_db):
    nepal = Entity.objects.create(slug="nepal", iso2="NP", iso3="NPL", name_en="Nepal", name_ar="نيبال")
    signed_in.goto(address(nepal))
    group = signed_in.locator("#responsible_entities-group")
    add = group.locator(".add-row a")
    for _row in range(2):
        add.click()
    for row in range(2):
        group.locator(f"[name=responsible_entities-{row}-name_en]").fill(f"Ministry {row}")
        editable = editor(signed_in, f"responsible_entities-{row}-text_ar")
        expect(editable).to_have_attribute("dir", "rtl")
        editable.click()
        signed_in.keyboard.insert_text(f"نص {row}")
    paste(editor(signed_in, "responsible_entities-1-text_en"), html="<h1>Big</h1><p>Text</p>")
    save(signed_in)

    texts = ResponsibleEntity.objects.order_by("name_en").values_list("text_ar", "text_en")
    assert list(texts) == [("<p>نص 0</p>", ""), ("<p>نص 1</p>", "<h4>Big</h4><p>Text</p>")]


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_it_fits_a_telephone_in_either_scheme(signed_in, about, prefix):
    signed_in.set_viewport_size({"width": 390, "height": 800})
    signed_in.goto(prefix + address(about))
    editable = editor(signed_in, "body_ar")

    assert signed_in.evaluate("document.documentElement.scrollWidth") <= 390
    assert editable.bounding_box()["width"] >= 300
    for scheme in ("light", "dark"):
        signed_in.emulate_media(color_scheme=scheme)
        colours = editable.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
        assert (brightness(colours[0]) < brightness(colours[1])) == (scheme == "light"), scheme


def brightness(colour):
    return sum(map(float, colour[colour.index("(") + 1 : -1].split(",")[:3]))
