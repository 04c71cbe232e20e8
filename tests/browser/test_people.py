"""Accounts and e-mails in a real browser."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from profiles.desk.models import Assignment, Mail, User
from tests import factories


@pytest.fixture
def administrator(page, live_server, transactional_db, client):
    client.force_login(factories.person("administrator", "Administrators"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    return page


def test_a_focal_point_is_invited_on_one_page(administrator):
    factories.entity("nepal")
    page = administrator
    page.goto("/admin/profiles/user/add/")
    page.get_by_label("Username").fill("kathmandu")
    page.get_by_role("textbox", name="E-mail").fill("kathmandu@example.org")
    page.get_by_label("Focal points").check()
    page.locator(".select2-selection").first.click()
    for role in ("combobox", "searchbox", "listbox"):
        expect(page.get_by_role(role, name="Profile").first).to_be_visible()
    page.get_by_role("option", name="Nepal").click()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("An invitation is on its way to kathmandu@example.org.")).to_be_visible()
    user = User.objects.get(username="kathmandu")
    assert [str(row.entity) for row in user.assignments.all()] == ["Nepal"]


def test_accounts_and_mails_pass_axe_and_fit_a_telephone(administrator, complaints):
    focal = factories.person("focal", "Focal points")
    Mail.objects.create(kind="notice", person=focal, recipient="focal", subject="s", language="en", reason="refused")
    page = administrator
    page.set_viewport_size({"width": 390, "height": 800})
    pages = ("user/", "user/add/", f"user/{focal.pk}/change/", "mail/")
    for address in [f"{prefix}/admin/profiles/{name}" for prefix in ("", "/ar") for name in pages]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        assert complaints == []
        result = Axe().run(page, context="#content")
        assert result.violations_count == 0, (address, result.generate_report())
        complaints.clear()


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_no_account_is_cut_off_in_the_list_however_wide_the_window(administrator, prefix):
    focal = factories.focal_point("kathmandu", factories.entity("nepal"), until=dt.date(2031, 1, 31))
    Assignment.objects.create(user=focal, entity=factories.entity("long", name_en="International Organisation " * 3))
    page = administrator
    page.goto(f"{prefix}/admin/profiles/user/")
    shown = {}
    for width in (390, 800, 1024, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        cut = "(box) => [box.scrollWidth - box.clientWidth, getComputedStyle(box.querySelector('tr')).display]"
        cut, shown[width] = page.locator("#changelist .results").evaluate(cut)
        assert cut <= 0, width
    assert (shown[390], shown[1280], shown[1440]) == ("block", "table-row", "table-row")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(".cell-label").first).to_be_visible()
