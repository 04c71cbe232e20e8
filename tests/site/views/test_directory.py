import pytest

from profiles.desk.models import Entity
from tests import factories

pytestmark = pytest.mark.django_db


def test_home_shows_who_sends_and_receives_who_chairs_and_where_ministers_met(directory, page_texts, client):
    factories.published(factories.meeting(ordinal=1, end="2008-01-22", place_en="Abu Dhabi, United Arab Emirates"))
    response = client.get("/")
    shown = response.context
    assert shown["chair"].profile["slug"] == "india"
    assert [(group.code, group.total) for group in shown["sides"]] == [("sending", 1), ("receiving", 1)]
    assert [(group.code, group.total) for group in shown["observers"]] == [("observer", 1)]
    assert shown["former"].total == 1
    assert shown["members"] == 2
    ((meeting, holder),) = shown["consultations"]
    assert (meeting.slug, meeting.town, holder) == ("m1", "Abu Dhabi", None)


def test_home_names_who_chaired_by_the_close_of_each_consultation(client, publisher):
    india = factories.entity("india")
    factories.role_term(india, start="2012-04-19")
    factories.published(india, by=publisher)
    for slug, day in (("m1", "2008-01-21"), ("m2", "2012-04-19"), ("m3", "2012")):
        factories.published(factories.meeting(slug, start=day), by=publisher)
    found = client.get("/").context["consultations"]
    holders = {meeting.slug: holder and holder.profile["slug"] for meeting, holder in found}
    assert holders == {"m1": None, "m2": "india", "m3": None}


def test_each_number_of_the_front_page_leads_to_its_list(directory, page_texts, client):
    html = client.get("/").content.decode()
    for address, number in (
        ("?standing=member", 2),
        ("?type=sending", 1),
        ("?type=observer", 1),
        ("?standing=former", 1),
    ):
        assert f'href="/members/{address}"' in html
        assert client.get(f"/members/{address}").context["page_obj"].paginator.count == number


def test_home_tells_changes_and_not_that_everything_is_new(directory, page_texts, client, publisher):
    assert client.get("/").context["changes"] == []
    row = Entity.objects.get(slug="india")
    factories.published_again(row, by=publisher, name_en="Bharat")
    assert [entry.kind for entry in client.get("/").context["changes"]] == ["changed"]


def test_a_type_that_is_asked_for_is_where_those_stand_who_perhaps_were_of_it(client, publisher):
    malaysia = factories.entity("malaysia", type=None)
    for type in ("sending", "observer"):
        factories.membership(malaysia, type, "2012", certainty="disputed")
    factories.published(malaysia, by=publisher)
    keys = {
        query: [tuple(group.key) for group in client.get(f"/members/{query}").context["groups"]]
        for query in ("", "?type=observer")
    }
    assert keys == {"": [("sending", "possible")], "?type=observer": [("observer", "possible")]}


def test_the_form_asks_nothing_twice_and_keeps_what_is_chosen(directory, client):
    html = client.get("/members/").content.decode()
    assert 'name="standing" value="former"' in html
    assert 'name="standing" value="member"' not in html
    assert 'name="standing" value="member" checked' in client.get("/members/?standing=member").content.decode()
    assert '<option value="" selected>Member type</option>' in html
    assert '<option value="name" selected>Name</option>' in client.get("/members/?sort=name").content.decode()


@pytest.mark.parametrize(
    "query", ["?type=nonsense", "?sort=x", "?page=0", "?page=2", "?page=x", "?page=1e30", "?q=" + "x" * 101]
)
def test_values_that_do_not_exist_are_400_with_the_reason(directory, client, query):
    for prefix in ("", "/ar"):
        response = client.get(f"{prefix}/members/{query}")
        assert response.status_code == 400
        assert response.context["reason"]
