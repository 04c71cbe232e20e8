"""An observer with two responsible entities and a role is entered in few clicks."""

import re

from playwright.sync_api import expect

from profiles.desk.models import Entity
from tests import factories
from tests.browser.test_editor import editor
from tests.browser.test_lost_work import sign_in


class Clicks:
    """What a hand does: clicks are counted, and everything else is typed."""

    def __init__(self, page):
        self.page, self.number = page, 0

    def click(self, locator):
        self.number += 1
        locator.click()

    def type(self, text):
        self.page.keyboard.type(text)

    def tab(self, number=1):
        for _time in range(number):
            self.page.keyboard.press("Tab")


def choose(page, hand, text):
    hand.type(text)
    expect(page.locator(".select2-search__field")).to_have_accessible_name(re.compile("Member type|Role"))
    expect(page.locator(".select2-results__option--highlighted")).to_contain_text(text.capitalize())
    page.keyboard.press("Enter")


def test_an_observer_with_two_responsible_entities_and_a_role_takes_few_clicks(
    page, transactional_db, live_server, client
):
    hand = Clicks(page)
    sign_in(page.context, live_server, client, factories.person("writer", "Editors"))
    factories.word(factories.MemberType, "observer")
    factories.word(factories.Role, "secretariat")
    page.goto("/admin/profiles/entity/add/")
    editor(page, "body_en")
    page.locator("[name=kind]").select_option("organization")
    hand.number += 2
    for name, text in {
        "organization_kind": "intergovernmental",
    }.items():
        page.locator(f"[name={name}]").select_option(text)
        hand.number += 2
    for name, text in {
        "slug": "icmpd",
        "name_en": "Centre",
        "name_ar": "مركز",
        "summary_en": "An observer.",
        "summary_ar": "مراقب.",
    }.items():
        # As by Tab.
        page.locator(f"[name={name}]").focus()
        hand.type(text)
    page.locator("#memberships-0 .select2-selection").focus()
    choose(page, hand, "observer")
    page.locator("[name=memberships-0-start]").focus()
    hand.type("2008")
    for place, name in enumerate(["First unit", "Second unit"]):
        hand.click(page.get_by_role("button", name="Add another Responsible entity"))
        expect(page.locator(f"[name=responsible_entities-{place}-name_en]")).to_be_focused()
        hand.type(name)
        hand.tab(2)
        expect(page.locator(f"[name=responsible_entities-{place}-kind]")).to_be_focused()
        hand.type("U")
    hand.click(editor(page, "responsible_entities-0-text_en"))
    page.keyboard.insert_text("Pasted.")
    hand.click(page.get_by_role("button", name="Add another Role held"))
    choose(page, hand, "secretariat")
    hand.click(page.locator("[name=_continue]").last)
    expect(page.locator(".messagelist .success")).to_be_visible()
    hand.click(page.get_by_role("link", name="Propose"))
    page.get_by_label("What has changed, and why?").fill("A new observer.")
    hand.click(page.get_by_role("button", name="Propose"))
    expect(page.locator(".messagelist .success")).to_contain_text("Proposed.")
    assert hand.number <= 12
    entity = Entity.objects.get()
    units = entity.responsible_entities.values_list("name_en", "kind", "text_en")
    assert list(units) == [("First unit", "unit", "<p>Pasted.</p>"), ("Second unit", "unit", "")]
    assert entity.role_terms.get().role.code == "secretariat"
