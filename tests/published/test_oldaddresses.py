"""Of several old addresses that fit, the longest counts; they are read once while nothing is written."""

import pytest

from profiles.desk.verbs import writing
from profiles.published import oldaddresses, stamp
from profiles.published.models import OldAddress

pytestmark = pytest.mark.django_db

KNOWN = oldaddresses.OldAddresses(
    {"shop": "/areas/", "shop/*": "/sources/"}, {"shop": "/sources/", "shop/cart": "/meetings/*"}
)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("shop", "/areas/"),
        ("SHOP/Item", "/sources/"),
        ("shop/cart", "/meetings/"),
        ("shop/cart/First/2", "/meetings/First/2"),
        ("shopping", None),
        ("a/shop", None),
        ("", None),
    ],
)
def test_the_longest_that_fits_leads(path, target):
    assert KNOWN.lead([part for part in path.split("/") if part]) == target


def test_they_are_read_once_as_long_as_nothing_is_written(django_assert_num_queries):
    now = stamp.now()[1]
    assert oldaddresses.current(now).whole == {}
    with django_assert_num_queries(0):
        oldaddresses.current(now)
    with writing():
        OldAddress.objects.create(path="old", target="/areas/")
    assert oldaddresses.current(stamp.now()[1]).whole == {"old": "/areas/"}
