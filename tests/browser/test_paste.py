"""What pasting brings from Word, Google Docs, LibreOffice, Outlook, PDFs and mails, in a real browser: as it is saved."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from profiles.desk.models import Entity, Text
from profiles.published.models import Source
from profiles.values.allowlist import clean
from tests import factories
from tests.browser.test_editor import address, editor, paste, save, tool

WORD_CHANGES = """
<p class=MsoNormal>It has <del cite="mailto:A" datetime="2026-01-01T10:00"><span lang=EN-GB>twelve</span></del><ins
cite="mailto:A" datetime="2026-01-01T10:00"><span lang=EN-GB>eighteen</span></ins> members<span class=msoDel>, perhaps</span>.</p>
"""
WORD_COMMENT = """
<p class=MsoNormal><a style='mso-comment-reference:PH_1;mso-comment-date:20260101T1000'>Members</a><span
class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a class=msocomanchor id="_anchor_1"
onmouseover="msoCommentShow('_anchor_1','_com_1')" href="#_msocom_1" language=JavaScript name="_msoanchor_1">[PH1]</a><![endif]><span
style='mso-special-character:comment'>&nbsp;</span></span></span> agreed.<o:p></o:p></p>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left size=1 width="33%"><![endif]>
<div style='mso-element:comment'><![if !supportAnnotations]><div id="_com_1" class=msocomtxt language=JavaScript><![endif]><span
style='mso-comment-author:"P H"'><![if !supportAnnotations]><a name="_msocom_1"></a><![endif]><p class=MsoCommentText><span
class=MsoCommentReference><span style='font-size:8.0pt'><span style='mso-special-character:comment'><![if !supportAnnotations]>&nbsp;<a
href="#_msoanchor_1" class=msocomoff>[PH1]</a><![endif]></span></span></span>Did they? Ask the minister.<o:p></o:p></p></span><![if
!supportAnnotations]></div><![endif]></div></div>
"""
GOOGLE_COMMENT = """
<p><span>Members</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup><span> agreed.</span></p>
<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Did they?</span></p></div>
"""
LIBRE_CHANGES = """
<p style="line-height: 100%">Since <del class="western"><span lang="en-GB">2007</span></del><ins datetime="2026-01-01">2008</ins>.
<!-- A comment in the margin --></p>
"""
RAISED = """
<p>10<sup>6</sup> m<span style='vertical-align:super'>2</span> CO<sub>2</sub> H<span style="font-size:0.6em;vertical-align:sub">2</span>O
<span style="vertical-align:baseline">x</span></p>
"""
LETTERED = """
<ol type="a"><li>One</li><li>Two</li></ol><p>And</p>
<ol><li style="list-style-type:lower-roman"><p>One</p></li></ol><ol style="list-style-type: upper-alpha" start="3"><li>C</li></ol>
"""


def word_list(*markers, level=1, of="l0"):
    """Paragraphs by which Word writes a list, the text of each its marker without its punctuation."""
    return "".join(
        f"<p class=MsoListParagraph style='mso-list:{of} level{level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>"
        f"{marker}<span>&nbsp;&nbsp; </span></span><![endif]>{marker.strip('().-')}</p>"
        for marker in markers
    )


def items(*texts):
    return "".join(f"<li><p>{text}</p></li>" for text in texts)


TABLE = """
<table class=MsoTableGrid border=1 style='border-collapse:collapse;border:none'><thead><tr><td width=200
style='width:150.0pt'><p class=MsoNormal><b>State<o:p></o:p></b></p></td><td><p class=MsoNormal><b>2008</b></p></td><td><p
class=MsoNormal><b>2020</b></p></td></tr></thead>
<tr><td><p class=MsoNormal>Nepal</p></td><td><p class=MsoNormal align=right>1&nbsp;000</p></td><td><p class=MsoNormal>2</p></td></tr>
<tr><td><p class=MsoNormal>Oman</p></td><td colspan=2><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>
"""
FROM_TABLE = (
    "<table><thead><tr><th><p>State</p></th><th><p>2008</p></th><th><p>2020</p></th></tr></thead><tbody>"
    "<tr><td><p>Nepal</p></td><td><p>1&nbsp;000</p></td><td><p>2</p></td></tr>"
    '<tr><td><p>Oman</p></td><td colspan="2"></td></tr></tbody></table>'
)
GOOGLE_TABLE = """
<b style="font-weight:normal;" id="docs-internal-guid-2"><div dir="ltr" align="left"><table style="border:none"><colgroup><col
width="200"/><col/></colgroup><tbody><tr><td><p dir="ltr"><span style="font-weight:700">State</span></p></td><td><p><span
style="font-weight:700">Since</span></p></td></tr><tr><td><p>Nepal</p></td><td><p>2008</p></td></tr></tbody></table></div></b>
"""
FROM_GOOGLE_TABLE = (
    "<table><thead><tr><th><p>State</p></th><th><p>Since</p></th></tr></thead>"
    "<tbody><tr><td><p>Nepal</p></td><td><p>2008</p></td></tr></tbody></table>"
)
OUTLOOK = """
<div class=WordSection1><table role=presentation width="100%"><tr><td><p class=MsoNormal>Dear all,</p></td></tr></table>
<table cellpadding=0><tr><td>One column</td></tr><tr><td>of a mail</td></tr></table>
<p class=MsoNormal>See <a href="#section">below</a>.<img width=1 height=1 src="https://example.org/count.gif"></p></div>
"""
LETTERS = (
    "<p>The o\ufb03ce \ufb01lled co\u00adoperation\u200b forms. Double.&nbsp; Space \u202eturned\u202c. \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    " La\u200ctin \ufefb</p>"
)
THUNDERBIRD = """
<pre class="moz-quote-pre" wrap="">The members met in Abu Dhabi and adopted a declaration on workers
who go abroad.

