"""Which tools are offered to whom, and where they and the next step lead."""

import pytest

from profiles.desk import workingcopy
from profiles.desk.admin.form.tools import confirmation, groups_of, tool_of
from profiles.desk.standing import Standing
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def tools(entry, user, may_delete=False):
    standing = Standing.of(entry, user, workingcopy.document(entry))
    found = groups_of(standing, may_delete=may_delete, beside=False)
    return {str(title): [tool.page or str(tool.label) for tool in tools] for title, tools in found}


def test_each_finds_what_they_may_use_by_what_it_is_for(entity, focal, publisher, administrator):
    assert tools(entity, focal) == {
        "Look at it": ["preview", "Preview beside the form", "public", "links", "translations"],
        "Bring it out": ["propose", "factsheet"],
        "Its past": ["versions", "history"],
        "With others": ["comments", "wishes", "reports"],
    }
    assert tools(entity, publisher)["Bring it out"] == ["propose", "publish", "withdraw", "factsheet"]
    assert "Bring it out" not in tools(entity, administrator)


def test_of_a_draft_nothing_public_is_offered_but_to_delete_it(publisher):
    draft = factories.entity("yemen")
    assert tools(draft, publisher, may_delete=True) == {
        "Look at it": ["preview", "Preview beside the form", "links", "translations"],
        "Bring it out": ["propose", "publish", "factsheet"],
        "Its past": ["versions", "history", "Delete the draft"],
        "With others": ["comments", "wishes", "reports"],
    }


def test_other_entries_have_neither_wishes_nor_confirmations(publisher):
    meeting = factories.published(factories.meeting(), by=publisher)
    assert tools(meeting, publisher)["With others"] == ["comments", "reports"]
    assert "factsheet" not in tools(meeting, publisher)["Bring it out"]
    assert confirmation(Standing.of(meeting, publisher, workingcopy.document(meeting))) is None


def test_the_next_step_leads_to_its_page(entity, proposal, publisher):
    standing = Standing.of(entity, publisher, workingcopy.document(entity))
    assert tool_of(standing, standing.step()).address.endswith(f"/{entity.pk}/review/{proposal.pk}/")
    assert tool_of(standing, None) is None


def test_the_public_page_is_that_of_its_kind(publisher):
    text = factories.published(factories.text("about"), by=publisher)
    standing = Standing.of(text, publisher, workingcopy.document(text))
    assert tool_of(standing, standing.step()).address == "/about/"


def test_whoever_may_confirm_facts_has_a_button_for_it(client, entity, focal, administrator):
    button = f'<a class="button" href="{url("confirm", entity.pk)}" data-then="confirm">Confirm facts</a>'
    for person, offered in ((focal, True), (administrator, False)):
        client.force_login(person)
        assert (button in client.get(url("change", entity.pk)).content.decode()) == offered
