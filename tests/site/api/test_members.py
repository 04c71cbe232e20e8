import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from profiles.desk.verbs import publishing
from profiles.published import documents
from profiles.published.models import Publication
from profiles.values.choices import Licence
from tests import factories

pytestmark = pytest.mark.django_db


# ── Lists ────────


def test_a_list_says_what_each_is_on_the_day(client, publisher):
    entity = factories.entity("nepal", type=None, iso2="NP", iso3="NPL")
    factories.membership(entity, "observer", "2008", end="2012")
    factories.membership(entity, "sending", "2012")
    factories.role_term(entity, "chair", "2012")
    factories.published(entity, by=publisher)
    answer = client.get("/api/v1/members/?on=2010-03").json()
    (row,) = answer["members"]
    assert (answer["as_of"], answer["count"], answer["count_certain"]) == ("2010-03-31", 1, 1)
    assert row | {"published": ""} == {
        "slug": "nepal",
        "uid": str(entity.uid),
        "name": {"en": "Nepal", "ar": "اسم nepal"},
        "acronym": "",
        "acronym_ar": "",
        "kind": "state",
        "organization_kind": "",
        "iso2": "NP",
        "iso3": "NPL",
        "type": {"code": "observer", "label": {"en": "Observer", "ar": "observer بالعربية"}, "standing": "observer"},
        "standing": "observer",
        "held": "certain",
        "certainty": "stated",
        "joined": {"date": "2008", "precision": "year", "qualifier": "exact", "by": "", "printed": ""},
        "roles": [],
        "roles_possible": [],
        "areas": [],
        "version": 1,
        "published": "",
        "links": {
            "self": "http://testserver/api/v1/members/nepal/",
            "versions": "http://testserver/api/v1/members/nepal/versions/",
            "pages": {"en": "http://testserver/members/nepal/", "ar": "http://testserver/ar/members/nepal/"},
        },
    }


def test_a_join_date_says_what_is_meant_by_when_and_what_was_printed(client, publisher):
    entity = factories.entity(type=None)
    factories.membership(entity, start="2008", start_by="2008-01-22", start_printed="2008-01-01")
    factories.published(entity, by=publisher)
    (row,) = client.get("/api/v1/members/").json()["members"]
    said = {"date": "2008", "precision": "year", "qualifier": "exact", "by": "2008-01-22", "printed": "2008-01-01"}
    assert row["joined"] == said


def test_what_is_possible_is_listed_and_not_counted_as_certain(client, publisher):
    unsure = factories.entity("unsure", type=None)
    factories.membership(unsure, certainty="disputed")
    factories.published(unsure, by=publisher)
    factories.published(factories.entity("sure"), by=publisher)
    answer = client.get("/api/v1/members/").json()
    assert (answer["count"], answer["count_certain"], answer["count_possible"]) == (2, 1, 1)
    assert {row["slug"]: row["held"] for row in answer["members"]} == {"sure": "certain", "unsure": "possible"}


def test_a_former_member_has_no_type_today(client, publisher):
    entity = factories.entity(type=None)
    factories.membership(entity, start="2008", end="2012")
    factories.published(entity, by=publisher)
    (row,) = client.get("/api/v1/members/").json()["members"]
    assert (row["type"], row["standing"], row["held"], row["certainty"]) == (None, "former", "no", None)


def test_a_long_list_has_pages_that_lead_on(client, publisher, monkeypatch):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 2)
    for number in range(5):
        factories.published(factories.entity(f"state-of-{number}"), by=publisher)
    found, address = [], "/api/v1/members/?sort=name&type=sending"
    while address:
        answer = client.get(address).json()
        found += [row["slug"] for row in answer["members"]]
        address = answer["next"]
    assert found == [f"state-of-{number}" for number in range(5)]
    assert answer["previous"] == "http://testserver/api/v1/members/?type=sending&sort=name&page=2"


def walk(client, address):
    """The slugs of a list, by following where each of its parts leads; and whoever is asked to between two parts."""
    while address:
        answer = client.get(address).json()
        yield from (row["slug"] for row in answer["members"])
        address = answer["next"]


