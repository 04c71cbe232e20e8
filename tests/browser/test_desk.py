"""The whole way of a change with three accounts, in a browser; the desk in Arabic on a telephone."""

import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from profiles.desk import previewing
from profiles.desk.models import Entity, KeptList, Proposal, User
from profiles.desk.verbs import proposing, savedcopies
from tests import factories
from tests.browser.conftest import TIMEOUT


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
        page.set_default_timeout(TIMEOUT)
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


@pytest.fixture
def proposal(nepal):
    """A profile with everything on the desk: a proposal, a wish, a scheduled release, a link."""
    focal = factories.focal_point("kathmandu", nepal)
    factories.responsible_entity(nepal, text_en="<p>Text.</p>")
    nepal.summary_ar = "ملخص أحدث."
    nepal.save()
    savedcopies.save(nepal, by=focal)
    nepal.summary_en = "A later summary."
    nepal.save()
    savedcopies.save(nepal, by=focal)
    proposing.ask(nepal, by=focal, words="تاريخ الانضمام: مايو 2008.")
    previewing.share(nepal, by=focal)
    factories.meeting("to-come", start="2099-02", end="2099-02")
    KeptList.objects.create(
        user=factories.person("reviewer", "Publishers"), name="x", model="profiles.entity", query="q=n"
    )
    proposal = proposing.propose(nepal, by=focal, message="سبب التغيير.")
    Proposal.objects.update(bundle=uuid.uuid4())
    proposal.refresh_from_db()
    return proposal


BOARDS = ("/admin/translations/", "/admin/translations/?show=all", "/admin/completeness/")


def addresses(proposal):
    profile = f"/admin/profiles/entity/{Entity.objects.get(uid=proposal.entry_uid).pk}"
    pages = (
        "change",
        "propose",
        "history",
        "compare",
        "wishes",
        "links",
        "versions",
        "publish",
        "preview",
        "translations",
    )
    own = [f"{profile}/{page}/" for page in pages]
    together = ["propose-together/?id=" + profile.rpartition("/")[2], f"review-together/{proposal.bundle}/"]
    several = [
        "/admin/search/?q=n",
        "/admin/calendar/",
        *BOARDS,
        *(f"/admin/profiles/entity/{page}" for page in together),
    ]
    lists = ["/admin/", "/admin/profiles/entity/", "/admin/profiles/entity/?changed=yes"]
    return [*lists, *several, f"{profile}/review/{proposal.pk}/", *own]


LOOKS = [("", 1440, "dark"), ("/ar", 390, "light"), ("", 390, "light"), ("/ar", 1440, "dark")]


def assert_good(person, complaints, paths, prefix, width, scheme):
    options = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
    page = person(User.objects.get(username="reviewer"), **options)
    for address in paths:
        page.goto(prefix + address)
        assert page.locator("html").get_attribute("dir") == ("rtl" if prefix else "ltr")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address
        complained = list(complaints)
        result = Axe().run(page)
        complaints[:] = complained  # its own probing breaks the policy
        assert result.violations_count == 0, (address, result.generate_report())


@pytest.mark.turns
def test_axe_finds_nothing_on_the_desk_and_it_fits(person, complaints, proposal):
    """Each page in one look, its neighbours in others."""
    for place, look in enumerate(LOOKS):
        assert_good(person, complaints, addresses(proposal)[place :: len(LOOKS)], *look)


@pytest.mark.slow
@pytest.mark.parametrize(("prefix", "width", "scheme"), LOOKS)
def test_axe_finds_nothing_on_the_desk_in_any_look(person, complaints, proposal, prefix, width, scheme):
    assert_good(person, complaints, addresses(proposal), prefix, width, scheme)


def test_the_search_in_the_head_is_a_line_at_any_width(person, transactional_db):
    page = person(factories.person("reviewer", "Publishers"))
    page.goto("/admin/")
    for width in (390, 800, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator(".desk-search").bounding_box()["height"] < 60, width


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_no_field_of_the_form_is_cut_off_on_a_telephone(person, proposal, nepal, prefix):
    page = person(User.objects.get(username="reviewer"), viewport={"width": 390, "height": 844})
    page.goto(f"{prefix}/admin/profiles/entity/{nepal.pk}/change/")
    cut = page.evaluate(
        """[...document.querySelectorAll("textarea, input[type=text], input[type=url], select, .ProseMirror")]
        .filter((field) => field.checkVisibility() && !field.closest(".empty-form"))
        .filter((field) => field.getBoundingClientRect().right > 391 || field.getBoundingClientRect().left < -1)
        .map((field) => field.name || field.className)"""
    )
    assert cut == []
