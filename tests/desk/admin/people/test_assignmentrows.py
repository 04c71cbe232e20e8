"""Two administrators at what one focal point keeps."""

import datetime as dt

import pytest
from django.urls import reverse

from profiles.desk.models import Assignment
from tests import factories
from tests.desk.admin.forms import added, posted

pytestmark = pytest.mark.django_db

DAY = dt.date(2030, 1, 31)


@pytest.fixture
def accounts(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def nepal():
    return factories.entity("nepal")


@pytest.fixture
def focal(nepal):
    return factories.focal_point("focal", nepal)


@pytest.fixture
def address(focal):
    return reverse("admin:profiles_user_change", args=[focal.pk])


def kept(focal):
    rows = focal.assignments.order_by("entity__slug").values_list("entity__slug", "until")
    return [(slug, until and until.isoformat()) for slug, until in rows]


def twice(client, address, data):
    """Save, be refused, and save what came back."""
    refused = client.post(address, data)
    assert refused.status_code == 200
    assert client.post(address, posted(refused)).status_code == 302


def more(data, entity, number=1):
    row = added("assignments", number, entity=entity.pk, until="", user=data["assignments-0-user"], id="")
    return data | {"assignments-TOTAL_FORMS": number + 1} | row


def test_what_others_gave_or_bounded_meanwhile_stays(accounts, focal, nepal, address):
    data = posted(accounts.get(address))
    focal.assignments.update(until=DAY)
    Assignment.objects.create(user=focal, entity=factories.entity("kuwait"))
    twice(accounts, address, more(data, factories.entity("yemen")))
    assert kept(focal) == [("kuwait", None), ("nepal", "2030-01-31"), ("yemen", None)]


def test_what_others_took_away_stays_away_and_the_form_can_be_saved(accounts, focal, address):
    data = posted(accounts.get(address))
    focal.assignments.all().delete()
    twice(accounts, address, data | {"first_name": "Mine"})
    assert kept(focal) == []


def test_what_was_typed_into_a_row_that_is_gone_is_kept_as_a_new_one(accounts, focal, address):
    data = posted(accounts.get(address))
    focal.assignments.all().delete()
    twice(accounts, address, data | {"assignments-0-until": "2031-05-01"})
    assert kept(focal) == [("nepal", "2031-05-01")]


@pytest.mark.parametrize("typed", [{"assignments-0-until": "2031-05-01"}, {"assignments-0-until": "x"}])
def test_what_both_changed_stands_as_it_was_typed(accounts, focal, address, typed):
    data = posted(accounts.get(address))
    focal.assignments.update(until=DAY)
    refused = accounts.post(address, data | typed)
    assert posted(refused)["assignments-0-until"] == typed["assignments-0-until"]


def test_a_row_that_was_ticked_for_deletion_is_deleted_after_the_table_was_shown(accounts, focal, address):
    data = posted(accounts.get(address))
    focal.assignments.update(until=DAY)
    refused = accounts.post(address, data | {"assignments-0-DELETE": "on"})
    assert kept(focal) == [("nepal", "2030-01-31")]
    accounts.post(address, posted(refused) | {"assignments-0-DELETE": "on"})
    assert kept(focal) == []


@pytest.mark.parametrize("total", ["x", "-1", "99999999999"])
def test_what_a_form_says_of_its_rows_may_be_tampered_with(accounts, focal, address, total):
    data = posted(accounts.get(address)) | {"assignments-TOTAL_FORMS": total}
    focal.assignments.update(until=DAY)
    assert accounts.post(address, data).status_code == 200
    assert kept(focal) == [("nepal", "2030-01-31")]