- fair recruitment
- decent work</pre>
"""
OUTLOOK_LINES = """
<p class=MsoPlainText>The members met in Abu Dhabi and adopted a declaration on workers<o:p></o:p></p>
<p class=MsoPlainText>who go abroad.<o:p></o:p></p><p class=MsoPlainText><o:p>&nbsp;</o:p></p><p class=MsoPlainText>They meet
again.</p>
"""
PASTED = {
    "a mail of Thunderbird": (
        THUNDERBIRD,
        "<p>The members met in Abu Dhabi and adopted a declaration on workers who go abroad.</p>"
        f"<ul>{items('fair recruitment', 'decent work')}</ul>",
    ),
    "lines of a mail of Outlook": (
        OUTLOOK_LINES,
        "<p>The members met in Abu Dhabi and adopted a declaration on workers who go abroad.</p><p>They meet again.</p>",
    ),
    "a link to a note elsewhere": (
        '<p>See <a href="https://example.org/a#fn1">what it says</a><a href="https://example.org/a#cite_note-1">[1]</a>.</p>',
        '<p>See <a href="https://example.org/a#fn1">what it says</a>.</p>',
    ),
    "tracked changes of Word": (WORD_CHANGES, "<p>It has eighteen members.</p>"),
    "a comment of Word": (WORD_COMMENT, "<p>Members agreed.</p>"),
    "a comment of Google Docs": (GOOGLE_COMMENT, "<p>Members agreed.</p>"),
    "tracked changes of LibreOffice": (LIBRE_CHANGES, "<p>Since 2008.</p>"),
    "raised and lowered letters": (
        RAISED,
        "<p>10<sup>6</sup> m<sup>2</sup> CO<sub>2</sub> H<sub>2</sub>O x</p>",
    ),
    "lettered lists": (
        LETTERED,
        f'<ol type="a">{items("One", "Two")}</ol><p>And</p><ol type="i">{items("One")}</ol><ol start="3" type="A">{items("C")}</ol>',
    ),
    "lettered lists of Word": (
        word_list("a.", "b.", "c.") + "<p>And</p>" + word_list("(i)", "(ii)") + "<p>And</p>" + word_list("i.", "j."),
        f'<ol type="a">{items(*"abc")}</ol><p>And</p><ol type="i">{items("i", "ii")}</ol><p>And</p>'
        f'<ol start="9" type="a">{items(*"ij")}</ol>',
    ),
    "letters within numbers": (
        word_list("1.") + word_list("a)", "b)", level=2) + word_list("2."),
        f'<ol><li><p>1</p><ol type="a">{items("a", "b")}</ol></li>{items("2")}</ol>',
    ),
    "lists of Arabic letters": (
        word_list("أ.", "ب.", "ج.", "د.") + "<p>و</p>" + word_list("أ-", "ب-", "ت-"),
        f'<ol type="a">{items(*"أبجد")}</ol><p>و</p><ol type="A">{items(*"أبت")}</ol>',
    ),
    "a list that goes on": (word_list("3.", "4."), f'<ol start="3">{items("3", "4")}</ol>'),
    "numbers of two levels": (word_list("1.1.", "1.2."), f"<ol>{items('1.1', '1.2')}</ol>"),
    "a table of Word": (TABLE, FROM_TABLE),
    "a table of Google Docs": (GOOGLE_TABLE, FROM_GOOGLE_TABLE),
    "a table with a caption": (
        "<table><caption>Members</caption><tr><th>State</th><td>Nepal</td></tr></table>",
        "<p>Members</p><table><tbody><tr><th><p>State</p></th><td><p>Nepal</p></td></tr></tbody></table>",
    ),
    "a mail of Outlook": (OUTLOOK, "<p>Dear all,</p><p>One column</p><p>of a mail</p><p>See below.</p>"),
    "letters of PDFs": (
        LETTERS,
        "<p>The office filled cooperation forms. Double. Space turned. \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 Latin \u0644\u0627</p>",
    ),
}

PDF = """The members of the Dialogue met in the capital of the United Arab Emirates and adop-
ted a declaration on the recruitment of workers. It names the labour-sending
countries and the labour-
sending regions.

