"""The list of profiles: what the public sees of each, and what is not yet published."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.verbs import publishing, savedcopies
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"draft", "live", "changed", "withdrawn"}),
        ("?state=live", {"live", "changed"}),
        ("?state=draft", {"draft"}),
        ("?state=withdrawn", {"withdrawn"}),
        ("?state=scheduled", {"changed"}),
        ("?changed=yes", {"draft", "changed", "withdrawn"}),
        ("?changed=no", {"live"}),
        ("?memberships__type__standing=observer", set()),
        ("?q=draft", {"draft"}),
    ],
)
def test_the_list_says_and_filters_what_is_public(desk, publisher, query, expected):
    rows = {slug: factories.entity(slug) for slug in ("draft", "live", "changed", "withdrawn")}
    for row in rows.values():
        savedcopies.save(row, by=None)
        if row.slug != "draft":
            factories.published(row)
    rows["changed"].summary_en = "Changed."
    rows["changed"].save()
    savedcopies.save(rows["changed"], by=None)
    publishing.schedule(rows["changed"], by=publisher, at=timezone.now() + dt.timedelta(hours=1))
    publishing.withdraw(rows["withdrawn"], by=publisher, reason=("a", "b"))
    page = desk.get(url("changelist") + query)
    assert {row.slug for row in page.context["cl"].queryset} == expected


@pytest.mark.parametrize(
    "address",
    [
        "?state=%FF",
        "?memberships__type__id__exact=x",
        "?o=x",
        "?p=x",
        "?q=" + "x" * 300,
        "?e=1",
        "?changed=z",
    ],
)
def test_hostile_lists_do_not_break(desk, address):
    factories.published()
    assert desk.get(url("changelist") + address).status_code in (200, 302, 400)


@pytest.mark.parametrize("number", [1, 4])
def test_the_list_costs_a_fixed_number_of_queries(desk, django_assert_max_num_queries, number):
    for _ in range(number):
        factories.published()
    with django_assert_max_num_queries(17):
        desk.get(url("changelist"))
