"""The way of a change: proposed, reviewed, returned or published; and wishes in words."""

import datetime as dt
from operator import itemgetter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from profiles.desk import previewing
from profiles.desk.models import Event, Proposal, Wish
from profiles.desk.verbs import Refused, proposing, publishing, savedcopies
from profiles.published.models import Publication, Release
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def entity(publisher):
    return factories.published(factories.entity("nepal"), by=publisher)


@pytest.fixture
def focal(entity):
    return factories.focal_point("kathmandu", entity)


def change(entity, words, by):
    entity.summary_en = words
    entity.save()
    savedcopies.save(entity, by=by)


def proposed(entity, by, words="New.", message="Because."):
    change(entity, words, by)
    return proposing.propose(entity, by=by, message=message)


def live(entity):
    return Publication.objects.of(entity).live(timezone.now()).get()


def summary(entity):
    return live(entity).content()["summary"]["en"]


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


def test_what_was_reviewed_is_what_goes_live_whatever_was_saved_since(entity, focal, publisher):
    proposal = proposed(entity, focal, "Reviewed.")
    change(entity, "Not reviewed.", focal)
    publishing.approve(proposal, by=publisher, digest=proposal.copy.digest)
    proposal.refresh_from_db()
    assert summary(entity) == "Reviewed."
    assert proposal.state == "published"
    assert proposal.release == Release.objects.of(entity).latest("live_from")


def test_approving_at_a_moment_schedules(entity, focal, publisher):
    release = publishing.approve(proposed(entity, focal), by=publisher, at=timezone.now() + HOUR)
    assert release.live_from > timezone.now()
    assert summary(entity) == "A summary."


def test_another_document_than_the_one_read_is_refused(entity, focal, publisher):
    with pytest.raises(Refused, match="has changed since you looked"):
        publishing.approve(proposed(entity, focal), by=publisher, digest="0" * 64)


@pytest.mark.parametrize("way", ["publish", "schedule", "withdraw"])
def test_a_proposal_on_an_older_base_is_refused(entity, focal, editor, publisher, way):
    proposal = proposed(entity, focal)
    change(entity, "By another way.", editor)
    if way == "publish":
        publishing.publish(entity, by=publisher)
    elif way == "schedule":
        publishing.schedule(entity, by=publisher, at=timezone.now() + HOUR)
    else:
        publishing.withdraw(entity, by=publisher, reason=("a", "b"))
    with pytest.raises(Refused, match="since this was proposed"):
        publishing.approve(proposal, by=publisher)
    change(entity, "Newer.", focal)
    publishing.approve(proposing.propose(entity, by=focal, message="Anew."), by=publisher)
    assert summary(entity) == "Newer."


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


def test_a_proposal_is_refused_once_a_scheduled_release_has_become_live(entity, focal, editor, publisher, time_machine):
    change(entity, "Scheduled.", editor)
    publishing.schedule(entity, by=publisher, at=timezone.now() + HOUR)
    proposal = proposed(entity, focal)
    time_machine.move_to(timezone.now() + 2 * HOUR)
    with pytest.raises(Refused, match="since this was proposed"):
        publishing.approve(proposal, by=publisher)
    assert summary(entity) == "Scheduled."


def test_an_overtaken_proposal_is_proposed_anew_with_the_same_text(entity, focal, publisher):
    proposed(entity, focal)
    publishing.withdraw(entity, by=publisher, reason=("a", "b"))
    publishing.approve(proposing.propose(entity, by=focal, message="Anew."), by=publisher)
    assert summary(entity) == "New."


def test_a_withdrawal_that_is_scheduled_overtakes_a_proposal(entity, focal, publisher):
    proposal, at = proposed(entity, focal), timezone.now() + HOUR
    withdrawal = publishing.withdraw(entity, by=publisher, reason=("a", "b"), at=at)
    with pytest.raises(Refused, match="published, scheduled or withdrawn since this was proposed"):
        publishing.approve(proposal, by=publisher)
    anew = proposing.propose(entity, by=focal, message="Anew.")
    publishing.move(withdrawal, by=publisher, at=at + HOUR)
    publishing.approve(anew, by=publisher)
    assert summary(entity) == "New."


