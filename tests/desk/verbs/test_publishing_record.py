"""What the verbs of publishing write down: the release, its public words, and who did what in the private log."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from profiles.desk import verbs
from profiles.desk.models import Event
from profiles.desk.verbs import publishing
from profiles.published import documents
from profiles.published.models import Confirmation, Publication, Release, Stamp
from tests import factories
from tests.desk.verbs.steps import HOUR, change, proposed

pytestmark = pytest.mark.django_db

NOTE, REASON = ("Corrected.", "مصحح."), ("Merged.", "دُمج.")
SAID = {"note": NOTE, "message": "Checked.", "override": " Alone. "}


@pytest.fixture
def mine(publisher):
    """A profile that the publisher wrote."""
    entity = factories.entity("nepal")
    change(entity, "Mine.", publisher)
    return entity


def at_noon():
    return (timezone.now() + dt.timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)


def logged(verb):
    """The events of a verb, oldest first: of which profile, by whom, in what words, and the details."""
    rows = Event.objects.filter(verb=verb).order_by("pk")
    return [(str(row.entry_uid), row.subject, row.actor.username, row.message, row.details) for row in rows]


def row_of(release):
    return Release.objects.values().get(pk=release.pk)


# ── Publishing ────────


def test_a_release_says_of_which_profile_it_is_and_what_readers_are_told(mine, publisher):
    release = publishing.publish(mine, by=publisher, **SAID)
    publication = Publication.objects.get()
    assert row_of(release) | {"id": 0, "live_from": 0, "created_at": 0} == {
        "id": 0,
        "entry_uid": mine.uid,
        "kind": "profile",
        "slug": "nepal",
        "publication_id": publication.pk,
        "live_from": 0,
        "live_until": None,
        "bundle": None,
        "created_at": 0,
        "public_note_en": NOTE[0],
        "public_note_ar": NOTE[1],
        "reason_en": "",
        "reason_ar": "",
        "successor_slug": "",
        "written": 1,
    }


def test_a_publication_is_logged_with_its_number_digest_and_moment_and_why_ones_own_was_published(mine, publisher):
    release = publishing.publish(mine, by=publisher, **SAID)
    details = {"number": 1, "digest": release.publication.digest, "live_from": release.live_from.isoformat()}
    assert logged("publish") == [
        (str(mine.uid), "nepal", "publisher", "Checked.", details | {"override": "Alone."}),
    ]


def test_what_is_to_come_is_logged_as_scheduled(mine, publisher):
    release = publishing.schedule(mine, by=publisher, at=at_noon(), **SAID)
    ((*who, details),) = logged("schedule")
    assert who == [str(mine.uid), "nepal", "publisher", "Checked."]
    assert (details["live_from"], details["override"]) == (at_noon().isoformat(), "Alone.")
    assert (release.public_note_en, release.public_note_ar) == NOTE
    assert logged("publish") == []


def test_why_one_publishes_what_others_wrote_is_not_asked_and_not_logged(editor, publisher):
    entity = factories.entity()
    change(entity, "Theirs.", editor)
    publishing.publish(entity, by=publisher, override="Alone.")
    assert "override" not in logged("publish")[0][-1]


@pytest.mark.parametrize("reason", [{}, {"override": "  "}])
def test_ones_own_is_not_published_without_a_reason_by_any_way(mine, publisher, editor, reason):
    proposal = proposed(mine, editor)
    for act in (
        lambda: publishing.publish(mine, by=publisher, **reason),
        lambda: publishing.schedule(mine, by=publisher, at=at_noon(), **reason),
        lambda: publishing.publish_bundle([mine], by=publisher, **reason),
        lambda: publishing.approve(proposal, by=publisher, **reason),
    ):
        with pytest.raises(verbs.Refused, match="wrote part of this change"):
            act()
    assert not Publication.objects.exists()


def test_what_is_scheduled_is_what_the_publisher_looked_at(mine, publisher):
    with pytest.raises(verbs.Refused, match="Look again"):
        publishing.schedule(mine, by=publisher, at=at_noon(), digest="0" * 64, override="Alone.")


def test_what_was_approved_says_so_in_the_same_words(mine, publisher, editor):
    release = publishing.approve(proposed(mine, editor), by=publisher, **SAID)
    assert (release.public_note_en, release.public_note_ar) == NOTE
    ((_uid, _slug, _who, message, details),) = logged("publish")
    assert (message, details["override"]) == ("Checked.", "Alone.")


def test_a_bundle_is_released_at_one_moment_in_order_under_one_name(mine, publisher):
    other = factories.entity("oman")
    releases = publishing.publish_bundle([other, mine], by=publisher, **SAID)
    assert [release.slug for release in releases] == ["nepal", "oman"]
    assert len({(release.live_from, release.bundle) for release in releases}) == 1
    assert [(row.public_note_en, row.public_note_ar) for row in Release.objects.all()] == [NOTE, NOTE]
    assert [(slug, message, details["bundle"]) for _uid, slug, _who, message, details in logged("publish")] == [
        ("nepal", "Checked.", str(releases[0].bundle)),
        ("oman", "Checked.", str(releases[0].bundle)),
    ]


def test_what_is_published_alone_is_of_no_bundle(publisher):
    factories.published(by=publisher)
    assert "bundle" not in logged("publish")[0][-1]


def test_two_bundles_have_two_names(publisher):
    first, second = (publishing.publish_bundle([factories.entity()], by=publisher) for _ in range(2))
    assert first[0].bundle != second[0].bundle


def test_each_of_a_bundle_is_what_the_publisher_looked_at(publisher):
    rows = [factories.entity(), factories.entity()]
    with pytest.raises(verbs.Refused, match="Look again"):
        publishing.publish_bundle(rows, by=publisher, digests={rows[1].uid: "0" * 64})
    assert not Release.objects.exists()


@pytest.mark.parametrize("ago", [dt.timedelta(0), dt.timedelta(microseconds=1)])
def test_only_a_moment_to_come_is_set(publisher, time_machine, ago):
    entity = factories.published(by=publisher)
    change(entity, "New.", None)
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    for act in (
        lambda: publishing.publish(entity, by=publisher, at=now - ago),
        lambda: publishing.publish_bundle([entity], by=publisher, at=now - ago),
        lambda: publishing.withdraw(entity, by=publisher, reason=REASON, at=now - ago),
    ):
        with pytest.raises(verbs.Refused, match="must lie in the future"):
            act()


# ── What is scheduled ────────


def test_what_is_moved_is_logged_as_cancelled_and_as_scheduled_anew(publisher):
    entity, at = factories.entity("nepal"), at_noon()
    release = publishing.schedule(entity, by=publisher, at=at)
    publishing.move(release, by=publisher, at=at + HOUR, message="Later.")
    who = (str(entity.uid), "nepal", "publisher", "Later.")
    assert logged("cancel") == [(*who, {"number": 1, "live_from": at.isoformat()})]
    assert logged("schedule")[1:] == [(*who, {"number": 1, "live_from": (at + HOUR).isoformat()})]


def test_what_is_cancelled_is_logged_with_its_moment_and_a_withdrawal_has_no_number(publisher):
    entity, at = factories.published(factories.entity("nepal"), by=publisher), at_noon()
    withdrawal = publishing.withdraw(entity, by=publisher, reason=REASON, at=at)
    publishing.cancel(withdrawal, by=publisher, message="It stays.")
    assert logged("cancel") == [
        (str(entity.uid), "nepal", "publisher", "It stays.", {"number": None, "live_from": at.isoformat()}),
    ]
    assert Release.objects.get().live_until is None


def test_who_may_not_publish_neither_cancels_nor_moves(publisher, editor):
    release = publishing.schedule(factories.entity(), by=publisher, at=at_noon())
    with pytest.raises(PermissionDenied):
        publishing.cancel(release, by=editor)
    with pytest.raises(PermissionDenied):
        publishing.move(release, by=editor, at=at_noon() + HOUR)
    assert Release.objects.get().live_from == at_noon()


# ── Taking back ────────


def test_a_withdrawal_says_why_and_who_comes_after_to_readers_and_in_the_log(publisher):
    entity, _other = (factories.published(factories.entity(slug), by=publisher) for slug in ("nepal", "oman"))
    reason = (" Merged. ", " دُمج. ")
    release = publishing.withdraw(entity, by=publisher, reason=reason, successor="oman", message="As asked.")
    row = row_of(release)
    assert [row[name] for name in ("entry_uid", "slug", "publication_id", "successor_slug")] == [
        entity.uid,
        "nepal",
        None,
        "oman",
    ]
    assert (row["reason_en"], row["reason_ar"]) == REASON
    details = {"reason": list(reason), "successor": "oman", "live_from": release.live_from.isoformat()}
    assert logged("withdraw") == [(str(entity.uid), "nepal", "publisher", "As asked.", details)]


def test_what_a_withdrawal_cancels_is_logged_in_its_words(publisher):
    entity = factories.published(factories.entity("nepal"), by=publisher)
    change(entity, "New.", None)
    publishing.schedule(entity, by=publisher, at=at_noon())
    publishing.withdraw(entity, by=publisher, reason=REASON, message="As asked.")
    assert [(slug, who, message) for _uid, slug, who, message, _details in logged("cancel")] == [
        ("nepal", "publisher", "As asked.")
    ]


def test_no_profile_comes_after_itself(publisher):
    entity = factories.published(by=publisher)
    with pytest.raises(verbs.Refused, match="has never been published"):
        publishing.withdraw(entity, by=publisher, reason=REASON, successor=entity.slug)


def test_only_what_the_public_sees_then_is_withdrawn(publisher):
    draft, at = factories.entity(), at_noon()
    publishing.schedule(draft, by=publisher, at=at)
    for when in (None, at - HOUR):
        with pytest.raises(verbs.Refused, match="nothing to withdraw"):
            publishing.withdraw(draft, by=publisher, reason=REASON, at=when)
    publishing.withdraw(draft, by=publisher, reason=REASON, at=at + HOUR)
    with pytest.raises(verbs.Refused, match="nothing to withdraw"):
        publishing.withdraw(draft, by=publisher, reason=REASON, at=at + 2 * HOUR)


@pytest.mark.parametrize("reason", [(" ", "b"), ("a", ""), ("", "")])
def test_a_reason_in_one_language_is_none(publisher, reason):
    entity = factories.published(by=publisher)
    with pytest.raises(verbs.Refused, match="in both languages"):
        publishing.withdraw(entity, by=publisher, reason=reason)


# ── Confirming ────────


def test_a_confirmation_is_of_what_the_fact_said_on_the_day_and_once(publisher):
    entity = factories.entity("nepal")
    factories.role_term(entity, end="2012")
    factories.published(entity, by=publisher)
    content = Publication.objects.get().content()
    public = [content["memberships"][0], content["role_terms"][0]]
    uids, day = [fact["uid"] for fact in public], timezone.localdate() - dt.timedelta(3)
    made = publishing.confirm(entity, by=publisher, facts=[*uids, uids[0]], day=day)
    assert [(str(row.fact_uid), row.digest, row.entry_uid, row.day) for row in made] == [
        (fact["uid"], documents.fact_digest(fact), entity.uid, day) for fact in public
    ]
    details = {"facts": [*uids, uids[0]], "day": day.isoformat(), "said_by": "secretariat"}
    assert logged("confirm") == [(str(entity.uid), "nepal", "publisher", "", details)]


def test_today_can_be_confirmed_and_tomorrow_not(publisher):
    entity = factories.published(by=publisher)
    uid, today = str(entity.memberships.get().uid), timezone.localdate()
    publishing.confirm(entity, by=publisher, facts=[uid])
    publishing.confirm(entity, by=publisher, facts=[uid], day=today)
    with pytest.raises(verbs.Refused, match="a day to come"):
        publishing.confirm(entity, by=publisher, facts=[uid], day=today + dt.timedelta(1))
    assert [row.day for row in Confirmation.objects.all()] == [today, today]


def test_of_what_is_not_public_no_fact_is_confirmed(publisher):
    entity = factories.entity()
    with pytest.raises(verbs.Refused, match="Only facts that are public"):
        publishing.confirm(entity, by=publisher, facts=[str(entity.memberships.get().uid)])
    with pytest.raises(verbs.Refused, match="Tick the facts"):
        publishing.confirm(entity, by=publisher, facts=[])


# ── What verbs share ────────


def test_a_subject_that_is_too_long_for_the_log_is_cut(publisher):
    event = verbs.log("vocabulary", publisher, None, "", subject="x" * 201)
    assert (event.subject, event.entry_uid, event.details) == ("x" * 200, None, {})


def test_the_stamp_rises_by_one_from_nothing(db):
    for _ in range(2):
        with verbs.writing():
            pass
    assert list(Stamp.objects.values_list("pk", "counter")) == [(1, 2)]
