"""The whole way of a change with three accounts, in a browser; the desk in Arabic on a telephone."""

import pytest
from playwright.sync_api import expect

from profiles import proposing, publishing

from .. import factories


@pytest.fixture
def nepal(transactional_db):
    return factories.published(factories.entity("nepal", name_ar="نيبال"))


@pytest.fixture
def person(browser, complaints, live_server, client):
    """Opens a page, under watch, for somebody signed in."""
    contexts = []

    def open_for(user, **options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        context.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        client.force_login(user)
        value = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
        client.cookies.clear()
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_for
    for context in contexts:
        context.close()


def test_the_whole_way_of_a_change_with_three_accounts(person, nepal, live_server):
    focal, editor = factories.focal_point("kathmandu", nepal), factories.person("editor", "Editors")
    publisher = factories.person("reviewer", "Publishers")
    at_focal, at_editor, at_publisher = person(focal), person(editor), person(publisher)

    at_focal.goto("/admin/")
    at_focal.get_by_role("link", name="Nepal").first.click()
    at_focal.get_by_label("Summary, in English").fill("A newer summary.")
    at_focal.get_by_role("button", name="Save", exact=True).first.click()
    at_focal.goto("/admin/")
    at_focal.get_by_role("link", name="Nepal").first.click()
    at_focal.get_by_role("link", name="Propose").click()
    expect(at_focal.locator("ins").first).to_contain_text("newer")
    at_focal.get_by_label("What has changed, and why?").fill("The ministry has a new task.")
    at_focal.get_by_role("button", name="Propose").click()
    expect(at_focal.locator(".messagelist .success")).to_contain_text("Proposed.")

    # The editor goes on working meanwhile; what was proposed stays as it was.
    at_editor.goto(f"/admin/profiles/entity/{nepal.pk}/change/")
    at_editor.get_by_label("Summary, in Arabic").fill("عمل لاحق.")
    at_editor.get_by_role("button", name="Save", exact=True).first.click()

    at_publisher.goto("/admin/")
    expect(at_publisher.locator(".desk")).to_contain_text("The ministry has a new task.")
    at_publisher.locator(".desk").get_by_role("link", name="Nepal").first.click()
    at_publisher.get_by_label("Why is it returned?").fill("Which task?")
    at_publisher.get_by_role("button", name="Return").click()

    at_focal.goto("/admin/")
    expect(at_focal.locator(".desk")).to_contain_text("Which task?")
    at_focal.goto(f"/admin/profiles/entity/{nepal.pk}/propose/")
    at_focal.get_by_label("What has changed, and why?").fill("Placement abroad.")
    at_focal.get_by_role("button", name="Propose").click()

    at_editor.goto(f"/admin/profiles/entity/{nepal.pk}/change/")
    at_editor.get_by_label("Summary, in English").fill("Later than the proposal.")
    at_editor.get_by_role("button", name="Save", exact=True).first.click()

    at_publisher.goto("/admin/")
    at_publisher.locator(".desk").get_by_role("link", name="Nepal").first.click()
    at_publisher.get_by_role("button", name="Publish").click()
    expect(at_publisher.locator(".messagelist .success")).to_contain_text("Published.")
    at_publisher.goto("/members/nepal/")
    expect(at_publisher.locator(".lead")).to_contain_text("A newer summary.")


def test_the_desk_in_arabic_fits_a_telephone(person, nepal):
    focal = factories.focal_point("kathmandu", nepal)
    nepal.summary_ar = "ملخص أحدث."
    nepal.save()
    publishing.save_copy(nepal, by=focal)
    proposal = proposing.propose(nepal, by=focal, message="سبب التغيير.")
    page = person(factories.person("reviewer", "Publishers"), viewport={"width": 390, "height": 844})
    for address in (
        "/ar/admin/",
        "/ar/admin/profiles/entity/",
        f"/ar/admin/profiles/entity/{nepal.pk}/review/{proposal.pk}/",
        f"/ar/admin/profiles/entity/{nepal.pk}/history/",
        f"/ar/admin/profiles/entity/{nepal.pk}/compare/",
        f"/ar/admin/profiles/entity/{nepal.pk}/wishes/",
        f"/ar/admin/profiles/entity/{nepal.pk}/change/",
    ):
        page.goto(address)
        assert page.locator("html").get_attribute("dir") == "rtl"
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address
