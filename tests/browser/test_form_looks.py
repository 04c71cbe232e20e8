"""The form of an entry in every look: nothing is wider than its window, and axe finds nothing."""

# ruff: noqa: F811 – fixtures of another file

import pytest
from axe_playwright_python.sync_playwright import Axe

from profiles.desk.verbs import proposing, savedcopies
from tests import factories
from tests.browser.test_desk import person  # noqa: F401
from tests.browser.test_form import address, nepal, publisher  # noqa: F401

LOOKS = [("", 1440, "dark"), ("/ar", 390, "light"), ("", 390, "dark"), ("/ar", 1440, "light")]


@pytest.fixture
def returned(nepal, publisher):
    focal = factories.focal_point("kathmandu", nepal)
    nepal.summary_ar = "ملخص أحدث."
    nepal.save()
    savedcopies.save(nepal, by=focal)
    proposal = proposing.propose(nepal, by=focal, message="سبب التغيير.")
    proposing.return_(proposal, by=publisher, reason="Which source?")
    return focal


def of_returned(page, prefix, nepal):
    page.goto(address(nepal, prefix))
    page.locator(".entry-tools summary").first.click()


def of_refused(page, prefix, nepal):
    page.goto(address(nepal, prefix))
    page.locator("[name=website]").fill("none")
    page.locator("[name=summary_en]").fill("x" * 500)
    page.locator("[name=_continue]").click()
    page.locator(".refused").wait_for()


def of_leaving(page, prefix, nepal):
    page.goto(address(nepal, prefix))
    page.locator("[name=summary_en]").fill("Newer.")
    page.locator(".entry-tools summary").first.click()
    page.locator(".entry-tools a").first.click()
    page.locator(".leaving").wait_for()


def of_new(page, prefix, nepal):
    page.goto(f"{prefix}/admin/profiles/entity/add/")


def of_meeting(page, prefix, nepal):
    page.goto(address(factories.meeting(f"m{prefix == ''}{page.viewport_size['width']}"), prefix))


def widest(page):
    """What reaches beyond the window."""
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility()).flatMap((one) => {
            const { left, right } = one.getBoundingClientRect()
            return right > innerWidth || left < 0 ? [`${one.tagName} ${one.className} ${one.id} ${left} ${right}`] : []
        })"""
    )


STATES = [of_returned, of_refused, of_leaving, of_new, of_meeting]


def assert_good(person, complaints, user, opened, nepal, prefix, width, scheme):
    page = person(user, viewport={"width": width, "height": 844}, color_scheme=scheme)
    opened(page, prefix, nepal)
    page.evaluate("document.fonts.ready.then(() => true)")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, widest(page)
    complained = list(complaints)
    result = Axe().run(page)
    complaints[:] = complained  # its own probing breaks the policy
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.turns
@pytest.mark.parametrize(("opened", "place"), [(opened, place) for place, opened in enumerate(STATES)])
def test_axe_finds_nothing_in_any_state_and_it_fits(person, complaints, publisher, returned, nepal, opened, place):
    assert_good(person, complaints, publisher, opened, nepal, *LOOKS[place % len(LOOKS)])


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("opened", STATES)
def test_axe_finds_nothing_in_any_state_in_any_look(person, complaints, publisher, returned, nepal, opened, look):
    assert_good(person, complaints, publisher, opened, nepal, *look)
