"""What pasting brings from Word, Google Docs, LibreOffice, Outlook, PDFs and mails, in a real browser: as it is saved."""

import pytest

from profiles.values.allowlist import clean
from tests import factories
from tests.browser.clipboard import (
    AIMS,
    ARABIC_WORD,
    FROM_AIMS,
    FROM_ARABIC_WORD,
    FROM_GOOGLE,
    FROM_WEB,
    FROM_WORD,
    GOOGLE,
    PASTED,
    PLAIN,
    WEB,
    WORD,
)
from tests.browser.test_editor import address, editor, paste, save


@pytest.fixture
def about(transactional_db):
    return factories.text(name_en="About", name_ar="حول", body_en="", body_ar="")


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ({"html": WORD}, FROM_WORD),
        ({"html": WEB}, FROM_WEB),
        ({"html": GOOGLE}, FROM_GOOGLE),
        ({"html": ARABIC_WORD}, FROM_ARABIC_WORD),
        ({"text": AIMS}, FROM_AIMS),
    ],
    ids=["word", "web", "google", "arabic word", "plain text"],
)
def test_what_is_pasted_comes_out_clean(signed_in, about, pasted, expected):
    signed_in.goto(address(about))
    paste(editor(signed_in, "body_en"), **pasted)
    # Footnotes that came along are shown once before they are left out.
    if signed_in.locator(".prose-notes:visible").count():
        signed_in.locator("input[name=_continue]").last.click()
    save(signed_in)

    about.refresh_from_db()
    assert about.body_en == expected


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
