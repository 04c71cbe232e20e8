"""An old address was no page of today's, leads to one, and never round in a circle."""

import pytest
from django.core.exceptions import ValidationError

from profiles.desk.verbs import vocabulary
from profiles.published.models import OldAddress
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(publisher):
    factories.published(factories.entity("nepal"), by=publisher)
    factories.entity("draft")

    def add(path, target):
        vocabulary.change(OldAddress(path=path, target=target), by=publisher)

    return add


@pytest.mark.parametrize("target", ["/", "/areas/", "/members/nepal", "/ar/members/nepal/"])
def test_it_leads_to_a_page_that_is_there(add, client, target):
    add("/old", target)
    answer = client.get("/ar/old", follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"].startswith("/ar/")


@pytest.mark.parametrize("target", ["/nothing/", "/members/draft/", "/members/nobody/", "/admin/", "/healthz", "/old/"])
def test_nothing_leads_where_the_public_finds_nothing(add, target):
    with pytest.raises(ValidationError, match="Nothing public has this address"):
        add("/old", target)


@pytest.mark.parametrize("path", ["/areas", "/Members/nepal/", "/ar/members/nepal", "/members/*", "/admin/login/"])
def test_a_page_of_today_is_no_old_address(add, path):
    with pytest.raises(ValidationError, match="nobody would be led on"):
        add(path, "/sources/")


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        (("/a/*", "/b/*"), ("/b/*", "/a/*"), "target"),
        (("/a/*", "/b/c/*"), ("/b/*", "/*"), "path"),
        (("/a/*", "/*"), ("/b/*", "/a/x/*"), "target"),
    ],
)
def test_what_is_taken_over_never_comes_to_another_old_address(add, first, second, field):
    add(*first)
    with pytest.raises(ValidationError) as refused:
        add(*second)
    assert list(refused.value.message_dict) == [field]


def test_none_leads_below_itself(add):
    with pytest.raises(ValidationError, match="an old address itself"):
        add("/a/*", "/a/b/*")
