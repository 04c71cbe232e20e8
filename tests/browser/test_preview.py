"""The preview in its frame and behind a link, in a real browser: `page` allows no error in the console."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from profiles.desk.models import PreviewLink
from profiles.values import files
from tests import factories


@pytest.fixture
def draft(transactional_db):
    row = factories.organization("iom", acronym_en="IOM", summary_ar="مسودة لم تُنشر.", logo=factories.logo())
    factories.responsible_entity(row)
    assert files.open_file(row.logo)
    return row


def loaded_logo(place):
    """The width of the logo as it was drawn, once it has arrived."""
    logo = place.locator(".flag.logo").first
    logo.wait_for()
    return logo.evaluate(
        """(image) => image.complete ? image.naturalWidth : new Promise((done) => {
            for (const end of ["load", "error"]) image.addEventListener(end, () => done(image.naturalWidth))
        })"""
    )


def test_the_frame_shows_the_arabic_page_at_the_width_of_a_phone(signed_in, draft):
    signed_in.goto(f"/admin/profiles/entity/{draft.pk}/preview/")
    signed_in.get_by_role("navigation", name="Preview").get_by_role("link", name="العربية").click()
    signed_in.get_by_role("link", name="Phone").click()
    frame = signed_in.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("dir", "rtl")
    expect(frame.locator(".lead")).to_have_text("مسودة لم تُنشر.")
    assert frame.locator("html").evaluate("html => [html.clientWidth, html.scrollWidth]") == [390, 390]
    assert loaded_logo(frame) == 8
    signed_in.get_by_role("link", name="Desktop").click()
    expect(frame.locator("html")).to_have_attribute("dir", "rtl")
    assert frame.locator("html").evaluate("html => innerWidth") == 1280
    signed_in.get_by_label("Preview").get_by_role("link", name="Back to editing").click()
    expect(signed_in).to_have_url(re.compile(rf"/admin/profiles/entity/{draft.pk}/change/$"))


def test_a_link_in_the_frame_opens_beside_and_leaves_the_editor_where_it_was(signed_in, draft):
    signed_in.goto(f"/admin/profiles/entity/{draft.pk}/preview/")
    with signed_in.context.expect_page() as opened:
        signed_in.frame_locator("iframe").locator(".menu").get_by_role("link", name="Members").click()
    expect(opened.value).to_have_url(re.compile("/members/$"))
    expect(signed_in).to_have_url(re.compile("/preview/$"))


def test_the_preview_stands_beside_the_form_where_there_is_room(signed_in, draft):
    signed_in.set_viewport_size({"width": 1440, "height": 900})
    signed_in.goto(f"/admin/profiles/entity/{draft.pk}/change/")
    signed_in.get_by_text("Look at it", exact=True).click()
    signed_in.get_by_role("link", name="Preview beside the form").click()
    form, frame = signed_in.locator("#entity_form").bounding_box(), signed_in.locator("iframe").bounding_box()
    assert form["x"] + form["width"] <= frame["x"]
    assert signed_in.evaluate("document.documentElement.scrollWidth") <= 1440
    signed_in.locator("textarea[name=summary_en]").fill("Seen beside the form.")
    signed_in.locator("input[name=_continue]").first.click()
    expect(signed_in.frame_locator("iframe").locator(".lead")).to_have_text("Seen beside the form.")
    signed_in.locator("textarea[name=summary_en]").fill("Typed and not saved.")
    signed_in.get_by_label("Preview").get_by_role("link", name="العربية").click()
    expect(signed_in.frame_locator("iframe").locator(".lead")).to_have_text("مسودة لم تُنشر.")
    expect(signed_in.locator("textarea[name=summary_en]")).to_have_value("Typed and not saved.")
    signed_in.set_viewport_size({"width": 1280, "height": 900})
    expect(signed_in.locator("iframe")).to_be_hidden()


def test_a_link_is_made_sent_and_read_without_an_account(signed_in, draft, browser):
    signed_in.goto(f"/admin/profiles/entity/{draft.pk}/links/")
    signed_in.get_by_role("button", name="Make a link").click()
    address = signed_in.get_by_label("English").input_value()
    context = browser.new_context()
    reader = context.new_page()
    errors = []
    reader.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    reader.goto(address)
    expect(reader.locator(".banner")).to_contain_text("It is not published")
    assert loaded_logo(reader) == 8
    reader.locator("a.language").click()
    expect(reader.locator(".lead")).to_have_text("مسودة لم تُنشر.")
    assert loaded_logo(reader) == 8
    assert context.cookies() == []
    assert errors == []

    PreviewLink.objects.update(expires_at=timezone.now())
    assert reader.goto(address).status == 404
    PreviewLink.objects.update(expires_at=timezone.now() + dt.timedelta(days=1))
    assert reader.goto(address).status == 200
    signed_in.goto(f"/admin/profiles/entity/{draft.pk}/links/")
    signed_in.get_by_role("button", name="Revoke").click()
    expect(signed_in.locator(".messagelist .success")).to_be_visible()
    assert reader.goto(address).status == 404
    context.close()
