"""What the public sees: rows that are written once, and which of them count at a moment."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from profiles.desk.verbs import publishing
from profiles.published.models import Confirmation, Publication, Release, Spelling, Stamp
from profiles.published.models.publications import Immutable
from tests import factories

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def nepal(publisher, time_machine):
    """Public since noon in a first version, from an hour later in a second, and withdrawn an hour after that."""
    time_machine.move_to(NOON, tick=False)
    entity = factories.published(factories.entity("nepal"), by=publisher)
    entity.summary_en = "Second."
    entity.save()
    publishing.schedule(entity, by=publisher, at=NOON + HOUR)
    publishing.withdraw(entity, by=publisher, reason=("Merged.", "دُمج."), at=NOON + 2 * HOUR)
    return entity


@pytest.mark.parametrize("model", [Publication, Release, Confirmation])
def test_what_is_written_once_cannot_be_changed_or_deleted(model, publisher):
    entity = factories.published(by=publisher)
    publishing.confirm(entity, by=publisher, facts=[str(entity.memberships.get().uid)])
    row, rows = model.objects.first(), model.objects.all()
    changes = [lambda: rows.update(pk=1), lambda: rows.bulk_update([row], ["entry_uid"])]
    for act in (row.save, row.delete, rows.delete, *changes):
        with pytest.raises(Immutable):
            act()


@pytest.mark.parametrize(
    ("passed", "version", "seen"),
    [
        (-dt.timedelta(microseconds=1), None, set()),
        (dt.timedelta(0), 1, {1}),
        (HOUR - dt.timedelta(microseconds=1), 1, {1}),
        (HOUR, 2, {1, 2}),
        (2 * HOUR, None, {1, 2}),
    ],
)
def test_one_publication_is_live_from_its_moment_until_the_next_and_stays_known(nepal, passed, version, seen):
    moment = NOON + passed
    live = Publication.objects.of(nepal).live(moment).values_list("number", flat=True)
    assert list(live) == [version] * (version is not None)
    assert set(Publication.objects.once_live(moment).values_list("number", flat=True)) == seen
    assert Release.objects.live(moment).published().count() == len(live)


def test_releases_are_past_future_published_or_withdrawn(nepal):
    def moments(releases):
        return [release.live_from - NOON for release in releases.order_by("live_from")]

    now = NOON + HOUR
    assert moments(Release.objects.past(now)) == [dt.timedelta(0), HOUR]
    assert moments(Release.objects.future(now)) == [2 * HOUR]
    assert moments(Release.objects.published()) == [dt.timedelta(0), HOUR]
    assert moments(Release.objects.withdrawn()) == [2 * HOUR]


def test_what_came_since_was_written_later_or_became_live_later(nepal):
    _first, second, third = Release.objects.order_by("live_from")
    assert set(Release.objects.since(second.pk, NOON + 3 * HOUR)) == {third}
    assert set(Release.objects.since(third.pk, NOON + HOUR)) == {third}
    assert set(Release.objects.since(third.pk, NOON)) == {second, third}


def test_rows_of_an_entity_are_found_by_itself_and_by_its_uid(nepal):
    factories.published()
    assert set(Release.objects.of(nepal)) == set(Release.objects.of(nepal.uid)) != set(Release.objects.all())


@pytest.mark.parametrize(
    ("columns", "broken"),
    [
        ({"reason_en": "Why?"}, "release_withdrawal_has_reason"),
        ({"successor_slug": "india"}, "release_withdrawal_has_reason"),
        ({"publication": None}, "release_withdrawal_has_reason"),
        ({"live_until": NOON + 5 * HOUR}, "release_order"),
    ],
)
def test_a_release_has_a_publication_or_a_reason_and_ends_after_it_begins(nepal, columns, broken):
    publication = Publication.objects.latest("number")
    names = {"entry_uid": nepal.uid, "kind": "profile", "slug": "nepal", "publication": publication}
    with pytest.raises(IntegrityError, match=broken):
        Release.objects.create(**names | {"live_from": NOON + 5 * HOUR} | columns)


def test_an_entity_has_one_release_at_a_moment(nepal):
    publication = Publication.objects.latest("number")
    with pytest.raises(IntegrityError):
        Release.objects.create(entry_uid=nepal.uid, slug="nepal", publication=publication, live_from=NOON + HOUR)


@pytest.mark.parametrize("number", [0, 2])
def test_publications_of_an_entity_are_numbered_from_one_and_each_number_once(nepal, number):
    names = dict.fromkeys(("slug", "name_en", "name_ar", "sort_en", "sort_ar", "joined", "document", "digest"), "")
    with pytest.raises(IntegrityError):
        Publication.objects.create(entry_uid=nepal.uid, number=number, created_at=timezone.now(), **names)


def test_there_is_one_stamp():
    Stamp.objects.get_or_create(pk=1)
    with pytest.raises(IntegrityError, match="stamp_one_row"):
        Stamp.objects.create(pk=2)


def test_a_spelling_is_kept_once():
    Spelling.objects.create(key="npl", word="nepal")
    Spelling.objects.create(key="npl", word="nepaul")
    with pytest.raises(IntegrityError):
        Spelling.objects.create(key="npl", word="nepal")
