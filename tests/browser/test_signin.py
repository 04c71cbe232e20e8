"""Signing in with a second step, in a real browser, under the real policy."""

import base64
import time

from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import TOTP
from playwright.sync_api import expect

from profiles.desk.accounts import secondstep
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


def plug_in(page):
    """A device that keeps passkeys and asks nobody."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    telephone = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = telephone | {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_used_and_removed(page, complaints, transactional_db):
    publisher = factories.person("publisher", "Publishers")
    codes = secondstep.confirm(secondstep.start(publisher))
    plug_in(page)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/admin/second-step/")
    sign_in(page)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Go on").click()

    for code in codes[1:3]:
        page.get_by_label("Code").fill(code)
        page.get_by_label("Code").press("Enter")  # Which of the buttons it is has to be said.
        page.get_by_role("button", name="Add a passkey").click()
        page.get_by_label("Name").fill("my telephone")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert Axe().run(page, context="#content").violations_count == 0
        complaints.clear()  # Axe has a style element of its own.
        page.get_by_role("button", name="Add").click()
        if code == codes[1]:
            expect(page.get_by_role("status")).to_contain_text("The passkey is added.")
        else:
            expect(page.get_by_role("alert")).to_contain_text("This device keeps a passkey of yours already.")
    page.get_by_role("link", name="Back").click()
    expect(page.locator(".passkeys li")).to_contain_text("my telephone")

    page.get_by_role("button", name="Log out").click()
    page.goto("/admin/profiles/entity/")
    sign_in(page)
    expect(page.get_by_role("button", name="Use a passkey")).to_be_visible()
    assert Axe().run(page, context="#content").violations_count == 0
    complaints.clear()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/profiles/entity/")

    page.goto("/admin/second-step/")
    assert Axe().run(page, context="#content").violations_count == 0
    complaints.clear()
    expect(page.locator(".passkeys li")).to_contain_text("last used on")
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("status")).to_contain_text("The passkey is removed.")
    expect(page.get_by_label("Code")).to_be_visible()


def test_without_a_device_or_a_script_the_code_is_there(page, browser, live_server, transactional_db):
    publisher = factories.person("publisher", "Publishers")
    codes = secondstep.confirm(secondstep.start(publisher))
    page.goto("/admin/second-step/")
    sign_in(page)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Code").fill(codes[1])
    page.get_by_role("button", name="Add a passkey").click()
    address, cookies = page.url, page.context.cookies()
    page.add_init_script("delete window.PublicKeyCredential")
    page.goto(address)
    expect(page.get_by_text("This browser can make no passkey.")).to_be_visible()
    expect(page.get_by_role("button", name="Add")).to_be_hidden()
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies(cookies)
    without = plain.new_page()
    without.goto(address)
    expect(without.get_by_text("This browser can make no passkey.")).to_be_visible()
    plain.close()


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
