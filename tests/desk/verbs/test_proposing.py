"""The way of a change: proposed, returned, taken back; drafts that are deleted; wishes in words."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from profiles.desk import previewing
from profiles.desk.models import Entity, Event, PreviewLink, Proposal, SavedCopy, Wish
from profiles.desk.verbs import Refused, proposing, publishing
from profiles.published.models import Publication
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


def row_of(proposal):
    columns = ("slug", "copy_id", "base_id", "message", "author_id", "state", "replaces_id", "decided_by_id", "reason")
    return Proposal.objects.values_list("entry_uid", *columns).get(pk=proposal.pk)


def logged(verb, row):
    """The one event of a verb: by whom, in what words, with what details; of the profile that a row is of."""
    event = Event.objects.get(verb=verb)
    assert (event.entry_uid, event.subject) == (row.entry_uid, row.slug)
    return event.actor.username, event.message, event.details


def test_a_proposal_says_what_it_is_of_and_was_made_on(entity, focal):
    first = proposed(entity, focal, "One.", " Because. ")
    second = proposed(entity, focal, "Two.", "Better.")
    live = Publication.objects.of(entity).get()
    copies = list(SavedCopy.objects.of(entity).order_by("pk").values_list("pk", flat=True))
    assert row_of(first) == (
        *(entity.uid, "nepal", copies[0], live.pk, "Because.", focal.pk),
        *("replaced", None, focal.pk, ""),
    )
    assert row_of(second) == (
        *(entity.uid, "nepal", copies[1], live.pk, "Better.", focal.pk),
        *("waiting", first.pk, None, ""),
    )


def test_a_proposal_is_logged_with_its_message_and_digest(entity, focal):
    proposal = proposed(entity, focal, message=" Because. ")
    details = {"proposal": proposal.pk, "digest": proposal.copy.digest}
    assert logged("propose", proposal) == ("kathmandu", "Because.", details)


def test_a_draft_is_proposed_on_no_base(editor):
    assert proposing.propose(factories.entity(), by=editor, message="First.").base is None


def test_the_text_that_was_looked_at_is_proposed(entity, focal):
    change(entity, "Seen.", focal)
    seen = SavedCopy.objects.of(entity).first()
    proposal = proposing.propose(entity, by=focal, message="Because.", digest=seen.content_digest)
    assert proposal.copy == seen


def test_all_that_is_wrong_is_said_at_once(focal, editor):
    with pytest.raises(Refused, match=r"^The name is missing in one language\. The summary is missing\.$"):
        proposing.propose(factories.entity(name_ar="", summary_en="", summary_ar=""), by=editor, message="First.")


# ── Who is told ────────


@pytest.fixture
def told(mailoutbox, django_capture_on_commit_callbacks):
    """To whom an act writes, and how the subjects begin."""

    def run(act):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return [(mail.to[0].split("@")[0], re.split(": | by ", mail.subject)[0]) for mail in mailoutbox]

    return run


def test_reviewers_are_told_of_a_proposal_and_its_author_of_what_becomes_of_it(entity, focal, publisher, told):
    change(entity, "New.", focal)
    assert told(lambda: proposing.propose(entity, by=focal, message="Because.")) == [("publisher", "To review")]
    first = Proposal.objects.get()
    assert told(lambda: proposing.return_(first, by=publisher, reason="No.")) == [("kathmandu", "Returned")]
    second = proposed(entity, focal)
    assert told(lambda: publishing.approve(second, by=publisher)) == [("kathmandu", "Published")]


def test_editors_are_told_of_a_wish_and_who_asked_of_the_answer(entity, focal, editor, told):
    asked = told(lambda: proposing.ask(entity, by=focal, words="Please."))
    assert {name for name, _subject in asked} == {"editor", "publisher"}
    answered = told(lambda: proposing.answer(Wish.objects.get(), by=editor, words="Done."))
    assert {name for name, _subject in answered} == {"kathmandu"}


# ── Deciding ────────


def test_a_return_says_who_decided_when_and_why(entity, focal, publisher, time_machine):
    proposal = proposed(entity, focal)
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    proposing.return_(proposal, by=publisher, reason=" The date is wrong. ")
    proposal.refresh_from_db()
    assert (proposal.decided_by, proposal.decided_at, proposal.reason) == (publisher, now, "The date is wrong.")
    assert logged("return", proposal) == ("publisher", "The date is wrong.", {"proposal": proposal.pk})


def test_who_edits_everything_takes_back_what_somebody_else_proposed(entity, focal, editor):
    proposal = proposed(entity, focal)
    proposing.take_back(proposal, by=editor)
    assert row_of(proposal)[6:9] == ("taken_back", None, editor.pk)
    assert logged("take_back", proposal) == ("editor", "", {"proposal": proposal.pk})


def test_what_waits_no_longer_says_what_became_of_it(entity, focal, publisher):
    proposal = proposed(entity, focal)
    proposing.take_back(proposal, by=focal)
    with pytest.raises(Refused, match="waits no longer: it is taken back"):
        proposing.return_(proposal, by=publisher, reason="No.")


def test_only_the_very_text_that_is_published_waits_no_longer(entity, focal, publisher):
    """The proposal of another profile, and another text of this one, still wait."""
    elsewhere = proposed(factories.published(factories.entity("oman")), publisher, "New.")
    mine = proposed(entity, focal, "New.")
    change(entity, "Other.", focal)
    publishing.publish(entity, by=publisher)
    for proposal in (mine, elsewhere):
        assert row_of(proposal)[6] == "waiting"


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


def test_a_deleted_draft_takes_nothing_of_others_with_it(editor, focal, entity):
    draft, other = factories.entity("draft"), factories.entity("other")
    revoked, _token = previewing.share(draft, by=editor)
    previewing.revoke(revoked, entry=draft, by=editor)
    link, _token = previewing.share(other, by=editor)
    before = {row.pk: row.revoked_at for row in (PreviewLink.objects.get(pk=revoked.pk), link)}
    mine, theirs = (proposing.propose(row, by=editor, message="First.") for row in (draft, other))
    proposing.delete_draft(draft, by=editor)
    assert {row.pk: row.revoked_at for row in PreviewLink.objects.all()} == before
    assert (row_of(mine)[6], row_of(mine)[8]) == ("taken_back", editor.pk)
    assert row_of(theirs)[6] == "waiting"
    event = Event.objects.get(verb="delete")
    assert (event.entry_uid, event.actor, event.message, event.details) == (draft.uid, editor, "", {})


def test_a_focal_point_deletes_no_draft(editor):
    draft = factories.entity("draft")
    with pytest.raises(PermissionDenied):
        proposing.delete_draft(draft, by=factories.focal_point("own", draft))
    assert Entity.objects.filter(pk=draft.pk).exists()


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


def test_a_wish_and_its_answer_say_who_spoke_when_and_of_what(entity, focal, editor, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    wish = proposing.ask(entity, by=focal, words=" Please. ")
    proposing.answer(wish, by=editor, words=" Done. ")
    wish.refresh_from_db()
    assert (wish.entry_uid, wish.slug, wish.words, wish.author) == (entity.uid, "nepal", "Please.", focal)
    assert (wish.answer, wish.answered_by, wish.answered_at) == ("Done.", editor, now)
    assert logged("ask", wish) == ("kathmandu", "Please.", {"wish": wish.pk})
    assert logged("answer", wish) == ("editor", "Done.", {"wish": wish.pk})


def test_nothing_is_asked_or_answered_without_words(entity, focal, editor, stranger):
    with pytest.raises(Refused, match="Say what should change"):
        proposing.ask(entity, by=focal, words=" ")
    with pytest.raises(PermissionDenied):
        proposing.ask(entity, by=stranger, words="Please.")
    with pytest.raises(Refused, match="Say what became of it"):
        proposing.answer(proposing.ask(entity, by=focal, words="Please."), by=editor, words=" ")
