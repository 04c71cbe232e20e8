import datetime as dt

import pytest

from profiles.published.models import Body
from profiles.reading.bodies import SILENT, Crowd, Stand
from profiles.reading.counting import Total
from profiles.reading.matrices import mark_of
from tests import factories
from tests.answers import counts

pytestmark = pytest.mark.django_db


DAY = dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("statuses", "category", "sign"),
    [
        ([], "silent", "·"),
        ([("member", "certain")], "member", "M"),
        ([("chair", "certain"), ("member", "certain")], "member", "M C"),
        ([("observer", "no"), ("member", "certain")], "member", "M"),
        ([("chair", "certain")], "other", "C"),
        ([("none", "certain")], "none", "–"),
        ([("observer", "possible")], "unsure", "O?"),
        ([("member", "possible"), ("observer", "certain")], "observer", "O"),
        ([("not_stated", "possible")], "unsure", "?"),
        ([("not_stated", "certain")], "unsure", "?"),
        ([("member", "no")], "outside", "(M)"),
    ],
)
def test_each_member_stands_in_one_category(statuses, category, sign):
    stand = Stand(tuple(statuses))
    assert (stand.category, mark_of(stand).sign) == (category, sign)


def test_totals_say_how_many_more_there_may_be():
    rows = [
        (1, "standing", "member", "", "certain"),
        (2, "standing", "member", "", "possible"),
        (3, "standing", "member", "", "possible"),
        (3, "standing", "member", "", "certain"),
        (4, "standing", "member", "", "no"),
        (1, "body", "iom", "member", "certain"),
        (2, "body", "iom", "member", "certain"),
        (3, "body", "iom", "member", "possible"),
        (4, "body", "iom", "member", "certain"),
    ]
    crowd = Crowd.of(DAY, rows)
    found = crowd.in_body(Body(code="iom"))
    assert crowd.total == Total(2, 3)
    assert found.count("member") == Total(1, 3)
    assert found.count("unsure") == Total(1, 1)
    assert crowd.stand(1, "ilo") == SILENT
    assert not crowd.in_body(Body(code="ilo")).is_known


def test_members_are_counted_in_each_body_and_the_lists_are_behind(affiliates, client):
    response = client.get("/cross-membership/")
    assert counts(response) == {
        "iom": {"member": 1, "observer": 1},
        "colombo": {"member": 1, "observer": 0, "none": 1},
    }
    html = response.content.decode()
    assert "Of the 2 member states of the Abu Dhabi Dialogue, 1 are members of the IOM" in html
    assert "Of the 12 member states of the Colombo Process, 1 are members of the Abu Dhabi Dialogue" in html
    assert 'id="body-iom"' in html
    assert "18 June 2008" in html
    assert "IOM India" in html
    assert 'href="/members/iom/"' in html
    assert 'href="/members/?body=iom"' in html


def test_the_day_decides_who_is_in(affiliates, client):
    response = client.get("/cross-membership/?on=2008-06-17")
    assert counts(response)["iom"] == {"member": 0, "observer": 0, "outside": 1, "unsure": 0}
    assert "the Abu Dhabi Dialogue (at least 1) stand" in response.content.decode()
    assert "perhaps a member of the Dialogue" in response.content.decode()
    assert counts(client.get("/cross-membership/?on=1990")) == {}


def test_a_draft_and_an_observer_are_not_counted(affiliates, client, publisher):
    before = counts(client.get("/cross-membership/"))
    factories.affiliation(factories.entity("draft"), "iom")
    oecd = factories.organization("oecd")
    factories.affiliation(oecd, "iom")
    factories.published(oecd, by=publisher)
    assert counts(client.get("/cross-membership/")) == before
