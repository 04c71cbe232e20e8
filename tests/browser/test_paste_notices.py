"""What is said of a text that was pasted: what was left out, and its footnotes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from profiles.published.models import Source
from tests import factories
from tests.browser.clipboard import WORD_CHANGES, WORD_COMMENT
from tests.browser.test_editor import address, editor, paste, save

WORD_FOOTNOTES = """
<p class=MsoNormal>Adopted in 2008<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference><span style='font-size:11.0pt'>[1]</span></span><![endif]></span></span></a> and renewed<a
style='mso-footnote-id:ftn2' href="#_ftn2" name="_ftnref2" title=""><sup>[2]</sup></a>.</p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
style='font-size:10.0pt'>[1]</span><![endif]></span></span></a> Abu Dhabi Declaration, para. 3.</p></div>
<div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText><a style='mso-footnote-id:ftn2' href="#_ftnref2" name="_ftn2"
title=""><sup>[2]</sup></a> A letter.</p></div></div>
"""
GOOGLE_FOOTNOTE = """
<p><span>Adopted in 2008</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span>.</span></p>
<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;A letter.</span></p></div>
"""
LIBRE_FOOTNOTE = """
<p>Adopted in 2008<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>A letter.</p></div>
"""


@pytest.fixture
def about(transactional_db):
    return factories.text(name_en="About", name_ar="حول", body_en="", body_ar="")


@pytest.fixture
def nepal(transactional_db):
    return factories.entity(slug="nepal", name_en="Nepal", body_en="", body_ar="")


def said(page, name="body_en"):
    return page.locator(f".prose-editor:has(> textarea[name='{name}']) [role=status].prose-left")


def notes(page, name="body_en"):
    return page.locator(f".prose-editor:has(> textarea[name='{name}'])").get_by_role("group")


def options(page):
    return page.locator("source-search [role=option]")


def test_what_was_left_out_is_said_once_and_can_be_closed(signed_in, about):
    signed_in.goto(address(about))
    editable = editor(signed_in, "body_en")
    pictures = (
        '<img src="https://example.org/a.png"><p>b <s>c</s></p><math><mi>x</mi></math><img width="1" src="d.gif">'
    )
    signed_in.route("https://example.org/**", lambda route: route.abort())
    paste(editable, html=WORD_COMMENT + WORD_CHANGES + pictures)

    expect(said(signed_in)).to_contain_text(
        "Left out of what you pasted: pictures (1), formulas (1), comments (1), and words marked as deleted (2)."
        " Words that were struck through stand here without the line. Read them through."
    )
    paste(editable, html="<p>more</p>")
    expect(said(signed_in)).to_be_empty()
    paste(editable, html="<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>")
    expect(said(signed_in)).to_contain_text("A table within a table or a heading stands here as paragraphs.")
    signed_in.get_by_role("button", name="Close").click()
    expect(said(signed_in)).to_be_empty()
    editable.evaluate(
        """element => {
            const clipboardData = new DataTransfer()
            clipboardData.items.add(new File(["x"], "picture.png", { type: "image/png" }))
            element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }"""
    )
    expect(said(signed_in)).to_contain_text("Left out of what you pasted: pictures (1).")


def test_a_source_takes_the_place_of_a_footnote_that_came_along_and_others_are_not_saved(signed_in, nepal):
    Source.objects.create(code="abu-dhabi-declaration", label_en="Abu Dhabi Declaration")
    signed_in.goto(address(nepal))
    editable = editor(signed_in, "body_en")
    paste(editable, html=WORD_FOOTNOTES)
    expect(notes(signed_in)).to_contain_text("Footnotes that came with the text: 2.")
    expect(notes(signed_in).get_by_role("listitem")).to_contain_text(
        ["[1] Abu Dhabi Declaration, para. 3.", "[2] A letter."]
    )
    signed_in.get_by_role("button", name="Choose the source 1").click()
    expect(options(signed_in)).to_have_count(1)
    signed_in.keyboard.press("Enter")
    expect(notes(signed_in).get_by_role("listitem")).to_contain_text(["[2] A letter."])
    signed_in.get_by_role("button", name="Leave it out 2").click()
    expect(notes(signed_in)).to_be_hidden()
    editable.focus()
    signed_in.keyboard.press("Control+z")
    expect(notes(signed_in).get_by_role("listitem")).to_contain_text(["[2] A letter."])
    signed_in.locator("[name=_continue]").click()
    expect(notes(signed_in)).to_contain_text("Save again to leave out")
    save(signed_in)

    nepal.refresh_from_db()
    assert nepal.body_en == '<p>Adopted in 2008<sup data-source="abu-dhabi-declaration"></sup> and renewed.</p>'
    expect(notes(signed_in)).to_be_hidden()


def footnoted(number, text):
    return f'<p>a<a href="#_ftn{number}">[{number}]</a></p><p><a href="#_ftnref{number}">[{number}]</a> {text}</p>'


def test_the_source_that_a_footnote_means_is_marked_and_none_where_several_may_be_meant(signed_in, nepal):
    declaration = {"url": "https://example.org/declaration", "day": "2008-01-22"}
    factories.word(Source, "declaration", label_en="Abu Dhabi Declaration", **declaration)
    for year in ("2010", "2012"):
        factories.word(Source, f"minutes-{year}", label_en="Minutes of Manila", day=year)
    signed_in.goto(address(nepal))
    paste(
        editor(signed_in, "body_en"),
        html=footnoted(1, "The text, http://www.example.org/declaration/.") + footnoted(2, "Minutes of Manila, p. 3."),
    )
    signed_in.get_by_role("button", name="Choose the source 1").click()
    dialog = signed_in.get_by_role("dialog", name="Source")
    expect(options(signed_in)).to_have_attribute("aria-selected", "true")
    expect(options(signed_in)).to_contain_text("Abu Dhabi Declaration22 Jan. 2008 · declaration")
    expect(dialog.get_by_role("status")).to_have_text("The register has this source: press Enter to take it.")
    signed_in.keyboard.press("Enter")
    signed_in.get_by_role("button", name="Choose the source 2").click()
    expect(options(signed_in)).to_have_count(2)
    expect(dialog.locator("[aria-selected=true]")).to_have_count(0)
    expect(dialog.get_by_role("status")).to_contain_text("One of these may be meant.")
    # Nothing is chosen by mistake, and arrows begin at either end.
    signed_in.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    signed_in.keyboard.press("ArrowUp")
    expect(options(signed_in).last).to_have_attribute("aria-selected", "true")
    signed_in.keyboard.press("ArrowDown")
    expect(options(signed_in).first).to_have_attribute("aria-selected", "true")
    signed_in.keyboard.press("Enter")
    save(signed_in)

    nepal.refresh_from_db()
    assert nepal.body_en == (
        '<p>a<sup data-source="declaration"></sup></p><p>a<sup data-source="minutes-2010"></sup></p>'
    )


def test_a_new_source_begins_with_what_the_footnote_says_and_takes_its_place(signed_in, nepal):
    signed_in.goto(address(nepal))
    note = "See “Second Declaration”, 27 Nov. 2014, https://example.org/second (accessed 3 May 2023)."
    paste(editor(signed_in, "body_en"), html=footnoted(1, note))
    signed_in.get_by_role("button", name="Choose the source 1").click()
    dialog = signed_in.get_by_role("dialog", name="Source")
    expect(dialog.get_by_role("status")).to_have_text("Nothing is found.")
    expect(dialog.get_by_role("combobox")).to_have_value("Second Declaration")
    with signed_in.expect_popup() as opened:
        dialog.get_by_role("link", name="New source").click()
    window = opened.value
    for name, value in {
        "label_en": "Second Declaration",
        "day": "2014-11-27",
        "url": "https://example.org/second",
        "retrieved_on": "2023-05-03",
    }.items():
        expect(window.locator(f"[name={name}]")).to_have_value(value)
    window.locator("[name=label_ar]").fill("الإعلان الثاني")
    window.locator("[name=_save]").last.click()
    expect(dialog).to_have_count(0)
    expect(notes(signed_in)).to_be_hidden()
    expect(editor(signed_in, "body_en")).to_be_focused()
    save(signed_in)

    nepal.refresh_from_db()
    assert nepal.body_en == '<p>a<sup data-source="second-declaration-2014"></sup></p>'
    source = Source.objects.get()
    assert (source.url, source.day) == ("https://example.org/second", "2014-11-27")


@pytest.mark.parametrize("html", [GOOGLE_FOOTNOTE, LIBRE_FOOTNOTE], ids=["google", "libreoffice"])
def test_footnotes_are_known_where_they_cannot_be_kept_too(signed_in, about, html):
    signed_in.goto(address(about))
    paste(editor(signed_in, "body_en"), html=html)
    expect(notes(signed_in).get_by_role("listitem")).to_contain_text(["[1] A letter."])
    expect(signed_in.get_by_role("button", name="Choose the source 1")).to_have_count(0)
    signed_in.locator("[name=_continue]").click()
    expect(notes(signed_in)).to_contain_text("Save again to leave out")
    expect(notes(signed_in).get_by_role("button", name="Leave it out 1")).to_be_focused()
    save(signed_in)

    about.refresh_from_db()
    assert about.body_en == "<p>Adopted in 2008.</p>"


@pytest.mark.parametrize(("prefix", "scheme"), [("", "dark"), ("/ar", "light")])
def test_notices_and_a_wide_table_fit_a_telephone_and_axe_finds_nothing(signed_in, complaints, nepal, prefix, scheme):
    signed_in.emulate_media(color_scheme=scheme)
    signed_in.set_viewport_size({"width": 390, "height": 800})
    signed_in.goto(prefix + address(nepal))
    cells = "".join(f"<td>column {number}</td>" for number in range(12))
    paste(
        editor(signed_in, "body_ar"),
        html=f"{WORD_COMMENT}{WORD_FOOTNOTES}<table><tr>{cells}</tr><tr>{cells}</tr></table>",
    )
    expect(notes(signed_in, "body_ar").get_by_role("listitem")).to_have_count(2)

    assert signed_in.evaluate("document.documentElement.scrollWidth") <= 390
    box = signed_in.locator(".prose-editor:has(> textarea[name='body_ar'])")
    bounds = box.bounding_box()
    places = [button.bounding_box() for button in box.get_by_role("button").all() if button.is_visible()]
    assert len(places) > 20
    assert [
        place
        for place in places
        if place["x"] < bounds["x"] or place["x"] + place["width"] > bounds["x"] + bounds["width"]
    ] == []
    result = Axe().run(signed_in)
    complaints.clear()  # its own probing breaks the policy
    assert result.violations_count == 0, result.generate_report()
