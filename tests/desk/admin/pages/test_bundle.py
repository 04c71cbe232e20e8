"""Several profiles published in one stroke, or none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from profiles.desk.verbs import savedcopies
from profiles.published.models import Publication, Release
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def test_several_profiles_are_published_together_or_not_at_all(client, publisher, entity):
    other = factories.entity("kuwait", summary_en="", summary_ar="")
    entity.summary_en = "Chair no more."
    entity.save()
    client.force_login(publisher)
    chosen = client.post(url("changelist"), {"action": "publish_together", "_selected_action": [entity.pk, other.pk]})
    address = chosen["Location"]
    assert client.get(address).status_code == 200

    def fields():
        return {f"digest-{part['entry'].pk}": part["digest"] for part in client.get(address).context["parts"]} | {
            "digest": "-"
        }

    assert "The summary is missing." in client.post(address, fields()).content.decode()
    assert Publication.objects.count() == 1
    stale = fields()
    other.summary_en = "In the chair."
    other.save()
    assert "has changed since you looked" in client.post(address, stale).content.decode()
    client.post(address, fields() | {"at": "2990-01-01T09:30"})
    bundle = Release.objects.future(timezone.now())
    assert len({release.bundle for release in bundle}) == 1
    assert bundle.count() == 2
    client.post(url("move", entity.pk, bundle.get(slug="nepal").pk), {"at": "2991-01-01T09:30"})
    assert {timezone.localtime(release.live_from).year for release in Release.objects.future(timezone.now())} == {2991}


def test_a_profile_that_is_gone_stops_a_bundle(client, publisher, entity):
    client.force_login(publisher)
    entity.summary_en = "New."
    entity.save()
    address = f"{reverse('admin:profiles_entity_bundle')}?id={entity.pk}&id=999999"
    part = client.get(address).context["parts"][0]
    client.post(address, {"digest": "-", f"digest-{entity.pk}": part["digest"]})
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("number", [1, 6])
def test_the_bundle_costs_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    rows = [factories.published(by=publisher) for _ in range(number)]
    for row in rows:
        factories.responsible_entity(row)
        row.areas.add(factories.area())
        savedcopies.save(row, by=publisher)
    client.force_login(publisher)
    address = reverse("admin:profiles_entity_bundle") + "?" + "&".join(f"id={row.pk}" for row in rows)
    client.get(address)
    with django_assert_num_queries(17):
        client.get(address)


def test_the_bundle_reads_no_other_profile(client, publisher, entity):
    other = factories.published(factories.entity("zqother"))
    client.force_login(publisher)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"{reverse('admin:profiles_entity_bundle')}?id={entity.pk}")
    assert [part["entry"] for part in page.context["parts"]] == [entity]
    live = [query["sql"] for query in captured if '"document"' in query["sql"]]
    assert all(entity.uid.hex in sql.replace("-", "") for sql in live)
    assert not any(other.uid.hex in sql.replace("-", "") for sql in live)
