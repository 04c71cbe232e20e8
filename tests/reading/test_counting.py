import pytest

from profiles.published.models import Body
from tests import factories

pytestmark = pytest.mark.django_db


def test_membership_in_a_body_is_counted_from_the_published_affiliations(client, publisher):
    factories.word(Body, "iom", entity_slug="iom", label_en="IOM")
    factories.published(factories.organization("iom", name_en="IOM"), by=publisher)
    for status in ("member", "member", "observer", "none"):
        entity = factories.entity()
        factories.affiliation(entity, "iom", status)
        factories.published(entity, by=publisher)
    draft = factories.entity()
    factories.affiliation(draft, "iom", "member")
    html = client.get("/members/iom/").content.decode()
    assert "Of the 4 member states of the Abu Dhabi Dialogue, 2 are members of IOM and 1 are observers" in html


def test_the_count_agrees_with_the_one_on_the_body_s_own_profile(affiliates, client):
    overlap = client.get("/members/iom/").context["overlaps"][0]
    assert (overlap.member, overlap.observer) == (1, 1)
