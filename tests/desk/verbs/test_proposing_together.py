"""Several profiles proposed with one message: published or returned together, all or none."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from profiles.desk.models import Event, Proposal
from profiles.desk.verbs import Refused, proposing, publishing, savedcopies
from profiles.published import documents
from profiles.published.models import Publication, Release
from tests import factories
from tests.desk.verbs.steps import HOUR, change, summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(publisher, editor):
    """Two public profiles with a change that is not public."""
    rows = [factories.published(factories.entity(slug), by=publisher) for slug in ("nepal", "oman")]
    for row in rows:
        change(row, f"{row.name} leaves the chair.", editor)
    return rows


@pytest.fixture
def proposals(rows, editor):
    return proposing.propose_together(rows, by=editor, message="The chair changes hands.")


def read(proposals):
    return {row.entry_uid: documents.digest(row.copy.content()) for row in proposals}


def approve(proposals, publisher, **release):
    return publishing.approve_together(proposals[0].bundle, by=publisher, digests=read(proposals), **release)


def states():
    return list(Proposal.objects.order_by("pk").values_list("state", flat=True))


# ── Proposing ────────


def test_several_are_proposed_with_one_message_and_publishers_get_one_mail(
    rows, publisher, editor, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        proposals = proposing.propose_together(rows, by=editor, message="The chair changes hands.")
    assert {row.message for row in proposals} == {"The chair changes hands."}
    assert len({row.bundle for row in proposals}) == 1
    (mail,) = mailoutbox
    assert mail.to == [publisher.email]
    assert mail.subject.endswith(": Nepal and 1 more, proposed by editor")
    assert "Nepal\nOman" in mail.body
    assert f"/admin/profiles/entity/review-together/{proposals[0].bundle}/" in mail.body
    assert Event.objects.filter(verb="propose").count() == 2


def test_one_that_cannot_be_proposed_stops_all_and_is_named(rows, publisher, editor):
    publishing.publish(rows[1], by=publisher)
    with pytest.raises(Refused, match="“Oman”: Nothing differs"):
        proposing.propose_together(rows, by=editor, message="Both.")
    assert Proposal.objects.count() == 0


def test_one_that_has_changed_since_it_was_looked_at_stops_all(rows, editor):
    digests = {rows[0].uid: "0" * 64}
    with pytest.raises(Refused, match="“Nepal”: It has changed since you looked"):
        proposing.propose_together(rows, by=editor, message="Both.", digests=digests)
    assert Proposal.objects.count() == 0


def test_nobody_proposes_together_with_what_is_not_theirs(rows):
    focal = factories.focal_point("focal", rows[0])
    with pytest.raises(PermissionDenied):
        proposing.propose_together(rows, by=focal, message="Both.")
    assert Proposal.objects.count() == 0


def test_one_alone_is_proposed_as_ever(rows, editor):
    (proposal,) = proposing.propose_together(rows[:1], by=editor, message="One.")
    assert proposal.bundle is None


def test_what_waits_alone_is_taken_into_a_bundle(rows, editor):
    alone = proposing.propose(rows[0], by=editor, message="One.")
    proposals = proposing.propose_together(rows, by=editor, message="Both.")
    assert states() == ["replaced", "waiting", "waiting"]
    assert proposals[0].replaces == alone


# ── Deciding ────────


def test_what_was_proposed_together_goes_public_in_one_stroke(proposals, rows, publisher):
    change(rows[0], "Saved later.", publisher)
    releases = approve(proposals, publisher)
    assert [summary(row) for row in rows] == ["Nepal leaves the chair.", "Oman leaves the chair."]
    assert len({(release.live_from, release.bundle) for release in releases}) == 1
    assert states() == ["published", "published"]


def test_one_that_is_overtaken_stops_all(proposals, rows, publisher):
    change(rows[1], "By another way.", publisher)
    publishing.publish(rows[1], by=publisher, override="Alone.")
    with pytest.raises(Refused, match="“oman”: Another version was published"):
        approve(proposals, publisher)
    assert states() == ["waiting", "waiting"]
    assert Publication.objects.of(rows[0]).count() == 1


def test_what_has_left_the_bundle_since_it_was_read_stops_all(proposals, editor, publisher):
    proposing.take_back(proposals[1], by=editor)
    for verb in (
        lambda: approve(proposals, publisher),
        lambda: proposing.return_together(
            proposals[0].bundle, by=publisher, reason="No.", expected=[row.entry_uid for row in proposals]
        ),
    ):
        with pytest.raises(Refused, match="Not all of these wait any longer"):
            verb()
    assert states() == ["waiting", "taken_back"]
    approve(proposals[:1], publisher)
    assert states() == ["published", "taken_back"]


def test_another_document_than_the_one_read_stops_all(proposals, publisher):
    digests = read(proposals) | {proposals[1].entry_uid: "0" * 64}
    with pytest.raises(Refused, match="“oman”: It has changed since you looked"):
        publishing.approve_together(proposals[0].bundle, by=publisher, digests=digests)
    assert states() == ["waiting", "waiting"]


def test_what_was_proposed_together_is_not_decided_apart_while_others_wait(proposals, editor, publisher):
    with pytest.raises(Refused, match="decide on all of them"):
        publishing.approve(proposals[0], by=publisher)
    with pytest.raises(Refused, match="decide on all of them"):
        proposing.return_(proposals[0], by=publisher, reason="No.")
    proposing.take_back(proposals[1], by=editor)
    publishing.approve(proposals[0], by=publisher)
    assert states() == ["published", "taken_back"]


def test_what_was_proposed_together_is_returned_together_with_one_mail(
    proposals, editor, publisher, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        proposing.return_together(
            proposals[0].bundle, by=publisher, reason="Which day?", expected=[row.entry_uid for row in proposals]
        )
    assert states() == ["returned", "returned"]
    assert set(Proposal.objects.values_list("reason", flat=True)) == {"Which day?"}
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([editor.email], "Returned: Nepal and 1 more, by publisher")
    ]


def test_a_return_without_a_reason_is_refused(proposals, publisher):
    with pytest.raises(Refused, match="Say why"):
        proposing.return_together(
            proposals[0].bundle, by=publisher, reason=" ", expected=[row.entry_uid for row in proposals]
        )
    assert states() == ["waiting", "waiting"]


def test_only_publishers_decide(proposals, editor):
    with pytest.raises(PermissionDenied):
        approve(proposals, editor)
    with pytest.raises(PermissionDenied):
        proposing.return_together(proposals[0].bundle, by=editor, reason="No.", expected=read(proposals))


def test_who_wrote_part_of_it_says_why_they_publish_it(rows, editor, publisher):
    change(rows[1], "Mine.", publisher)
    proposals = proposing.propose_together(rows, by=editor, message="Both.")
    with pytest.raises(Refused, match="wrote part of this change"):
        approve(proposals, publisher)
    assert len(approve(proposals, publisher, override="Nobody else is on duty.")) == 2


def test_a_bundle_that_is_not_there_is_refused(publisher):
    with pytest.raises(Refused, match="Not all of these wait"):
        publishing.approve_together(uuid.uuid4(), by=publisher, digests={})


# ── Scheduled, and cancelled ────────


def test_a_scheduled_bundle_that_is_cancelled_waits_again_as_it_did(proposals, publisher):
    before = list(Proposal.objects.order_by("pk").values())
    releases = approve(proposals, publisher, at=timezone.now() + HOUR)
    assert states() == ["published", "published"]
    publishing.cancel(releases[1], by=publisher)
    assert list(Proposal.objects.order_by("pk").values()) == before
    assert not Release.objects.future(timezone.now()).exists()
    approve(proposals, publisher)
    assert states() == ["published", "published"]


def test_of_a_cancelled_bundle_what_was_overtaken_meanwhile_waits_but_is_proposed_anew(proposals, rows, publisher):
    (first, _second) = approve(proposals, publisher, at=timezone.now() + HOUR)
    change(rows[1], "By another way.", publisher)
    publishing.publish(rows[1], by=publisher, override="Alone.")
    publishing.cancel(first, by=publisher)
    assert states() == ["waiting", "waiting"]
    with pytest.raises(Refused, match="“oman”: Another version was published"):
        approve(proposals, publisher)


def test_authors_are_told_apart_by_the_copies_that_were_proposed(proposals, rows, editor, publisher):
    change(rows[0], "Later.", publisher)
    copies = {row.entry_uid: row.copy for row in proposals}
    assert savedcopies.authors_of(rows, copies=copies) == {editor.pk}
    assert savedcopies.authors_of(rows) == {editor.pk, publisher.pk}
