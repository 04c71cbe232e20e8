import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from profiles.desk import verbs, workingcopy
from profiles.desk.models import Event
from profiles.desk.verbs import proposing, publishing, releases
from profiles.published import documents
from profiles.published.models import Confirmation, Publication, Release, Stamp
from tests import factories

HOUR = dt.timedelta(hours=1)

pytestmark = pytest.mark.django_db


def live_number(entity, at=None):
    """Which version the public sees at a moment, or None."""
    found = list(Publication.objects.of(entity).live(at or timezone.now()))
    assert len(found) <= 1
    return found[0].number if found else None


def change(entity, text):
    entity.summary_en = text
    entity.save(update_fields=["summary_en"])


# ── publish ────────


def test_publish_makes_the_working_copy_what_the_public_sees(publisher):
    entity = factories.entity()
    publishing.publish(entity, by=publisher)
    publication = Publication.objects.of(entity).live(timezone.now()).get()
    assert publication.content() == workingcopy.document(entity)
    assert publication.digest == documents.digest(publication.document)


def test_publish_keeps_a_later_scheduled_release(publisher):
    entity = factories.published(by=publisher)
    change(entity, "For later.")
    publishing.schedule(entity, by=publisher, at=timezone.now() + HOUR)
    change(entity, "For now.")
    publishing.publish(entity, by=publisher)
    assert live_number(entity) == 3
    assert live_number(entity, timezone.now() + 2 * HOUR) == 2


@pytest.mark.parametrize("cast", ["editor", "administrator", "stranger"])
def test_only_publishers_publish(cast, request):
    entity = factories.entity()
    with pytest.raises(PermissionDenied):
        publishing.publish(entity, by=request.getfixturevalue(cast))
    assert not Publication.objects.exists()


def test_a_focal_point_does_not_publish_even_its_own(db):
    entity = factories.entity()
    with pytest.raises(PermissionDenied):
        publishing.publish(entity, by=factories.focal_point("focal", entity))


# ── schedule, cancel, move ────────


def test_schedule_changes_what_is_public_at_its_moment_and_not_before(publisher):
    entity = factories.published(by=publisher)
    change(entity, "Scheduled.")
    at = timezone.now() + HOUR
    publishing.schedule(entity, by=publisher, at=at)
    assert live_number(entity) == 1
    assert live_number(entity, at - releases.TICK) == 1
    assert live_number(entity, at) == 2


def test_what_was_scheduled_is_frozen(publisher):
    entity = factories.entity()
    publishing.schedule(entity, by=publisher, at=timezone.now() + HOUR)
    change(entity, "After scheduling.")
    later = Publication.objects.of(entity).live(timezone.now() + 2 * HOUR).get()
    assert later.content()["summary"]["en"] == "A summary."


def test_schedule_refuses_the_past_and_a_taken_moment(publisher):
    entity = factories.entity()
    with pytest.raises(verbs.Refused):
        publishing.schedule(entity, by=publisher, at=timezone.now() - HOUR)
    at = timezone.now() + HOUR
    publishing.schedule(entity, by=publisher, at=at)
    change(entity, "Again.")
    with pytest.raises(verbs.Refused):
        publishing.schedule(entity, by=publisher, at=at)
    assert Publication.objects.count() == 1


def test_cancel_gives_the_time_back_to_the_release_before(publisher):
    entity = factories.published(by=publisher)
    change(entity, "Scheduled.")
    release = publishing.schedule(entity, by=publisher, at=timezone.now() + HOUR)
    publishing.cancel(release, by=publisher)
    assert live_number(entity, timezone.now() + 2 * HOUR) == 1
    assert Event.objects.filter(verb="cancel").count() == 1


def test_cancel_refuses_what_has_been_public(publisher):
    release = Release.objects.get(entry_uid=factories.published(by=publisher).uid)
    with pytest.raises(verbs.Refused):
        publishing.cancel(release, by=publisher)


def test_a_bundle_goes_public_at_one_moment_moves_and_is_cancelled_whole(publisher):
    rows = [factories.entity() for _ in range(3)]
    at = timezone.now() + HOUR
    bundled = publishing.publish_bundle(rows, by=publisher, at=at)
    assert [live_number(row, at - releases.TICK) for row in rows] == [None, None, None]
    assert [live_number(row, at) for row in rows] == [1, 1, 1]
    moved = publishing.move(bundled[1], by=publisher, at=at + HOUR)
    assert [live_number(row, at) for row in rows] == [None, None, None]
    assert [live_number(row, at + HOUR) for row in rows] == [1, 1, 1]
    publishing.cancel(moved[0], by=publisher)
    assert [live_number(row, at + HOUR) for row in rows] == [None, None, None]


def test_a_bundle_with_one_that_cannot_be_published_publishes_none(publisher):
    rows = [factories.entity(), factories.entity(type=None)]
    with pytest.raises(verbs.Refused):
        publishing.publish_bundle(rows, by=publisher)
    assert not Publication.objects.exists()
    assert not Release.objects.exists()


def test_neither_cancel_nor_move_leaves_a_withdrawal_of_nothing(publisher):
    draft, at = factories.entity("draft"), timezone.now() + HOUR
    first = publishing.schedule(draft, by=publisher, at=at)
    publishing.withdraw(draft, by=publisher, reason=("a", "b"), at=at + HOUR)
    for act in (
        lambda: publishing.cancel(first, by=publisher),
        lambda: publishing.move(first, by=publisher, at=at + 2 * HOUR),
    ):
        with pytest.raises(verbs.Refused, match=r"^A withdrawal would come before anything was public"):
            act()
    assert list(Release.objects.values_list("live_from", "live_until")) == [(at, at + HOUR), (at + HOUR, None)]


