"""Links are written once, and none has two that follow it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from profiles.published.models import Link
from profiles.published.models.publications import Immutable

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    return Link.objects.create(chain="events", number=1, row=1, said="ab", previous="", digest="cd")


def test_a_link_is_never_altered(link):
    for act in (link.save, link.delete, Link.objects.all().delete, lambda: Link.objects.update(said="")):
        with pytest.raises(Immutable):
            act()
    assert str(link) == "events 1"


@pytest.mark.parametrize("columns", [{"number": 1, "previous": "x"}, {"number": 2, "previous": ""}])
def test_no_two_have_one_place_or_one_predecessor(link, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(chain="events", row=2, said="ab", digest="ef", **columns)
    Link.objects.create(chain="releases", row=2, said="ab", digest="ef", **columns)


@pytest.mark.parametrize("name", ["profiles.event", "published.release", "published.publication", "published.link"])
def test_nothing_that_is_deleted_takes_a_part_of_the_trail_with_it(name):
    rules = [field.remote_field.on_delete for field in apps.get_model(name)._meta.concrete_fields if field.is_relation]
    assert set(rules) <= {models.PROTECT}