def test_what_is_published_directly_waits_no_longer_as_a_proposal(entity, focal, publisher):
    proposal = proposed(entity, focal)
    release = publishing.publish(entity, by=publisher)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.release, proposal.decided_by) == ("published", release, publisher)


def test_a_proposal_whose_address_has_changed_is_refused(focal, editor, publisher):
    draft = factories.entity("old-address")
    proposal = proposing.propose(draft, by=editor, message="First.")
    draft.slug = "new-address"
    draft.save()
    with pytest.raises(Refused, match="address has changed"):
        publishing.approve(proposal, by=publisher)


def test_a_proposal_that_names_a_word_which_is_gone_is_refused(entity, focal, publisher):
    area = factories.area("short-lived")
    entity.areas.add(area)
    proposal = proposed(entity, focal)
    entity.areas.clear()
    area.delete()
    with pytest.raises(Refused, match="short-lived"):
        publishing.approve(proposal, by=publisher)
    with pytest.raises(Refused, match="short-lived"):
        savedcopies.restore(proposal.copy, by=publisher)


def test_another_text_than_the_one_looked_at_is_not_proposed(entity, focal):
    change(entity, "Not seen.", focal)
    with pytest.raises(Refused, match="Look again"):
        proposing.propose(entity, by=focal, message="Because.", digest="0" * 64)


# ── Releases that are cancelled or moved ────────


def scheduled(entity, by, publisher, words, hours=1):
    """A proposal that is approved, to become public in some hours, and its release."""
    proposal = proposed(entity, by, words)
    return proposal, publishing.approve(proposal, by=publisher, at=timezone.now() + hours * HOUR, override="Alone.")


def states(entity):
    rows = Proposal.objects.of(entity).order_by("pk")
    return [(row.state, row.release_id, row.decided_by_id) for row in rows]


def test_a_proposal_whose_release_is_cancelled_waits_again(entity, focal, publisher):
    proposal, release = scheduled(entity, focal, publisher, "New.")
    publishing.cancel(release, by=publisher)
    assert states(entity) == [("waiting", None, None)]
    publishing.approve(proposal, by=publisher)
    assert summary(entity) == "New."


def test_a_proposal_whose_release_is_cancelled_is_replaced_by_a_newer_one(entity, focal, publisher):
    _first, release = scheduled(entity, focal, publisher, "One.")
    proposed(entity, focal, "Two.")
    publishing.cancel(release, by=publisher)
    assert states(entity) == [("replaced", None, publisher.pk), ("waiting", None, None)]


def test_of_proposals_that_a_withdrawal_cancels_the_newest_waits(entity, focal, publisher):
    scheduled(entity, focal, publisher, "One.", hours=2)
    scheduled(entity, focal, publisher, "Two.", hours=1)
    publishing.withdraw(entity, by=publisher, reason=("a", "b"))
    assert states(entity) == [("replaced", None, publisher.pk), ("waiting", None, None)]


def test_what_waited_and_was_scheduled_in_a_bundle_waits_again_with_the_bundle(entity, focal, publisher):
    proposed(entity, focal)
    other = factories.entity("india")
    _one, release = publishing.publish_bundle([entity, other], by=publisher, at=timezone.now() + HOUR)
    assert states(entity)[0][0] == "published"
    publishing.cancel(release, by=publisher)
    assert states(entity) == [("waiting", None, None)]


def test_a_proposal_keeps_its_release_when_that_is_moved(entity, focal, publisher, time_machine):
    proposal, release = scheduled(entity, focal, publisher, "New.")
    publishing.move(release, by=publisher, at=timezone.now() + 2 * HOUR)
    assert states(entity) == [("published", release.pk, publisher.pk)]
    time_machine.move_to(timezone.now() + 3 * HOUR)
    proposal.refresh_from_db()
    assert proposal.release == Release.objects.of(entity).live(timezone.now()).get()
    assert summary(entity) == "New."