def test_a_bundle_is_not_cancelled_while_another_of_it_is_to_be_withdrawn(publisher):
    one, other = factories.published(by=publisher), factories.entity("other")
    change(one, "Together.")
    at = timezone.now() + HOUR
    bundled, _other = publishing.publish_bundle([one, other], by=publisher, at=at)
    withdrawal = publishing.withdraw(other, by=publisher, reason=("a", "b"), at=at + HOUR)
    for act in (
        lambda: publishing.cancel(bundled, by=publisher),
        lambda: publishing.move(bundled, by=publisher, at=at + 2 * HOUR),
        lambda: publishing.withdraw(one, by=publisher, reason=("a", "b")),
    ):
        with pytest.raises(verbs.Refused, match=r"^“other”: A withdrawal would come before anything was public"):
            act()
    assert live_number(one, at) == 2
    publishing.cancel(withdrawal, by=publisher)
    publishing.withdraw(one, by=publisher, reason=("a", "b"))
    assert not Release.objects.of(other).exists()


# ── withdraw ────────


def test_withdraw_takes_it_from_the_public_and_cancels_what_is_scheduled(publisher):
    entity = factories.published(by=publisher)
    change(entity, "Scheduled.")
    publishing.schedule(entity, by=publisher, at=timezone.now() + HOUR)
    publishing.withdraw(entity, by=publisher, reason=("Merged.", "دُمج."))
    assert live_number(entity) is None
    assert live_number(entity, timezone.now() + 2 * HOUR) is None


def test_withdraw_needs_a_reason_in_both_languages(publisher):
    entity = factories.published(by=publisher)
    with pytest.raises(verbs.Refused):
        publishing.withdraw(entity, by=publisher, reason=("Merged.", " "))
    assert live_number(entity) == 1


def test_withdraw_names_only_a_published_successor(publisher):
    entity, other = factories.published(by=publisher), factories.entity("draft-one")
    with pytest.raises(verbs.Refused):
        publishing.withdraw(entity, by=publisher, reason=("a", "b"), successor=other.slug)
    publishing.publish(other, by=publisher)
    publishing.withdraw(entity, by=publisher, reason=("a", "b"), successor=other.slug)
    assert Release.objects.of(entity).live(timezone.now()).get().successor_slug == "draft-one"


def test_an_expiry_is_a_release_of_nothing(publisher):
    entity = factories.published(by=publisher)
    publishing.withdraw(entity, by=publisher, reason=("Over.", "انتهى."), at=timezone.now() + HOUR)
    assert live_number(entity) == 1
    assert live_number(entity, timezone.now() + 2 * HOUR) is None


def test_a_withdrawn_profile_can_be_published_again_with_the_next_number(publisher):
    entity = factories.published(by=publisher)
    publishing.withdraw(entity, by=publisher, reason=("a", "b"))
    publishing.publish(entity, by=publisher)
    assert live_number(entity) == 2


# ── confirm ────────


def test_a_focal_point_confirms_public_facts_of_its_own_entity(publisher):
    entity = factories.published(by=publisher)
    uid = str(entity.memberships.get().uid)
    publishing.confirm(entity, by=factories.focal_point("focal", entity), facts=[uid])
    assert str(Confirmation.objects.get().fact_uid) == uid


def test_confirm_refuses_facts_that_are_not_public(publisher, editor):
    entity = factories.published(by=publisher)
    draft = factories.role_term(entity)
    for facts in ([str(draft.uid)], ["nonsense"], []):
        with pytest.raises(verbs.Refused):
            publishing.confirm(entity, by=editor, facts=facts)


def test_the_focal_point_of_another_entity_confirms_nothing(publisher):
    entity, other = factories.published(by=publisher), factories.entity()
    with pytest.raises(PermissionDenied):
        publishing.confirm(entity, by=factories.focal_point("focal", other), facts=[str(entity.memberships.get().uid)])


# ── the record ────────


def test_every_verb_raises_the_stamp_once_and_logs_one_event(publisher):
    entity = factories.entity()
    counts = []
    for verb in (
        lambda: publishing.publish(entity, by=publisher),
        lambda: publishing.confirm(entity, by=publisher, facts=[str(entity.memberships.get().uid)]),
        lambda: publishing.withdraw(entity, by=publisher, reason=("a", "b")),
    ):
        verb()
        counts.append((Stamp.objects.get().counter, Event.objects.count()))
    assert counts == [(1, 1), (2, 2), (3, 3)]


def test_what_nobody_remarks_on_is_recorded_without_a_word(publisher, editor):
    one, other, at = factories.entity(), factories.entity(), timezone.now() + HOUR
    made = [
        publishing.approve(proposing.propose(one, by=editor, message="Because."), by=publisher),
        publishing.publish(other, by=publisher),
        *publishing.publish_bundle([factories.entity()], by=publisher),
        publishing.schedule(factories.entity(), by=publisher, at=at),
        publishing.withdraw(one, by=publisher, reason=("a", "b"), at=at),
    ]
    assert {(row.public_note_en, row.public_note_ar, row.successor_slug) for row in made} == {("", "", "")}
    publishing.move(made[-1], by=publisher, at=at + HOUR)
    publishing.cancel(made[-1], by=publisher)
    assert set(Event.objects.exclude(verb="propose").values_list("message", flat=True)) == {""}
