"""Real Chromium (Debian's), one strict `page` for all: it fails its test on any error in the console.

Without a browser these tests are skipped, and say so in one line; with REQUIRE_BROWSER=1 they fail instead.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = os.environ.get("REQUIRE_BROWSER") == "1"
NO_BROWSER = "no Chromium here (apt install chromium); REQUIRE_BROWSER=1 makes this a failure"

# Milliseconds: for a machine as busy as it likes.
TIMEOUT = 60_000
expect.set_options(timeout=TIMEOUT)

# Playwright's sync API keeps an event loop in the thread of the tests, where Django then refuses the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            if not (CHROMIUM or REQUIRED):
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter):
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} browser tests skipped: {NO_BROWSER}")


@pytest.fixture(scope="session")
def base_url(live_server):
    """So that `page.goto("/admin/")` goes to the server under test."""
    return live_server.url


@pytest.fixture(autouse=True)
def _links_lead_here(settings, live_server):
    """Addresses in mails and on preview links begin with that of the server under test."""
    settings.SITE_URL = live_server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM:
        pytest.fail("REQUIRE_BROWSER=1, but there is no Chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": flags}


@pytest.fixture
def directory(real_directory):
    """The real directory, with Poland withdrawn; its publisher."""
    poland = Entity.objects.get(slug="poland")
    publishing.withdraw(poland, by=real_directory, reason=("For a test.", "للاختبار."), successor="iom")
    return real_directory


@pytest.fixture
def complaints(context):
    """What the browser complained of: console errors, uncaught exceptions, policy violations. A test that expects
    some reads them and clears the list; whatever is left fails the test."""
    found = []

    def listen(message):
        if message.type == "error":
            found.append(f"{message.text} ({message.location['url']})")

    context.on("console", listen)
    context.on("weberror", lambda error: found.append(str(error.error)))
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', (violation) => console.error("
        "`policy: ${violation.effectiveDirective} ${violation.blockedURI} ${violation.sample}`))"
    )
    yield found
    assert found == []


@pytest.fixture
def page(complaints, page):
    """Playwright's page, under watch."""
    page.set_default_timeout(TIMEOUT)
    return page


@pytest.fixture
def signed_in(page, live_server, admin_user, client):
    """The page, signed in to admin as a superuser."""
    client.force_login(admin_user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    return page
