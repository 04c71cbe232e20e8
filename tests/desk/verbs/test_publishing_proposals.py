"""Publishing what was proposed: what was read goes live, unless it was overtaken; what cancelling does to it."""

from operator import itemgetter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from profiles.desk.models import Event, Proposal
from profiles.desk.verbs import Refused, proposing, publications, publishing, savedcopies
from profiles.published import documents
from profiles.published.models import Publication, Release, Source
from tests import factories
from tests.desk.verbs.steps import HOUR, change, proposed, scheduled, summary

pytestmark = pytest.mark.django_db


# ── What was read ────────


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


def test_what_a_source_said_when_it_was_read_is_what_goes_live(entity, focal, publisher):
    """Whoever proposes may change a source that nothing public rests on; then it has to be read again."""
    entity.memberships.update(sources=factories.cites("A list", "https://a.org/"))
    proposal = proposed(entity, focal)
    read = documents.digest(publications.proposed(proposal.copy))
    Source.objects.update(url="https://b.org/")
    with pytest.raises(Refused, match="has changed since you looked"):
        publishing.approve(proposal, by=publisher, digest=read)
    publishing.approve(proposal, by=publisher, digest=documents.digest(publications.proposed(proposal.copy)))
    (source,) = Publication.objects.of(entity).latest("number").content()["sources"]
    assert source["url"] == "https://b.org/"


def test_a_change_of_a_source_alone_is_no_change_of_the_profiles_that_cite_it(entity, focal, publisher):
    entity.memberships.update(sources=factories.cites("A list"))
    publishing.approve(proposed(entity, focal), by=publisher)
    Source.objects.update(label_en="Another title")
    with pytest.raises(Refused, match="Nothing differs"):
        proposing.propose(entity, by=focal, message="Because.")
    with pytest.raises(Refused, match="Nothing has changed"):
        publishing.publish(entity, by=publisher)


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


# ── Releases that are cancelled or moved ────────


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


def test_what_is_public_by_another_way_does_not_wait_again(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    _proposal, release = scheduled(entity, focal, publisher, "New.")
    now = publishing.publish(entity, by=publisher, override="At once.")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.cancel(release, by=publisher)
    assert states(entity) == [("published", now.pk, publisher.pk)]
    assert mailoutbox == []


def test_who_proposed_what_is_cancelled_is_told_once(
    entity, focal, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    _proposal, release = scheduled(entity, focal, publisher, "New.")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.cancel(release, by=publisher)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [([focal.email], "Cancelled: Nepal, by publisher")]


def test_a_newer_proposal_stays_as_it_waits_when_an_older_ones_release_is_cancelled(entity, focal, publisher):
    _first, release = scheduled(entity, focal, publisher, "One.")
    newer = proposed(entity, focal, "Two.", "Better.")
    before = Proposal.objects.values().get(pk=newer.pk)
    publishing.cancel(release, by=publisher)
    assert Proposal.objects.values().get(pk=newer.pk) == before


def test_what_waits_again_is_decided_by_nobody_at_no_time(entity, focal, publisher):
    proposal, release = scheduled(entity, focal, publisher, "New.")
    publishing.cancel(release, by=publisher)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, proposal.decided_at, proposal.release) == ("waiting", None, None, None)


@pytest.mark.parametrize("public", [False, True])
def test_a_cancelled_release_writes_no_words_of_the_proposal(entity, focal, publisher, public):
    """Somebody else may be writing them."""
    _proposal, release = scheduled(entity, focal, publisher, "New.")
    if public:
        publishing.publish(entity, by=publisher, override="At once.")
    with CaptureQueriesContext(connection) as captured:
        publishing.cancel(release, by=publisher)
    written = [sql for sql in map(itemgetter("sql"), captured) if sql.startswith('UPDATE "profiles_proposal"')]
    assert written
    assert not [sql for sql in written if '"message" =' in sql]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_cancelling_locks_the_profile_that_a_proposal_is_of(entity, focal, publisher):
    _proposal, release = scheduled(entity, focal, publisher, "New.")
    with CaptureQueriesContext(connection) as captured:
        publishing.cancel(release, by=publisher)
    assert [sql for sql in map(itemgetter("sql"), captured) if '"profiles_entity"' in sql and "FOR UPDATE" in sql]
