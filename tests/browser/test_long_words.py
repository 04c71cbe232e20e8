"""Long words and large letters: no page is wider than its window."""

import json

import pytest

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing

PAGES = [
    "/",
    "/members/",
    "/members/qatar/",
    "/members/ioe/",
    "/members/qatar/changes/",
    "/compare/?m=qatar&m=ioe",
    "/changes/",
    "/timeline/",
    "/map/",
    "/roles/chair/",
    "/cross-membership/",
    "/between/?from=2012-04-19&to=2014-11-27",
    "/meetings/ministerial-7/",
    "/search/?q=labour",
    "/api/",
    "/contact/",
]
WORD = "Arbeitsmigrationskoordinierungsbehörde"


@pytest.fixture
def long_names(directory):
    """A name of one long word, and one of 185 letters."""
    for slug, name in (("qatar", WORD), ("ioe", f"Intergovernmental Consultation of {WORD}n on " * 3)):
        entity = Entity.objects.get(slug=slug)
        entity.name_en = name[:185].strip()
        entity.save()
        publishing.publish(entity, by=directory, override="For a test.")


@pytest.fixture(params=[16, 32])
def letters(request, browser_type, browser_type_launch_args, tmp_path):
    """A page of a browser whose letters are of that size unless a page says otherwise."""
    (tmp_path / "Default").mkdir()
    preferences = {"webkit": {"webprefs": {"default_font_size": request.param}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(preferences))
    context = browser_type.launch_persistent_context(tmp_path, **browser_type_launch_args)
    page = context.new_page()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{request.param}px"
    yield page
    context.close()


def test_no_page_is_wider_than_its_window(letters, long_names, base_url):
    wider = {}
    for width in (320, 1280):
        letters.set_viewport_size({"width": width, "height": 800})
        for address in [*PAGES, "/ar/", "/ar/members/qatar/", "/ar/meetings/ministerial-7/"]:
            letters.goto(base_url + address)
            if (found := letters.evaluate("document.documentElement.scrollWidth")) > width:
                wider[width, address] = found
    assert wider == {}


# A word that stands in two lines, and where; addresses of pages may.
BROKEN = """() => {
    const found = []
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const box = text.parentElement
        if (!box.checkVisibility() || box.closest(".hidden, thead, svg, pre, code, .cite")) continue
        for (const word of text.data.matchAll(/[\\p{L}\\p{M}]{2,}/gu)) {
            const range = document.createRange()
            range.setStart(text, word.index)
            range.setEnd(text, word.index + word[0].length)
            const lines = [...range.getClientRects()].filter(({ width }) => width > 0.5).map(({ top }) => Math.round(top))
            if (new Set(lines).size > 1) found.push(word[0])
        }
    }
    return found
}"""


def test_no_word_of_the_real_directory_is_broken_at_an_arbitrary_letter(page, directory):
    broken = {}
    for width in (320, 390, 768):
        page.set_viewport_size({"width": width, "height": 800})
        for address in ("/", "/members/iom/", "/compare/?m=iom&m=nepal", "/roles/chair/", "/ar/members/iom/"):
            page.goto(address)
            if words := page.evaluate(BROKEN):
                broken[width, address] = words
    assert broken == {}
