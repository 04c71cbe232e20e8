"""From the board of translations to the field, in a browser; what a form offers where a text is behind."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories
from tests.desk.verbs.test_levelling import saved


@pytest.fixture
def nepal(transactional_db):
    nepal = factories.entity("nepal", name_ar="نيبال")
    office = factories.responsible_entity(nepal, name_ar="وزارة", text_en="<p>One.</p>", text_ar="<p>واحد.</p>")
    saved(nepal)
    saved(office, text_en="<p>Two.</p>")
    return saved(nepal, summary_en="A summary, longer.")


def test_a_cell_leads_to_the_field_or_opens_the_row(signed_in, nepal):
    signed_in.goto("/admin/translations/")
    cells = signed_in.locator(".board-table").get_by_role("link", name="1 behind")
    cells.first.click()
    expect(signed_in.locator("#id_summary_ar")).to_be_focused()
    expect(signed_in.locator(".field-summary_ar .lag ins")).to_be_hidden()
    signed_in.locator(".field-summary_ar .lag summary").click()
    expect(signed_in.locator(".field-summary_ar .lag ins")).to_have_text(", longer")
    signed_in.goto("/admin/translations/")
    cells.last.click()
    expect(signed_in.locator(".fact-body .lag").first).to_be_visible()


def test_what_was_typed_is_not_left_behind_by_saying_that_nothing_is_needed(signed_in, nepal):
    signed_in.goto(f"/admin/profiles/entity/{nepal.pk}/change/")
    signed_in.locator("#id_website").fill("https://example.org")
    signed_in.locator(".field-summary_ar").get_by_role("link", name="It needs no change").click()
    signed_in.get_by_role("button", name="Save first").click()
    expect(signed_in.locator("h1", has_text="Translations of Nepal")).to_be_visible()
    signed_in.get_by_role("button", name="None of this section needs a change").first.click()
    expect(signed_in.locator(".messagelist .success")).to_contain_text("Noted")
    nepal.refresh_from_db()
    assert nepal.website == "https://example.org"


@pytest.mark.parametrize(("prefix", "width", "scheme"), [("", 390, "dark"), ("/ar", 1440, "light")])
def test_boards_and_marks_are_accessible_and_fit(signed_in, complaints, nepal, prefix, width, scheme):
    signed_in.set_viewport_size({"width": width, "height": 844})
    signed_in.emulate_media(color_scheme=scheme)
    own = (f"profiles/entity/{nepal.pk}/{page}/" for page in ("change", "translations"))
    for path in ("translations/?show=all", "completeness/", *own):
        signed_in.goto(f"{prefix}/admin/{path}")
        wide = signed_in.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
        complained = list(complaints)
        result = Axe().run(signed_in)
        complaints[:] = complained  # its own probing breaks the policy
        assert result.violations_count == 0, (path, result.generate_report())
