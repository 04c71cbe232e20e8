"""Acts on versions and releases."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk import verbs
from profiles.desk.verbs import publishing
from profiles.published.models import Publication, Release
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def test_a_withdrawal_of_nothing_is_not_left_behind(publisher):
    draft = factories.entity()
    first = publishing.schedule(draft, by=publisher, at=timezone.now() + dt.timedelta(days=1))
    publishing.withdraw(draft, by=publisher, reason=("a", "b"), at=timezone.now() + dt.timedelta(days=2))
    for act in (
        lambda: publishing.cancel(first, by=publisher),
        lambda: publishing.move(first, by=publisher, at=timezone.now() + dt.timedelta(days=3)),
    ):
        with pytest.raises(verbs.Refused, match="cancel it first"):
            act()
    assert Release.objects.of(draft).count() == 2


def test_acts_need_a_post(desk):
    entity = factories.published()
    publication, release = Publication.objects.get(), Release.objects.get()
    assert desk.get(url("restore", entity.pk, publication.pk)).status_code == 405
    assert desk.get(url("cancel", entity.pk, release.pk)).status_code == 405


def test_rows_of_another_entity_are_not_acted_on(desk):
    entity, other = factories.published(), factories.published()
    theirs = Publication.objects.get(entry_uid=other.uid)
    assert desk.post(url("restore", entity.pk, theirs.pk)).status_code == 404
    assert desk.post(url("cancel", entity.pk, theirs.releases.get().pk)).status_code == 404


@pytest.mark.parametrize("number", [1, 4])
def test_the_versions_cost_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    entity, other = factories.published(), factories.published()
    for row in range(number):
        for one in (entity, other):
            one.summary_en = f"Summary {row}."
            one.save()
        at = timezone.now() + dt.timedelta(days=row + 1)
        publishing.publish_bundle([entity, other], by=publisher, at=at)
    client.force_login(publisher)
    client.get(url("versions", entity.pk))
    with django_assert_num_queries(13):
        client.get(url("versions", entity.pk))
