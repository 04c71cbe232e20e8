"""Thirty ministries in a spreadsheet: three cells are wrong, the others are brought in, proposed together, undone."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from profiles.desk.models import Import, Proposal, ResponsibleEntity
from profiles.desk.verbs import importing, proposing
from tests import factories
from tests.browser.test_lost_work import sign_in
from tests.desk.exchange.steps import book

LOOKS = [("", 1440, "light"), ("", 390, "dark"), ("/ar", 390, "light"), ("/ar", 1440, "dark")]
HEADINGS = ["profile", "name_en", "name_ar", "start", "website"]
PAGE = "/admin/profiles/import/add/"


@pytest.fixture
def ministries(transactional_db):
    """The file, and thirty profiles that it is about."""
    rows = [
        [factories.entity(f"country-{number}").slug, f"Ministry {number}", f"وزارة {number}", "2008-05", ""]
        for number in range(30)
    ]
    rows[4][3], rows[9][4], rows[14][0] = "May the fourth", "no address", "atlantis"
    return book(responsible_entities=[HEADINGS, *rows])


@pytest.fixture
def somebody(transactional_db):
    return factories.person("secretary", "Editors")


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def desk(request, browser, live_server, client, somebody):
    """A page of somebody who is signed in, with script and without."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=request.param)
    sign_in(context, live_server, client, somebody)
    yield context.new_page()
    context.close()


def test_thirty_ministries_with_three_mistakes(ministries, desk):
    desk.goto(PAGE)
    desk.locator("input[type=file]").set_input_files(
        {"name": "ministries.xlsx", "mimeType": "application/octet-stream", "buffer": ministries}
    )
    desk.get_by_role("button", name="Look at what it changes").click()
    expect(desk.get_by_text("30 rows: 27 new, 3 with errors.")).to_be_visible()
    expect(desk.locator(".exchange-problems tbody tr")).to_have_count(3)
    expect(desk.locator(".exchange-problems")).to_contain_text("is no web address")
    expect(desk.locator("output[data-of=rows]").first).to_have_text("27")

    # One cell is left.
    desk.locator("input[name=cell][value='responsible_entities:2:start']").uncheck()
    desk.get_by_role("button", name="Bring in what is ticked").first.click()
    expect(desk.get_by_text("27 entries now say what the file says.")).to_be_visible()
    assert ResponsibleEntity.objects.count() == 27
    assert list(ResponsibleEntity.objects.filter(start="").values_list("name_en", flat=True)) == ["Ministry 0"]

    desk.get_by_role("link", name="Propose together").click()
    desk.locator("[name=words]").fill("From the ministries’ list.")
    desk.get_by_role("button", name="Propose together").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert len({proposal.bundle for proposal in Proposal.objects.waiting()}) == 1

    desk.goto("/admin/profiles/import/")
    desk.get_by_role("link", name="ministries.xlsx").click()
    desk.locator("a.button", has_text="Undo this import").click()
    expect(desk.get_by_text("Nothing of it can be put back now.")).to_be_visible()
    for proposal in Proposal.objects.waiting():
        proposing.take_back(proposal, by=proposal.author)
    desk.reload()
    desk.locator("form button", has_text="Put 27 entries back").click()
    expect(desk.get_by_text("It was brought in, and undone.")).to_be_visible()
    assert not ResponsibleEntity.objects.exists()
    assert Import.objects.get().state == "undone"


@pytest.fixture
def pages(ministries, page, live_server, client, somebody):
    """Where files go out and come in; somebody is signed in."""
    sign_in(page.context, live_server, client, somebody)
    name = "a-file-whose-name-is-quite-long-and-has-no-spaces-in-it.xlsx"
    record = importing.read(ministries, name=name, by=somebody)
    return ["/admin/export/", PAGE, "/admin/profiles/import/", f"/admin/profiles/import/{record.pk}/change/"]


def assert_good(page, complaints, addresses, prefix, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    for address in addresses:
        page.goto(prefix + address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        complained = list(complaints)
        result = Axe().run(page)
        complaints[:] = complained  # its own probing breaks the policy
        assert [found["id"] for found in result.response["violations"]] == [], address


@pytest.mark.turns
def test_its_pages_are_accessible_and_fit(pages, page, complaints):
    """Each in one look, its neighbours in others."""
    for place, look in enumerate(LOOKS):
        assert_good(page, complaints, pages[place :: len(LOOKS)], *look)


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_its_pages_are_accessible_and_fit_in_any_look(pages, page, complaints, look):
    assert_good(page, complaints, pages, *look)


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_the_fields_of_the_form_for_a_fact_sheet_stand_under_each_other(browser, live_server, client, somebody, prefix):
    entity = factories.entity("nepal")
    context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 900})
    sign_in(context, live_server, client, somebody)
    page = context.new_page()
    page.goto(f"{prefix}/admin/profiles/entity/{entity.pk}/factsheet/")
    rows = [row.bounding_box() for row in page.locator(".form-row").all()]
    assert all(one["y"] + one["height"] <= other["y"] for one, other in pairwise(rows))
    context.close()