@pytest.mark.parametrize("sort", ["type", "name", "joined", "found"])
def test_a_withdrawal_between_two_parts_of_a_list_skips_nobody(client, publisher, monkeypatch, sort):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 2)
    rows = [
        factories.published(factories.entity(f"state-{number}", start=str(2008 + number)), by=publisher)
        for number in range(6)
    ]
    found = walk(client, f"/api/v1/members/?sort={sort}")
    seen = [next(found), next(found)]
    for row in rows[:2]:
        publishing.withdraw(row, by=publisher, reason=("Merged.", "دُمج."))
    assert seen + list(found) == [f"state-{number}" for number in range(6)]


def test_a_new_version_between_two_parts_of_a_list_shows_nobody_twice(client, publisher, monkeypatch):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 2)
    rows = [
        factories.published(factories.entity(f"state-{number}", name_en="The same"), by=publisher)
        for number in range(5)
    ]
    found = walk(client, "/api/v1/members/?sort=name")
    seen = [next(found), next(found)]
    factories.published_again(rows[1], by=publisher, acronym_en="S")
    assert seen + list(found) == [f"state-{number}" for number in range(5)]


def test_a_list_is_read_beyond_the_last_page_that_has_a_number(client, publisher, monkeypatch):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 1)
    monkeypatch.setattr("profiles.reading.pages.LAST_PAGE", 2)
    for number in range(4):
        factories.published(factories.entity(f"state-{number}"), by=publisher)
    second = client.get("/api/v1/members/?page=2").json()
    third = client.get(second["next"]).json()
    fourth = client.get(third["next"]).json()
    assert [answer["members"][0]["slug"] for answer in (second, third, fourth)] == ["state-1", "state-2", "state-3"]
    assert [answer["page"] for answer in (second, third, fourth)] == [2, 3, 4]
    assert (third["previous"], fourth["previous"]) == ("http://testserver/api/v1/members/?page=2", None)
    assert (second["count"], second["pages"], fourth["next"]) == (4, 4, None)
    assert client.get("/api/v1/members/?page=3").status_code == 400


def test_a_cursor_is_of_one_order_alone(client, publisher, monkeypatch):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 1)
    for number in range(2):
        factories.published(factories.entity(f"state-{number}"), by=publisher)
    address = client.get("/api/v1/members/?sort=name").json()["next"]
    assert client.get(address).status_code == 200
    for other in (address.replace("sort=name", "sort=type"), f"{address}&lang=ar", f"{address}&page=1", f"{address}x"):
        answer = client.get(other).json()
        assert (answer["status"], answer["errors"][0]["parameter"]) == (400, "after"), other


def test_facets_are_counted_when_asked_for(client, nepal):
    assert "facets" not in client.get("/api/v1/members/").json()
    facets = client.get("/api/v1/members/?facets=1&lang=ar").json()["facets"]
    assert facets["type"] == [{"code": "sending", "label": "sending بالعربية", "count": 1}]


def test_a_list_in_arabic_is_sorted_in_arabic(client, publisher):
    factories.published(factories.entity("a", name_en="Aa", name_ar="ب"), by=publisher)
    factories.published(factories.entity("b", name_en="Bb", name_ar="أ"), by=publisher)
    for language, wanted in (("en", ["a", "b"]), ("ar", ["b", "a"])):
        answer = client.get(f"/api/v1/members/?sort=name&lang={language}").json()
        assert [row["slug"] for row in answer["members"]] == wanted


def test_a_list_asks_as_much_for_three_profiles_as_for_one(client, publisher):
    asked = []
    for number in (1, 2):
        for _ in range(number):
            entity = factories.entity()
            factories.role_term(entity)
            factories.published(entity, by=publisher)
        client.get("/api/v1/members/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/api/v1/members/")
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 6


# ── One profile ────────


