"""Two people at the form of one entry."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from profiles.desk import checks
from profiles.desk.admin.form import presence
from profiles.desk.models import Comment, Presence
from profiles.desk.verbs import commenting
from tests import factories
from tests.browser.test_form import LOOKS, address, form, nepal, publisher  # noqa: F401
from tests.browser.test_lost_work import sign_in


@pytest.fixture
def spoken_of(nepal, publisher):  # noqa: F811
    """Nepal with what is said of its summary and of its ministry."""
    commenting.comment(nepal, by=publisher, words="Which year?", place="summary_en")
    row = checks.row_anchor(nepal.responsible_entities.get().uid)
    commenting.comment(nepal, by=publisher, words="Is it still so called?", place=row)
    return nepal


def test_comments_stand_at_their_field_and_row(spoken_of, form):  # noqa: F811
    form.get_by_role("link", name="Summary, in English").click()
    box = form.locator(".fieldBox.field-summary_en")
    box.get_by_text("1 comment").click()
    expect(box.get_by_text("Which year?")).to_be_visible()
    row = form.locator("#responsible_entities-0")
    row.locator("summary", has_text="1 comment").first.click()
    row.locator(".thread summary").click()
    expect(row.get_by_role("link", name="Comment on: Ministry", exact=True)).to_be_visible()
    expect(row.get_by_text("Is it still so called?")).to_be_visible()


def test_a_field_offers_to_comment_and_what_was_typed_is_saved_first(nepal, form):  # noqa: F811
    form.locator("[name=summary_en]").fill("Newer.")
    form.keyboard.press("Tab")
    expect(form.get_by_role("link", name="Comment on: Summary, in English")).to_be_focused()
    form.keyboard.press("Enter")
    form.get_by_role("button", name="Save first").click()
    form.wait_for_url("**/comments/?on=summary_en")
    expect(form.locator("#id_place")).to_have_value("summary_en")
    form.locator("#id_words").fill("Shorter now.")
    form.get_by_role("button", name="Comment").click()
    expect(form.get_by_text("Your comment is kept.")).to_be_visible()
    comment = Comment.objects.get()
    nepal.refresh_from_db()
    assert (comment.place, comment.words, nepal.summary_en) == ("summary_en", "Shorter now.", "Newer.")


def test_without_script_they_stand_above_the_form(spoken_of, form, browser, live_server):  # noqa: F811
    context = browser.new_context(java_script_enabled=False, storage_state=form.context.storage_state())
    page = context.new_page()
    page.goto(live_server.url + address(spoken_of))
    page.locator(".entry-comments summary").first.click()
    expect(page.get_by_text("Which year?").or_(page.get_by_text("Is it still so called?")).first).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    ("prefix", "width", "scheme"), [*LOOKS[:2], *(pytest.param(*look, marks=pytest.mark.slow) for look in LOOKS[2:])]
)
def test_comments_are_accessible_and_fit(spoken_of, form, complaints, prefix, width, scheme):  # noqa: F811
    form.emulate_media(color_scheme=scheme)
    form.set_viewport_size({"width": width, "height": 900})
    for page in (address(spoken_of, prefix), address(spoken_of, prefix).replace("/change/", "/comments/")):
        form.goto(page)
        if page.endswith("change/"):
            form.locator("[name=summary_en]").focus()
            form.locator(".fieldBox.field-summary_en .thread summary").click()
        assert form.evaluate("document.documentElement.scrollWidth <= innerWidth"), page
        complained = list(complaints)
        result = Axe().run(form)
        complaints[:] = complained  # its own probing breaks the policy
        assert [found["id"] for found in result.response["violations"]] == [], page


def test_who_else_has_the_form_open_is_said_to_both(nepal, form, live_server, browser):  # noqa: F811
    told = form.locator(".present")
    expect(told).to_have_text("")
    context = browser.new_context(base_url=live_server.url)
    sign_in(context, live_server, Client(), factories.person("colleague", "Editors"))
    theirs = context.new_page()
    theirs.goto(address(nepal))
    expect(theirs.get_by_role("status").filter(has_text="reviewer has had this open since")).to_be_visible()
    context.close()
    form.reload()
    expect(told).to_contain_text("colleague has had this open since")


def test_the_sentence_follows_without_a_reload(nepal, form, publisher):  # noqa: F811
    form.clock.install()
    form.reload()
    told = form.locator(".present")
    expect(told).to_have_text("")
    expect(form.locator(".present.somebody")).to_have_count(0)
    presence.note(nepal, factories.person("colleague", "Editors"), timezone.now())
    form.clock.run_for(31_000)
    expect(told).to_contain_text("colleague has had this open since")
    Presence.objects.exclude(person=publisher).delete()
    form.clock.run_for(31_000)
    expect(told).to_have_text("")
