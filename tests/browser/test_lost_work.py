"""What two editors, or an ended session, would lose: in a real browser, with rich text and added rows."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from profiles.desk.models import Entity
from profiles.desk.verbs import savedcopies
from tests import factories
from tests.browser.test_editor import address, editor


@pytest.fixture
def entity(transactional_db):
    row = factories.entity("nepal", body_en="<p>Before.</p>", native_name="नेपाल")
    factories.responsible_entity(row, "Ministry")
    savedcopies.save(row, by=factories.person("founder", "Editors"))
    return row


def sign_in(context, live_server, client, user):
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])


def write(page, name, text):
    editor(page, name).click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def add_ministry(page, name, text):
    page.locator("#responsible_entities-group .add-row a").click()
    page.locator("[name=responsible_entities-1-name_en]").fill(name)
    write(page, "responsible_entities-1-text_en", text)


def expect_nothing_kept(page, account):
    """A script of the page takes it away, so it may be a moment until it is gone."""
    page.wait_for_function(
        "(account) => !Object.keys(localStorage).some((key) => key.startsWith(`rescue:${account}:`))",
        arg=account.pk,
    )


def test_two_editors_of_one_profile_lose_nothing(page, entity, live_server, client):
    sign_in(page.context, live_server, client, factories.person("first", "Editors"))
    theirs = page.context.new_page()
    for tab in (page, theirs):
        tab.goto(address(entity))
    write(theirs, "body_en", "Their text.")
    theirs.locator("[name=summary_en]").fill("Their summary.")
    theirs.locator("[name=_continue]").last.click()
    expect(theirs.locator(".messagelist .success")).to_be_visible()

    page.locator("[name=summary_en]").fill("My summary.")
    add_ministry(page, "Agency", "My rich text.")
    page.locator("[name=_save]").last.click()

    table = page.locator(".meanwhile table")
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(table).to_contain_text("Their text.")
    expect(page.locator("[name=responsible_entities-1-name_en]")).to_have_value("Agency")
    expect(editor(page, "responsible_entities-1-text_en")).to_have_text("My rich text.")
    expect(page.locator(".rescue")).to_be_hidden()
    page.get_by_role("button", name="Save, and take over what only they changed").click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    entity.refresh_from_db()
    assert (entity.summary_en, entity.body_en) == ("My summary.", "<p>Their text.</p>")
    added = entity.responsible_entities.get(name_en="Agency")
    assert added.text_en == "<p>My rich text.</p>"


def test_what_an_ended_session_did_not_save_is_offered_to_its_writer_alone(page, entity, live_server, client):
    writer, other = factories.person("writer", "Editors"), factories.person("other", "Editors")
    sign_in(page.context, live_server, client, writer)
    page.goto(address(entity))
    write(page, "body_en", "Written for an hour.")
    page.locator("[name=summary_en]").fill("A new summary.")
    add_ministry(page, "Agency", "Its text.")
    Session.objects.all().delete()
    page.locator("[name=_save]").last.click()
    page.locator("#id_username").wait_for()

    sign_in(page.context, live_server, client, other)
    page.goto(address(entity))
    editor(page, "body_en")
    expect(page.locator(".rescue")).to_be_hidden()

    sign_in(page.context, live_server, client, writer)
    page.goto(address(entity))
    expect(page.locator(".rescue")).to_be_visible()
    page.get_by_role("button", name="Put it back").click()
    expect(editor(page, "body_en")).to_have_text("Written for an hour.")
    expect(editor(page, "responsible_entities-1-text_en")).to_have_text("Its text.")
    expect(page.locator(".rescue")).to_be_hidden()
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    expect(page.locator(".rescue-done")).to_be_focused()
    expect(page.locator(".rescue-done")).to_have_text(
        re.compile(rf"^Text from \d{{4}}-\d\d-\d\d \d\d:\d\d \({zone}\) is back in the form\. It is not saved yet")
    )
    page.locator("[name=_save]").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect_nothing_kept(page, writer)

    entity = Entity.objects.get()
    assert (entity.body_en, entity.summary_en) == ("<p>Written for an hour.</p>", "A new summary.")
    assert entity.responsible_entities.get(name_en="Agency").text_en == "<p>Its text.</p>"
    page.goto(address(entity))
    editor(page, "body_en")
    expect(page.locator(".rescue")).to_be_hidden()


def test_discarded_text_is_not_offered_again(page, entity, live_server, client):
    writer = factories.person("writer", "Editors")
    sign_in(page.context, live_server, client, writer)
    page.goto(address(entity))
    page.locator("[name=summary_en]").fill("Gone.")
    page.reload()
    page.get_by_role("button", name="Discard it").click()
    expect_nothing_kept(page, writer)
    page.reload()
    editor(page, "body_en")
    expect(page.locator(".rescue")).to_be_hidden()


def test_a_chosen_word_comes_back_with_its_name(page, entity, live_server, client):
    body = factories.word(factories.Body, "iom")
    sign_in(page.context, live_server, client, factories.person("writer", "Editors"))
    page.goto(address(entity))
    page.locator("#affiliations-group .add-row a").click()
    page.evaluate(
        """(pk) => {
            const select = document.querySelector("[name=affiliations-0-body]")
            select.add(new Option("Iom", pk, true, true))
            select.dispatchEvent(new Event("change", { bubbles: true }))
        }""",
        body.pk,
    )
    page.reload()
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("[name=affiliations-0-body]")).to_have_value(str(body.pk))
    expect(page.locator("#affiliations-0 .field-body .select2-selection__rendered")).to_contain_text("Iom")
