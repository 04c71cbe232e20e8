"""Tables, letters and numbers in the rich text editor, and on the page."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from profiles.desk.models import Entity, Text
from profiles.values.allowlist import clean
from tests import factories
from tests.browser.test_editor import address, editor, paste, save, tool


@pytest.fixture
def about(transactional_db):
    return factories.text(name_en="About", name_ar="حول", body_en="", body_ar="")


@pytest.fixture
def nepal(transactional_db):
    return factories.entity(slug="nepal", name_en="Nepal", body_en="", body_ar="")


def test_a_table_is_made_and_changed_by_its_buttons_and_keys(signed_in, about):
    signed_in.goto(address(about))
    editor(signed_in, "body_en").click()
    tool(signed_in, "body_en", "Table").click()
    for words in ("State", "Since", "Note", "Nepal", "10"):
        signed_in.keyboard.type(words)
        signed_in.keyboard.press("Tab")
    tool(signed_in, "body_en", "Remove the column").click()
    editor(signed_in, "body_en").get_by_text("Nepal").click()
    tool(signed_in, "body_en", "Remove the row").click()
    save(signed_in)

    about.refresh_from_db()
    assert about.body_en == (
        "<table><thead><tr><th><p>State</p></th><th><p>Since</p></th></tr></thead>"
        "<tbody><tr><td></td><td></td></tr></tbody></table>"
    )


def in_the_editor(page) -> bool:
    return page.evaluate("document.activeElement.matches('.ProseMirror')")


def put_the_caret_in(cell):
    """Click until the caret stays: 20 ms after it got the focus the editor may put it where it was before."""
    stays = "async cell => { await new Promise(done => setTimeout(done, 60)); return cell.contains(getSelection().anchorNode) }"
    cell.click()
    while not cell.evaluate(stays):
        cell.click()


def test_the_tab_key_leaves_a_table_from_its_last_cell_and_from_any_after_escape(signed_in, about):
    signed_in.goto(address(about))
    editor(signed_in, "body_en").click()
    tool(signed_in, "body_en", "Table").click()
    for _ in range(8):
        signed_in.keyboard.press("Tab")
    assert in_the_editor(signed_in)
    signed_in.keyboard.press("Tab")
    assert not in_the_editor(signed_in)
    assert editor(signed_in, "body_en").locator("tr").count() == 3
    put_the_caret_in(editor(signed_in, "body_en").locator("th").first)
    signed_in.keyboard.press("Tab")
    assert in_the_editor(signed_in)
    signed_in.keyboard.press("Escape")
    signed_in.keyboard.press("Tab")
    assert not in_the_editor(signed_in)


def test_saving_without_a_change_leaves_tables_and_letters_alone(signed_in, nepal):
    text = (
        '<p>10<sup>6</sup> CO<sub>2</sub></p><ol start="3" type="A"><li><p>x</p></li></ol>'
        '<table><thead><tr><th>a</th><th colspan="2">b</th></tr></thead><tbody><tr><td>c</td><td></td><td><p>d</p></td></tr></tbody></table>'
    )
    Entity.objects.filter(pk=nepal.pk).update(body_en=text)
    signed_in.goto(address(nepal))
    editor(signed_in, "body_en")
    save(signed_in)

    nepal.refresh_from_db()
    assert nepal.body_en == text


def test_a_copy_between_editors_keeps_tables_and_letters(signed_in, about):
    text = (
        '<ol type="A"><li><p>10<sup>6</sup></p></li></ol><table><thead><tr><th><p>a</p></th><th><p>b</p></th></tr></thead>'
        '<tbody><tr><td colspan="2"><p>c</p></td></tr></tbody></table><p>d</p>'
    )
    Text.objects.filter(pk=about.pk).update(body_en=text)
    signed_in.context.grant_permissions(["clipboard-read", "clipboard-write"])
    signed_in.goto(address(about))
    editor(signed_in, "body_en").click()
    signed_in.keyboard.press("Control+a")
    signed_in.keyboard.press("Control+c")
    editor(signed_in, "body_ar").click()
    signed_in.keyboard.press("Control+v")
    save(signed_in)

    about.refresh_from_db()
    assert about.body_ar == text


def test_lists_count_in_the_letters_of_the_column(signed_in, about):
    Text.objects.filter(pk=about.pk).update(**dict.fromkeys(("body_en", "body_ar"), '<ol type="a"><li>x</li></ol>'))
    signed_in.goto(address(about))
    counted = [
        editor(signed_in, f"body_{code}").locator("ol").evaluate("list => getComputedStyle(list).listStyleType")
        for code in ("en", "ar")
    ]
    assert counted == ["lower-alpha", "abjad"]


def lettered(page, name, *lines):
    """A list in letters, made by its button."""
    editor(page, name).click()
    tool(page, name, "Lettered list").click()
    for line in lines[:-1]:
        page.keyboard.insert_text(line)
        page.keyboard.press("Enter")
    page.keyboard.insert_text(lines[-1])


def test_a_list_in_letters_is_made_by_its_button_and_stays_so_when_it_is_saved(signed_in, about):
    signed_in.goto(address(about))
    lettered(signed_in, "body_en", "fair", "safe")
    lettered(signed_in, "body_ar", "عادل", "آمن")
    for name, letter in (("body_en", "a."), ("body_ar", "أ.")):
        expect(tool(signed_in, name, "Lettered list")).to_have_text(letter, use_inner_text=True)
    save(signed_in)

    about.refresh_from_db()
    text = '<ol type="a"><li><p>fair</p></li><li><p>safe</p></li></ol>'
    assert about.body_en == text == clean(text, (2, 3))
    assert about.body_ar == '<ol type="a"><li><p>عادل</p></li><li><p>آمن</p></li></ol>'


def test_a_list_changes_between_letters_numbers_and_bullets_and_each_step_is_undone_as_one(signed_in, about):
    signed_in.goto(address(about))
    stored = signed_in.locator("[name=body_en]")
    list_of = "<ol{}><li><p>x</p></li></ol>".format
    letters = list_of(' type="a"')
    pressed = {name: tool(signed_in, "body_en", name) for name in ("Lettered list", "Numbered list", "Bulleted list")}
    editor(signed_in, "body_en").click()
    signed_in.keyboard.insert_text("x")
    steps = []
    # Half a second apart, steps are undone one by one.
    moments = (dt.datetime(2026, 11, 29, 12, minute, tzinfo=dt.UTC) for minute in range(60))
    for name in ("Lettered list", "Numbered list", "Lettered list", "Bulleted list", "Lettered list", "Lettered list"):
        signed_in.clock.set_fixed_time(next(moments))
        pressed[name].click()
        steps.append(clean(stored.input_value(), (2, 3)))
    assert steps == [letters, list_of(""), letters, "<ul><li><p>x</p></li></ul>", letters, "<p>x</p>"]
    for expected in reversed(steps[:-1]):
        signed_in.keyboard.press("Control+z")
        assert clean(stored.input_value(), (2, 3)) == expected
    expect(pressed["Lettered list"]).to_have_attribute("aria-pressed", "true")
    expect(pressed["Numbered list"]).to_have_attribute("aria-pressed", "false")


def test_letters_within_numbers_are_of_the_inner_list_alone_and_the_list_above_keeps_its_own(signed_in, about):
    inner = "<li><p>x</p><ol><li><p>y</p></li></ol></li>"
    Text.objects.filter(pk=about.pk).update(body_en=f"<ol>{inner}</ol><p>z</p>")
    signed_in.goto(address(about))
    for words in ("y", "z"):
        editor(signed_in, "body_en").get_by_text(words).click()
        tool(signed_in, "body_en", "Lettered list").click()
    save(signed_in)

    about.refresh_from_db()
    lettered_inner = inner.replace("<ol>", '<ol type="a">')
    assert about.body_en == f'<ol>{lettered_inner}</ol><ol type="a"><li><p>z</p></li></ol>'


def test_numbers_and_addresses_stay_whole_in_an_arabic_text_while_it_is_written(signed_in, about):
    signed_in.goto(address(about))
    editable = editor(signed_in, "body_ar")
    paste(editable, html="<p>هاتف +977 1 4211791 أو a@b.org، 2008-2010، <b>2 500 000</b></p>")
    expect(editable.locator(".run")).to_have_text(["+977 1 4211791", "a@b.org", "2 500 000"])
    paste(editor(signed_in, "body_en"), html="<p>+977 1 4211791</p>")
    expect(editor(signed_in, "body_en").locator(".run")).to_have_count(0)
    save(signed_in)

    about.refresh_from_db()
    assert about.body_ar == "<p>هاتف +977 1 4211791 أو a@b.org، 2008-2010، <strong>2 500 000</strong></p>"


@pytest.mark.parametrize(
    ("prefix", "scheme", "width"), [("", "dark", 390), ("/ar", "light", 390), ("/ar", "dark", 1440)]
)
def test_a_wide_table_scrolls_by_itself_on_its_page_and_axe_finds_nothing(
    page, complaints, transactional_db, prefix, scheme, width
):
    cells = "".join(f"<td><p>column {number}</p></td>" for number in range(12))
    table = (
        f"<h2>a</h2><table><thead><tr>{cells.replace('td', 'th')}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    )
    letters = '<ol type="a"><li>10<sup>6</sup></li></ol>'
    factories.published(factories.text(body_en=table + letters, body_ar=table + letters))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{prefix}/about/")
    frame = page.locator(".of-table")
    frame.evaluate("e => e.addEventListener('scroll', () => (e.dataset.scrolled = true))")
    frame.focus()
    page.keyboard.press("ArrowLeft" if prefix else "ArrowRight")
    expect(frame).to_have_attribute("data-scrolled", "true")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("ol").first.evaluate("e => getComputedStyle(e).listStyleType") == (
        "abjad" if prefix else "lower-alpha"
    )
    complained = list(complaints)
    result = Axe().run(page)
    complaints[:] = complained  # its own probing breaks the policy
    assert result.violations_count == 0, result.generate_report()
