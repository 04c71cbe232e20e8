"""Which tools are offered to whom, and where they and the next step lead."""

import pytest

from profiles.desk import workingcopy
from profiles.desk.admin.form.tools import groups_of, tool_of
from profiles.desk.standing import Standing
from tests import factories

pytestmark = pytest.mark.django_db


def tools(entry, user, may_delete=False):
    standing = Standing.of(entry, user, workingcopy.document(entry))
    found = groups_of(standing, may_delete=may_delete, beside=False)
    return {str(title): [tool.page or str(tool.label) for tool in tools] for title, tools in found}


def test_each_finds_what_they_may_use_by_what_it_is_for(entity, focal, publisher, administrator):
    assert tools(entity, focal) == {
        "Look at it": ["preview", "Preview beside the form", "public", "links", "translations"],
        "Bring it out": ["propose", "confirm", "factsheet"],
        "Its past": ["versions", "history"],
        "With others": ["comments", "wishes", "reports"],
    }
    assert tools(entity, publisher)["Bring it out"] == ["propose", "publish", "withdraw", "confirm", "factsheet"]
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
    assert not {"confirm", "factsheet"} & {*tools(meeting, publisher)["Bring it out"]}


def test_the_next_step_leads_to_its_page(entity, proposal, publisher):
    standing = Standing.of(entity, publisher, workingcopy.document(entity))
    assert tool_of(standing, standing.step()).address.endswith(f"/{entity.pk}/review/{proposal.pk}/")
    assert tool_of(standing, None) is None


def test_the_public_page_is_that_of_its_kind(publisher):
    text = factories.published(factories.text("about"), by=publisher)
    standing = Standing.of(text, publisher, workingcopy.document(text))
    assert tool_of(standing, standing.step()).address == "/about/"
