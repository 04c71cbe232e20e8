"""Signing in with a second step, in a real browser, under the real policy."""

import base64
import time

from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import TOTP
from playwright.sync_api import expect

from profiles.desk.mails import letters
from profiles.desk.models import User
from tests import factories


def code_at(secret, moment):
    totp = TOTP(base64.b32decode(secret))
    totp.time = moment
    return f"{totp.token():06d}"


def sign_in(page):
    page.get_by_label("Username").fill("publisher")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Log in").click()


def test_a_publisher_sets_up_the_second_step_and_signs_in_with_it(page, transactional_db, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    factories.person("publisher", "Publishers")
    page.goto("/admin/profiles/entity/")
    sign_in(page)

    expect(page.get_by_role("heading", level=1, name="Set up the second step")).to_be_visible()
    page.wait_for_load_state()
    picture = page.get_by_role("img", name="The secret as a QR code")
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 100
    secret = page.locator("code").inner_text()
    now = time.time()
    page.get_by_label("Code").fill(code_at(secret, now))
    page.get_by_role("button", name="Turn on").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    recovery = page.locator(".recovery-codes li").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url("**/admin/profiles/entity/")

    page.get_by_role("button", name="Log out").click()
    page.goto("/admin/profiles/entity/")
    sign_in(page)
    expect(page.get_by_role("heading", level=1, name="Second step")).to_be_visible()
    page.get_by_label("Code").fill(code_at(secret, now + 30))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/admin/profiles/entity/")

    page.get_by_role("button", name="Log out").click()
    page.goto("/admin/")
    sign_in(page)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Second step").click()
    expect(page.locator("#content-main")).to_contain_text("9 recovery codes are left.")


def test_somebody_invited_chooses_a_password_and_signs_in(page, transactional_db, rf):
    user = User.objects.create_user("invited", "invited@example.org", is_staff=True)
    address = letters.link(user)
    page.goto(address)
    page.get_by_label("New password", exact=False).first.fill("a very long secret")
    page.get_by_label("New password confirmation").fill("a very long secret")
    page.get_by_role("button", name="Set the password").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Username").fill("invited")
    page.get_by_label("Password").fill("a very long secret")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("link", name="My account")).to_be_visible()


def test_the_pages_of_signing_in_pass_axe_and_fit_a_telephone(page, complaints, transactional_db, client, live_server):
    person = factories.person("publisher", "Publishers")
    client.force_login(person)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.set_viewport_size({"width": 390, "height": 800})
    forgotten = [f"{prefix}/admin/password/{name}/" for prefix in ("", "/ar") for name in ("forgotten", "sent")]
    inside = [f"{prefix}/admin/{name}" for prefix in ("", "/ar") for name in ("second-step/set-up/", "account/")]
    for addresses in (forgotten, inside):
        for address in addresses:
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
            assert complaints == []
            result = Axe().run(page, context="#content")
            assert result.violations_count == 0, (address, result.generate_report())
            # Axe measures the admin's style sheets with a style element of its own.
            complaints.clear()
        page.context.add_cookies([cookie])
