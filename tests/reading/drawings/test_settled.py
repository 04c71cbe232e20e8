import pytest

from tests import factories
from tests.answers import lanes

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(publisher):
    """Three since 2008, of whom one changed its type; one since 2012; an observer; one that has left."""
    changed = factories.entity("changed", type=None)
    factories.membership(changed, "receiving", "2008", end="2012")
    factories.membership(changed, "sending", "2012")
    left = factories.entity("left", type=None)
    factories.membership(left, "sending", "2008", end="2012")
    others = [
        factories.entity("first", start="2008"),
        factories.entity("second", type="receiving", start="2008-01-21"),
        factories.entity("later", start="2012"),
        factories.entity("observer", type="observer", start="2008"),
    ]
    for entity in (changed, left, *others):
        factories.published(entity, by=publisher)


def settled(client, query=""):
    response = client.get(f"/timeline/{query}")
    found = response.context["chart"].settled
    return found and [row["slug"] for row in found.rows], response.context["settled_sentence"], lanes(response)


def test_members_of_one_year_without_a_change_are_named_and_not_drawn(client, members):
    slugs, sentence, drawn = settled(client)
    assert (slugs, sentence) == (["first", "second"], "The other 2 have been members since 2008")
    assert drawn == [["Changed", "Later"], ["Observer"], ["Left"]]


def test_where_all_began_in_one_month_it_says_which(client, publisher):
    for slug in ("a", "b"):
        factories.published(factories.entity(slug, start="2008-01-21"), by=publisher)
    assert settled(client)[:2] == (["a", "b"], "All 2 have been members since Jan. 2008")


def test_one_alone_is_drawn(client, members):
    assert settled(client, "?type=receiving") == (None, "", [["Second"]])


def test_on_a_day_on_which_it_is_not_certain_nobody_is_settled(client, publisher):
    for slug in ("a", "b"):
        factories.published(factories.entity(slug, start="2008"), by=publisher)
    assert settled(client, "?on=2008-06") == (None, "", [["A", "B"]])
