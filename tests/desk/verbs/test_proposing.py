"""The way of a change: proposed, returned, taken back; drafts that are deleted; wishes in words."""

import pytest
from django.core.exceptions import PermissionDenied

from profiles.desk import previewing
from profiles.desk.models import Event, Proposal, Wish
from profiles.desk.verbs import Refused, proposing, publishing
from tests import factories
from tests.desk.verbs.steps import change, proposed, summary

pytestmark = pytest.mark.django_db


# ── Proposing ────────


def test_a_proposal_freezes_the_working_copy_and_shows_nothing_to_the_public(entity, focal):
    proposal = proposed(entity, focal)
    change(entity, "Later work.", focal)
    assert proposal.copy.content()["summary"]["en"] == "New."
    assert summary(entity) == "A summary."


def test_a_newer_proposal_replaces_the_one_that_waits_and_says_so(entity, focal):
    first = proposed(entity, focal, "One.")
    second = proposed(entity, focal, "Two.")
    first.refresh_from_db()
    assert (first.state, second.state, second.replaces) == ("replaced", "waiting", first)


@pytest.mark.parametrize("message", ["", "  \n"])
def test_a_proposal_needs_a_message(entity, focal, message):
    change(entity, "New.", focal)
    with pytest.raises(Refused, match="in a few words"):
        proposing.propose(entity, by=focal, message=message)


def test_what_is_incomplete_or_unchanged_is_not_proposed(entity, focal):
    with pytest.raises(Refused, match="Nothing differs"):
        proposing.propose(entity, by=focal, message="Because.")
    entity.memberships.all().delete()
    with pytest.raises(Refused, match="no membership"):
        proposing.propose(entity, by=focal, message="Because.")
    factories.membership(entity)
    proposed(entity, focal)
    with pytest.raises(Refused, match="waiting already"):
        proposing.propose(entity, by=focal, message="Again.")


def test_only_who_may_edit_proposes(entity, administrator, stranger):
    other = factories.focal_point("colombo", factories.entity("sri-lanka"))
    for user in (administrator, stranger, other):
        with pytest.raises(PermissionDenied):
            proposing.propose(entity, by=user, message="Because.")


# ── Deciding ────────


def test_a_return_needs_a_reason_and_keeps_the_text(entity, focal, publisher):
    proposal = proposed(entity, focal)
    with pytest.raises(Refused, match="Say why"):
        proposing.return_(proposal, by=publisher, reason=" ")
    proposing.return_(proposal, by=publisher, reason="The date is wrong.")
    proposal.refresh_from_db()
    entity.refresh_from_db()
    assert (proposal.state, proposal.reason, entity.summary_en) == ("returned", "The date is wrong.", "New.")


def test_what_was_decided_is_not_decided_again(entity, focal, publisher):
    proposal = proposed(entity, focal)
    proposing.return_(proposal, by=publisher, reason="No.")
    for act in (
        lambda: publishing.approve(proposal, by=publisher),
        lambda: proposing.return_(proposal, by=publisher, reason="No."),
        lambda: proposing.take_back(proposal, by=focal),
    ):
        with pytest.raises(Refused, match="waits no longer"):
            act()


def test_the_author_takes_a_proposal_back_and_others_do_not(entity, focal, administrator):
    proposal = proposed(entity, focal)
    with pytest.raises(PermissionDenied):
        proposing.take_back(proposal, by=administrator)
    proposing.take_back(proposal, by=focal)
    assert not Proposal.objects.waiting().exists()


@pytest.mark.parametrize("who", ["editor", "administrator", "stranger", "focal"])
def test_only_publishers_decide(request, entity, focal, who):
    proposal, user = proposed(entity, focal), request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        publishing.approve(proposal, by=user)
    with pytest.raises(PermissionDenied):
        proposing.return_(proposal, by=user, reason="No.")


def test_another_text_than_the_one_looked_at_is_not_proposed(entity, focal):
    change(entity, "Not seen.", focal)
    with pytest.raises(Refused, match="Look again"):
        proposing.propose(entity, by=focal, message="Because.", digest="0" * 64)


# ── Drafts that are deleted ────────


def test_a_deleted_draft_leaves_no_open_link_and_no_waiting_proposal(client, editor):
    draft = factories.entity("draft")
    _link, token = previewing.share(draft, by=editor)
    proposing.propose(draft, by=editor, message="First.")
    assert client.get(f"/preview/{token}/").status_code == 200
    proposing.delete_draft(draft, by=editor)
    assert client.get(f"/preview/{token}/").status_code == 404
    assert not Proposal.objects.waiting().exists()
    assert Event.objects.filter(verb="delete", subject="draft").exists()


def test_what_was_published_is_not_deleted(entity, publisher):
    with pytest.raises(Refused, match="withdrawn, never deleted"):
        proposing.delete_draft(entity, by=publisher)
    assert summary(entity) == "A summary."


# ── Wishes ────────


def test_a_wish_is_asked_answered_once_and_logged(entity, focal, editor):
    wish = proposing.ask(entity, by=focal, words="Join date: May 2008.")
    proposing.answer(wish, by=editor, words="Done.")
    with pytest.raises(Refused):
        proposing.answer(wish, by=editor, words="Again.")
    assert Wish.objects.get().answer == "Done."
    assert set(Event.objects.of(entity).values_list("verb", flat=True)) >= {"ask", "answer"}
    with pytest.raises(PermissionDenied):
        proposing.answer(wish, by=focal, words="Mine.")
