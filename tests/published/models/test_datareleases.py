"""Releases of the data as rows: written once, each naming the one before."""

import pytest
from django.db import IntegrityError, transaction

from profiles.desk.verbs import datareleases
from profiles.published import documents
from profiles.published.models import DataRelease
from profiles.published.models.publications import Immutable
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(directory):
    return datareleases.release(by=None)


def test_a_release_is_never_altered_and_says_so_when_asked_to(release):
    release.manifest = "{}"
    rows = DataRelease.objects.all()
    acts = (release.save, release.delete, rows.delete, lambda: rows.update(manifest="{}"))
    acts += (lambda: rows.bulk_update([release], ["manifest"]), lambda: DataRelease.objects.bulk_create([release]))
    acts += (lambda: DataRelease.objects.update_or_create({"manifest": "{}"}, number=1),)
    for act in acts:
        with pytest.raises(Immutable, match=r"release of the data|DataRelease"):
            act()
    assert documents.digest(DataRelease.objects.get().manifest) == release.digest


def test_two_have_neither_one_number_nor_one_address(release):
    for columns in ({"number": 1, "name": "2030-01-01"}, {"number": 2, "name": release.name}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DataRelease(moment=release.moment, manifest="{}", digest="0" * 64, **columns).save()


def test_it_names_its_files_and_the_release_before(release, publisher):
    assert release.previous == ""
    factories.published(by=publisher)
    following = datareleases.release(by=publisher)
    assert following.previous == release.digest
    assert following.file("members.csv").rows == 5
    assert following.file("nothing.csv") is None
    assert str(following) == f"{release.day}.2"