def test_the_author_is_told_that_a_release_was_cancelled(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    _proposal, release = scheduled(entity, focal, publisher, "New.")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.cancel(release, by=publisher)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([focal.email], "Cancelled: Nepal")
    assert "publisher has cancelled the scheduled release of your proposal.\n\nIt is waiting now." in mail.body


def test_what_is_public_by_another_way_does_not_wait_again(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    _proposal, release = scheduled(entity, focal, publisher, "New.")
    now = publishing.publish(entity, by=publisher, override="At once.")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.cancel(release, by=publisher)
    assert states(entity) == [("published", now.pk, publisher.pk)]
    assert mailoutbox == []


def test_the_author_is_told_that_what_is_overtaken_is_to_be_proposed_anew(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    scheduled(entity, focal, publisher, "New.")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(entity, by=publisher, reason=("a", "b"))
    assert "Propose it anew." in mailoutbox[-1].body


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_cancelling_locks_the_profile_that_a_proposal_is_of(entity, focal, publisher):
    _proposal, release = scheduled(entity, focal, publisher, "New.")
    with CaptureQueriesContext(connection) as captured:
        publishing.cancel(release, by=publisher)
    assert [sql for sql in map(itemgetter("sql"), captured) if '"profiles_entity"' in sql and "FOR UPDATE" in sql]


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


# ── One's own change ────────


def test_who_wrote_part_of_a_change_publishes_it_only_with_a_reason_that_is_logged(entity, focal, publisher):
    change(entity, "By the publisher.", publisher)
    proposal = proposed(entity, focal)
    with pytest.raises(Refused, match="wrote part of this change"):
        publishing.approve(proposal, by=publisher)
    publishing.approve(proposal, by=publisher, override="Nobody else is on duty.")
    event = Event.objects.of(entity).filter(verb="publish").first()
    assert event.details["override"] == "Nobody else is on duty."


def test_what_one_wrote_before_the_last_publication_or_after_the_proposal_does_not_count(entity, focal, publisher):
    change(entity, "Mine, published.", publisher)
    publishing.publish(entity, by=publisher, override="Alone.")
    proposal = proposed(entity, focal)
    change(entity, "Mine, later.", publisher)
    publishing.approve(proposal, by=publisher)
    assert savedcopies.authors(entity) == {publisher.pk}


def test_ones_own_earlier_text_that_somebody_else_takes_up_again_is_still_ones_own(entity, editor, publisher):
    change(entity, "Mine, never public.", publisher)
    mine = savedcopies.save(entity, by=publisher)
    change(entity, "Theirs.", editor)
    publishing.publish(entity, by=publisher, override="Part of it was mine.")
    savedcopies.restore(mine, by=editor)
    assert publisher.pk in savedcopies.authors(entity)
    with pytest.raises(Refused, match="wrote part of this change"):
        publishing.publish(entity, by=publisher)


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


# ── E-mail ────────


def test_reviewers_and_the_author_are_told_with_a_link(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks, settings
):
    with django_capture_on_commit_callbacks(execute=True):
        proposal = proposed(entity, focal, message="A new ministry.")
    address = reverse("admin:profiles_entity_review", args=[entity.pk, proposal.pk])
    assert [mail.to for mail in mailoutbox] == [[publisher.email]]
    assert "A new ministry." in mailoutbox[0].body
    assert settings.SITE_URL + address in mailoutbox[0].body
    with django_capture_on_commit_callbacks(execute=True):
        proposing.return_(proposal, by=publisher, reason="Which source?")
    assert mailoutbox[1].to == [focal.email]
    assert "Which source?" in mailoutbox[1].body
    with django_capture_on_commit_callbacks(execute=True):
        publishing.approve(proposed(entity, focal, "Sourced."), by=publisher)
    assert "Published" in mailoutbox[-1].subject


def test_an_email_is_in_the_readers_language_and_only_for_those_who_want_it(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    publisher.language = "ar"
    publisher.save()
    factories.person("quiet", "Publishers", mails=False)
    factories.person("gone", "Publishers", active_until=timezone.localdate() - dt.timedelta(1))
    with django_capture_on_commit_callbacks(execute=True):
        proposed(entity, focal)
    assert [mail.to for mail in mailoutbox] == [[publisher.email]]
    assert "/ar/admin/" in mailoutbox[0].body


def test_a_refused_proposal_tells_nobody(entity, focal, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Refused):
        proposing.propose(entity, by=focal, message="Nothing new.")
    assert mailoutbox == []