Aims
• fair recruitment, as
it was agreed
• decent work
"""
MAIL = """Dear all,

> They asked when we meet.
> In May or in June?
We meet in May.

Ministry of Labour
Singha Durbar
Kathmandu"""
PLAIN = {
    "a PDF": (
        PDF,
        "<p>The members of the Dialogue met in the capital of the United Arab Emirates and adopted a declaration on the"
        " recruitment of workers. It names the labour-sending countries and the labour-sending regions.</p><p>Aims</p>"
        f"<ul>{items('fair recruitment, as it was agreed', 'decent work')}</ul>",
    ),
    "a mail": (
        MAIL,
        "<p>Dear all,</p><blockquote><p>They asked when we meet.</p><p>In May or in June?</p></blockquote>"
        "<p>We meet in May.</p><p>Ministry of Labour</p><p>Singha Durbar</p><p>Kathmandu</p>",
    ),
    "numbered lines": ("a. One\nb. Two\n", f'<ol type="a">{items("One", "Two")}</ol>'),
    "one line": ("just  words", "<p>just words</p>"),
}


@pytest.fixture
def about(transactional_db):
    return factories.text(name_en="About", name_ar="حول", body_en="", body_ar="")


@pytest.fixture
def nepal(transactional_db):
    return factories.entity(slug="nepal", name_en="Nepal", body_en="", body_ar="")


def pasted(page, editable, **what):
    """What the column would hold, when that alone is pasted."""
    editable.focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    paste(editable, **what)
    return clean(page.locator("[name=body_en]").input_value(), (2, 3))


def test_html_comes_as_it_was_meant(signed_in, about):
    signed_in.goto(address(about))
    editable = editor(signed_in, "body_en")
    found = {name: (pasted(signed_in, editable, html=html), expected) for name, (html, expected) in PASTED.items()}

    assert {name: both for name, both in found.items() if both[0] != both[1]} == {}


def test_links_into_the_page_itself_are_text_and_those_into_others_stay(signed_in, about):
    signed_in.goto(address(about))
    here, there = f"{signed_in.url}#_Toc1", "https://example.org/a#b"
    html = (
        f'<p><a href="{here}">a</a> <a href="#b">b</a> <a href="file:///c:/x.htm#c">c</a> <a href="{there}">d</a></p>'
    )
    assert pasted(signed_in, editor(signed_in, "body_en"), html=html) == f'<p>a b c <a href="{there}">d</a></p>'


def test_plain_text_comes_as_it_was_meant(signed_in, about):
    signed_in.goto(address(about))
    editable = editor(signed_in, "body_en")
    found = {name: (pasted(signed_in, editable, text=text), expected) for name, (text, expected) in PLAIN.items()}

    assert {name: both for name, both in found.items() if both[0] != both[1]} == {}


# ── What is said of it ──────────────────────────────────────────────────────────────────────────────────────────────

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


def said(page, name="body_en"):
    return page.locator(f".prose-editor:has(> textarea[name='{name}']) [role=status].prose-left")


def notes(page, name="body_en"):
    return page.locator(f".prose-editor:has(> textarea[name='{name}'])").get_by_role("group")


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
    expect(signed_in.locator("source-search [role=option]")).to_have_count(1)
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


# ── In the editor ───────────────────────────────────────────────────────────────────────────────────────────────────


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
