"""Releases of the data at the desk: to read, by those who may."""

import pytest
from django.urls import reverse

from profiles.desk.verbs import datareleases
from profiles.published.models import DataRelease
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "admin:published_datarelease_changelist"


@pytest.fixture
def release(directory, publisher):
    return datareleases.release(by=publisher)


@pytest.mark.parametrize("group", ["Publishers", "Editors", "Administrators"])
def test_the_list_says_of_when_by_whom_and_with_which_digest(client, release, group):
    client.force_login(factories.person("somebody", group))
    html = client.get(reverse(LIST)).content.decode()
    for text in (release.name, release.digest, "publisher", f'href="/data/releases/{release.name}/"'):
        assert text in html


def test_one_by_a_timer_is_nobodys(client, directory, publisher):
    datareleases.release(by=None)
    client.force_login(publisher)
    assert '<td class="field-by">–</td>' in client.get(reverse(LIST)).content.decode()


def test_nobody_alters_one(client, release, publisher):
    client.force_login(publisher)
    address = reverse("admin:published_datarelease_change", args=[release.pk])
    assert 'name="_save"' not in client.get(address).content.decode()
    assert client.post(address, {"name": "2030-01-01"}).status_code == 403
    assert (
        client.post(reverse("admin:published_datarelease_delete", args=[release.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert client.get(reverse("admin:published_datarelease_add")).status_code == 403
    assert DataRelease.objects.get().name == release.name


def test_a_focal_point_and_a_stranger_see_no_list(client, release, stranger):
    for person in (stranger, factories.person("focal", "Focal points")):
        client.force_login(person)
        assert client.get(reverse(LIST)).status_code == 403
