"""Rows of facts in a real browser: opened, edited, added, arranged, deleted and taken back, saved."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from profiles.desk.models import Entity
from profiles.desk.verbs import savedcopies
from tests import factories
from tests.browser.test_editor import address, editor


@pytest.fixture
def entity(transactional_db):
    row = factories.entity("nepal", start="2008-01-21")
    for place, name in enumerate(["Ministry", "Agency", "Board"]):
        factories.responsible_entity(row, name, position=place, start="2011")
    factories.role_term(row, "chair", "2024-02-11", end="2026-02-01", sources=factories.cites("A list"))
    factories.affiliation(row, "iom", certainty="disputed")
    savedcopies.save(row, by=factories.person("founder", "Editors"))
    return row


def row(page, prefix, number):
    return page.locator(f"#{prefix}-{number}")


def summary(page, prefix, number):
    return row(page, prefix, number).locator("> details > summary")


def names(page):
    return page.locator("#responsible_entities-group .fact-row:not(.empty-form) .fact-subject").all_text_contents()


def save(page):
    page.locator("[name=_continue]").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def stored_names():
    return list(Entity.objects.get().responsible_entities.values_list("name_en", flat=True))


def test_a_row_is_opened_by_keyboard_edited_and_saved(signed_in, entity):
    page = signed_in
    page.goto(address(entity))
    start = page.locator("[name=role_terms-0-start]")
    expect(start).to_be_hidden()
    expect(summary(page, "role_terms", 0)).to_contain_text("11 Feb. 2024 – 1 Feb. 2026")
    summary(page, "role_terms", 0).focus()
    page.keyboard.press("Enter")
    expect(start).to_be_visible()
    expect(row(page, "role_terms", 0).get_by_text("not saved yet")).to_be_hidden()
    start.fill("12 February 2024")
    expect(row(page, "role_terms", 0).get_by_text("not saved yet")).to_be_visible()
    start.fill("2024-02-11")
    expect(row(page, "role_terms", 0).get_by_text("not saved yet")).to_be_hidden()
    start.fill("12 February 2024")
    save(page)
    expect(start).to_be_hidden()
    expect(summary(page, "role_terms", 0)).to_contain_text("12 Feb. 2024 – 1 Feb. 2026")


def test_the_address_of_a_fact_opens_its_row(signed_in, entity):
    page = signed_in
    page.goto(f"{address(entity)}#fact-{entity.role_terms.get().uid}")
    expect(page.locator("[name=role_terms-0-start]")).to_be_in_viewport()
    page.evaluate("(uid) => { location.hash = `fact-${uid}` }", str(entity.memberships.get().uid))
    expect(page.locator("[name=memberships-0-start]")).to_be_in_viewport()
    page.evaluate("() => { location.hash = 'id_affiliations-0-note_en' }")
    expect(page.locator("[name=affiliations-0-note_en]")).to_be_in_viewport()


def test_rows_are_arranged_by_buttons_which_keep_the_focus_and_say_so(signed_in, entity):
    page = signed_in
    page.goto(address(entity))
    expect(page.locator("[name=responsible_entities-0-position]")).to_be_hidden()
    down = page.get_by_role("button", name="Move down: Ministry")
    down.focus()
    page.keyboard.press("Enter")
    assert names(page) == ["Agency", "Ministry", "Board"]
    expect(down).to_be_focused()
    expect(page.locator("#responsible_entities-group .fact-moved")).to_have_text("Moved to place 2 of 3.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move up: Ministry")).to_be_focused()
    expect(down).to_be_disabled()
    save(page)
    assert stored_names() == names(page) == ["Agency", "Board", "Ministry"]


def test_rows_are_dragged_by_their_handle(signed_in, entity):
    page = signed_in
    page.goto(address(entity))
    handle = row(page, "responsible_entities", 2).locator(".fact-handle")
    first = row(page, "responsible_entities", 0).bounding_box()
    handle.scroll_into_view_if_needed()
    handle.hover()
    page.mouse.down()
    first = row(page, "responsible_entities", 0).bounding_box()
    page.mouse.move(first["x"] + 20, first["y"] + 40, steps=8)
    page.mouse.move(first["x"] + 20, first["y"] + 5, steps=4)
    page.mouse.up()
    assert names(page) == ["Board", "Ministry", "Agency"]
    save(page)
    assert stored_names() == ["Board", "Ministry", "Agency"]


def test_a_row_that_was_added_and_moved_goes_again_and_the_others_stay_as_arranged(signed_in, entity):
    page = signed_in
    page.goto(address(entity))
    add = page.get_by_role("button", name="Add another Responsible entity")
    for name in ("Unit", "Office"):
        add.click()
        expect(page.locator(":focus")).to_have_attribute(
            "name", "responsible_entities-3-name_en" if name == "Unit" else "responsible_entities-4-name_en"
        )
        page.keyboard.insert_text(name)
    expect(summary(page, "responsible_entities", 4)).to_have_text("New: responsible entity Office")
    for _place in range(4):
        row(page, "responsible_entities", 4).get_by_role("button", name="Move up").click()
    row(page, "responsible_entities", 3).get_by_role("button", name="Remove").click()
    expect(add).to_be_focused()
    # What was the fourth is the third now, and stands before all that are stored.
    expect(page.locator("[name=responsible_entities-3-name_en]")).to_have_value("Office")
    expect(page.locator("#id_responsible_entities-TOTAL_FORMS")).to_have_value("4")
    save(page)
    assert stored_names() == ["Office", "Ministry", "Agency", "Board"]


def test_a_row_is_deleted_and_taken_back(signed_in, entity):
    page = signed_in
    page.goto(address(entity))
    for number in (0, 1):
        summary(page, "responsible_entities", number).click()
        row(page, "responsible_entities", number).locator(".fact-delete").click()
        expect(summary(page, "responsible_entities", number)).to_contain_text("goes when you save")
    row(page, "responsible_entities", 1).get_by_label("It goes when you save. Press to keep it.").press("Space")
    expect(summary(page, "responsible_entities", 1).get_by_text("goes when you save")).to_be_hidden()
    save(page)
    assert stored_names() == ["Agency", "Board"]


def test_help_in_a_row_that_was_added_is_its_own(signed_in, entity):
    page = signed_in
    page.goto(address(entity))
    page.get_by_role("button", name="Add another Membership").click()
    page.keyboard.press("Escape")
    expect(page.locator("[name=memberships-1-start]")).to_have_attribute(
        "aria-describedby", "id_memberships-1-start_helptext"
    )
    expect(page.locator("#id_memberships-1-start_helptext")).to_be_visible()


# ── Looks ────────


LOOKS = [("/ar", 390, "light"), pytest.param("", 1440, "dark", marks=pytest.mark.slow)]


@pytest.mark.parametrize(("prefix", "width", "scheme"), LOOKS)
def test_axe_finds_nothing_in_open_rows_and_they_fit(signed_in, complaints, entity, prefix, width, scheme):
    page = signed_in
    factories.membership(entity, "observer", str(timezone.localdate().year + 3))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(prefix + address(entity))
    editor(page, "body_en")
    page.locator("#role_terms-group .add-row a").click()
    page.keyboard.press("Escape")
    page.evaluate("document.querySelectorAll('.fact-row details').forEach((row) => { row.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    before = list(complaints)
    result = Axe().run(page)
    complaints[:] = before  # its own probing breaks the policy
    assert result.violations_count == 0, result.generate_report()


def test_many_participants_are_lines_that_fit_a_telephone(signed_in, transactional_db):
    page = signed_in
    meeting = factories.meeting()
    for name in ("nepal", "sri-lanka", "united-arab-emirates"):
        factories.attendance(meeting, name, level="minister")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/admin/profiles/meeting/{meeting.pk}/change/")
    expect(summary(page, "attendances", 2)).to_contain_text("United-Arab-Emirates, Member, Minister")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert summary(page, "attendances", 0).bounding_box()["height"] < 80


def test_without_script_rows_open_and_places_are_numbers(browser, live_server, entity, admin_user, client):
    client.force_login(admin_user)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(address(entity))
    summary(page, "responsible_entities", 2).click()
    page.locator("[name=responsible_entities-2-position]").fill("0")
    summary(page, "responsible_entities", 0).click()
    page.locator("[name=responsible_entities-0-position]").fill("7")
    summary(page, "role_terms", 0).click()
    page.locator("#role_terms-0 .fact-delete").click()
    page.locator("[name=_continue]").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    context.close()
    assert stored_names() == ["Board", "Agency", "Ministry"]
    assert not Entity.objects.get().role_terms.exists()


def test_jumping_to_a_part_gives_its_heading_the_focus_and_opens_nothing(signed_in, entity):
    page = signed_in
    page.goto(address(entity))
    link = page.locator(".parts-aside a[href='#role_terms-group']")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#role_terms-heading")).to_be_focused()
    expect(page.locator("[name=role_terms-0-start]")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(summary(page, "role_terms", 0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[name=role_terms-0-start]")).to_be_visible()


def test_what_is_said_of_a_save_from_within_a_row_is_in_sight_until_one_types_on(signed_in, entity):
    page = signed_in
    page.goto(f"{address(entity)}#role_terms-0")
    start = page.locator("[name=role_terms-0-start]")
    start.fill("12 February 2024")
    start.press("Enter")
    expect(page.locator(".messagelist .success")).to_be_in_viewport()
    expect(row(page, "role_terms", 0)).to_be_in_viewport()
    page.locator("[name=role_terms-0-end]").press_sequentially("1")
    expect(page.locator(".messagelist.is-kept")).to_have_count(0)
