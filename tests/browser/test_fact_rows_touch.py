"""Rows of facts under a finger: dragged by their handle, moved by their buttons."""

import re

from playwright.sync_api import expect

from tests.browser.test_editor import address
from tests.browser.test_fact_rows import entity, row  # noqa: F401
from tests.browser.test_lost_work import sign_in

TEXT = "textarea[data-django-prose-editor-configurable]"
TELEPHONE = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 844}}


def test_rows_are_dragged_by_a_finger(browser, live_server, entity, admin_user, client):  # noqa: F811
    context = browser.new_context(base_url=live_server.url, **TELEPHONE)
    sign_in(context, live_server, client, admin_user)
    page = context.new_page()
    page.goto(address(entity))
    # Nothing moves any more once all texts have their editors.
    expect(page.locator(f":not(.prose-editor) > {TEXT}:not([name*=__prefix__])")).to_have_count(0)
    group = page.locator("#responsible_entities-group")
    subjects = group.locator(".fact-row:not(.empty-form) .fact-subject")
    dragged = row(page, "responsible_entities", 2)
    handle = dragged.locator(".fact-handle")
    handle.scroll_into_view_if_needed()
    start = handle.bounding_box()
    x = start["x"] + 10
    finger = context.new_cdp_session(page)

    def touch(kind, *points):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for y in points]})

    touch("touchStart", start["y"] + 10)
    expect(dragged).to_have_class(re.compile("is-dragged"))
    # Above the row, one place at a time.
    for names in (["Ministry", "Board", "Agency"], ["Board", "Ministry", "Agency"]):
        touch("touchMove", dragged.bounding_box()["y"] - 5)
        expect(subjects).to_have_text(names)
    touch("touchEnd")
    expect(group.locator(".fact-moved")).to_have_text("Moved to place 1 of 3.")
    page.get_by_role("button", name="Move down: Board").tap()
    expect(group.locator(".fact-moved")).to_have_text("Moved to place 2 of 3.")
    expect(subjects).to_have_text(["Ministry", "Board", "Agency"])
    context.close()