def test_the_stored_document_is_the_answer(client, nepal, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=1))
    publication = Publication.objects.get(slug="nepal")
    response = client.get("/api/v1/members/nepal/")
    assert response.content.decode() == publication.document
    assert documents.digest(response.content.decode()) == publication.digest
    assert response["Link"] == (
        '<http://testserver/members/nepal/>; rel="canonical"; hreflang="en"; type="text/html", '
        '<http://testserver/ar/members/nepal/>; rel="alternate"; hreflang="ar"; type="text/html", '
        '<http://testserver/api/v1/members/nepal/versions/>; rel="version-history", '
        f'<{Licence.CC_BY.address}>; rel="license"'
    )
    assert response["Last-Modified"].endswith("GMT")


def test_what_was_confirmed_is_listed_with_whose_word_it_is(client, nepal, publisher):
    focal = factories.focal_point("sita", nepal)
    address, facts = "/api/v1/members/nepal/confirmations/", [str(nepal.memberships.get().uid)]
    assert client.get(address).json()["confirmations"] == []
    publishing.confirm(nepal, by=focal, facts=facts, day=dt.date(2026, 3, 4))
    row = {"part": "memberships", "uid": facts[0], "confirmed": "2026-03-04", "confirmed_by_member": True}
    answer = client.get(address)
    assert answer.json()["confirmations"] == [row]
    assert "sita" not in answer.content.decode()
    publishing.confirm(nepal, by=publisher, facts=facts, day=dt.date(2026, 3, 5))
    row |= {"confirmed": "2026-03-05", "confirmed_by_member": False}
    assert client.get(address).json()["confirmations"] == [row]
    nepal.memberships.update(start="2009")
    publishing.publish(nepal, by=publisher)
    assert client.get(address).json()["confirmations"] == []
    assert client.get("/api/v1/members/nothing/confirmations/").status_code == 404


def test_versions_are_listed_newest_first_and_stay_readable(client, nepal, publisher):
    nepal.summary_en = "Second summary."
    nepal.save()
    publishing.publish(nepal, by=publisher, note=("Corrected.", "تصحيح."), override="Alone on duty.")
    second, first = client.get("/api/v1/members/nepal/versions/").json()["versions"]
    assert (second["number"], second["public_until"], second["note"]["en"]) == (2, None, "Corrected.")
    assert (first["number"], first["public_until"]) == (1, second["public_from"])
    assert client.get(first["links"]["self"]).json()["summary"]["en"] == "A summary."
    assert client.get("/api/v1/members/nepal/").json()["summary"]["en"] == "Second summary."
    assert client.get("/api/v1/members/nepal/versions/3/").status_code == 404


def test_what_is_scheduled_is_not_told(client, nepal, publisher):
    nepal.summary_en = "To come."
    nepal.save()
    publishing.schedule(nepal, by=publisher, at=timezone.now() + dt.timedelta(days=3), override="Alone on duty.")
    (row,) = client.get("/api/v1/members/nepal/versions/").json()["versions"]
    assert row["public_until"] is None
    assert client.get("/api/v1/members/nepal/versions/2/").status_code == 404


def test_a_withdrawn_profile_is_410_with_reason_and_successor(client, gone):
    for address in ("/api/v1/members/gone/", "/api/v1/members/gone/versions/", "/api/v1/members/gone/versions/1/"):
        response = client.get(address + "?lang=ar")
        assert response["Content-Type"] == "application/problem+json"
        answer = response.json()
        assert answer | {"withdrawn": ""} == {
            "type": "http://testserver/api/#withdrawn",
            "title": str(answer["title"]),
            "status": 410,
            "detail": "دُمج.",
            "instance": address,
            "reason": {"en": "Merged.", "ar": "دُمج."},
            "withdrawn": "",
            "successor": "http://testserver/api/v1/members/nepal/",
        }


def test_a_page_leads_to_its_data(client, nepal):
    link = '<link rel="alternate" type="application/json" href="{}">'
    assert link.format("/api/v1/members/nepal/") in client.get("/ar/members/nepal/").content.decode()
    assert link.format("/api/v1/members/nepal/versions/1/") in client.get("/members/nepal/versions/1/").content.decode()
    html = client.get("/ar/members/?type=sending&on=2020&page=1&view=cards").content.decode()
    assert '<link rel="alternate" type="text/csv" href="/ar/members.csv?type=sending&amp;on=2020">' in html
