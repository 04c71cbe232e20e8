import pytest

from profiles.published.models import ThematicArea
from tests import factories
from tests.answers import csv_rows, names

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["India", "Kuwait", "Iom", "Yemen"]),
        ("?sort=name", ["India", "Iom", "Kuwait", "Yemen"]),
        ("?sort=joined", ["Iom", "India", "Yemen", "Kuwait"]),
        ("?type=observer", ["Iom"]),
        ("?type=observer&type=sending", ["India", "Iom"]),
        ("?standing=member", ["India", "Kuwait"]),
        ("?standing=former", ["Yemen"]),
        ("?area=gender", ["India", "Kuwait"]),
        ("?area=gender&area=fair-recruitment&type=receiving", ["Kuwait"]),
        ("?role=chair", ["India"]),
        ("?q=pam", ["Kuwait"]),
        ("?q=manpower", ["Kuwait"]),
        ("?q=man+kuw", ["Kuwait"]),
        ("?q=power", []),
        ("?unknown=1", ["India", "Kuwait", "Iom", "Yemen"]),
    ],
)
def test_the_directory_filters_and_sorts_by_the_address(directory, client, query, expected):
    assert names(client.get(f"/members/{query}")) == expected


def test_counts_beside_a_choice_follow_the_other_choices_not_its_own(directory, client):
    response = client.get("/members/?type=receiving&area=gender")
    counts = {facet.name: {c["value"]: c["count"] for c in facet.choices} for facet in response.context["facets"]}
    assert counts["type"] == {"sending": 1, "receiving": 1}
    assert counts["area"] == {"gender": 1, "fair-recruitment": 1}


def test_arabic_names_are_sorted_and_found_in_any_spelling(client, publisher):
    for slug, name in (("a", "الإمارات"), ("b", "أفغانستان"), ("c", "البحرين")):
        factories.published(factories.entity(slug, name_ar=name), by=publisher)
    response = client.get("/ar/members/?sort=name")
    assert [row.content["name"]["ar"] for row in response.context["groups"][0].rows] == [
        "أفغانستان",
        "الإمارات",
        "البحرين",
    ]
    for query in ("الامارات", "امارات", "إمارات", "الإِمَارَات"):
        assert names(client.get("/ar/members/", {"q": query})) == ["A"], query


def test_a_status_that_is_not_stated_is_found_as_such(client, publisher):
    nepal = factories.entity("nepal")
    factories.affiliation(nepal, "iom", "not_stated", start="")
    factories.published(nepal, by=publisher)
    assert client.get("/api/v1/members/?body=not-stated").json()["count"] == 1


def test_who_only_perhaps_holds_the_role_asked_for_is_counted_apart(client, publisher):
    sure, perhaps = factories.entity("kuwait"), factories.entity("sri-lanka")
    factories.role_term(sure, "chair", "2014-11-27", end="2017-01-24")
    factories.role_term(perhaps, "chair", "2015", end="2017", certainty="disputed")
    for entity in (sure, perhaps):
        factories.published(entity, by=publisher)
    tally = client.get("/members/?role=chair&on=2016-03-01").context["tally"]
    assert tally == (1, 1, 0, 0)
    html = client.get("/roles/?on=2016-03-01").content.decode()
    assert html.index("Kuwait") < html.index("Possibly held") < html.index("Sri Lanka")


@pytest.mark.parametrize(
    ("day", "former"),
    [("2007-06-01", []), ("2010-06-01", ["gap"]), ("2013-06-01", ["left"]), ("2026-06-01", ["left"])],
)
def test_who_was_something_and_is_nothing_on_the_day_is_former(client, publisher, day, former):
    """The filter, the groups of the list and the API say the same."""
    for slug, periods in (
        ("left", [("2008", "2012-04-19", {})]),
        ("gap", [("2008", "2010-01-01", {}), ("2012-01-01", "", {})]),
        ("perhaps", [("2008", "2011", {"end_qualifier": "at_earliest"})]),
        ("later", [("2025-01-01", "", {})]),
    ):
        entity = factories.entity(slug, type=None)
        for start, end, columns in periods:
            factories.membership(entity, "sending", start, end=end, **columns)
        factories.published(entity, by=publisher)
    listed = client.get(f"/members/?on={day}&standing=former").context["groups"]
    assert [row["slug"] for group in listed for row in group.rows] == former
    assert {group.held for group in listed} <= {"former"}
    everybody = client.get(f"/api/v1/members/?on={day}").json()["members"]
    assert [row["slug"] for row in everybody if row["standing"] == "former"] == former


def test_areas_that_nobody_states_can_be_asked_for(client, publisher):
    with_area = factories.entity("with-area")
    with_area.areas.add(factories.area())
    factories.published(with_area, by=publisher)
    factories.published(factories.entity("without"), by=publisher)
    assert ThematicArea.objects.count() == 1
    response = client.get("/members/?area=not-stated")
    assert [row["slug"] for group in response.context["groups"] for row in group.rows] == ["without"]


@pytest.mark.parametrize(
    ("query", "tally"),
    [
        ("", (3, 1, 1, 0)),
        ("?body=iom", (1, 2, 0, 0)),
        ("?body=ilo", (1, 0, 0, 0)),
        ("?body=iom&body=ilo", (1, 2, 0, 0)),
        ("?body=not-stated", (1, 0, 1, 0)),
        ("?type=sending", (1, 0, 0, 0)),
        ("?type=receiving", (2, 1, 0, 0)),
    ],
)
def test_who_is_only_perhaps_in_the_body_or_of_the_type_asked_for_is_counted_apart(client, publisher, query, tally):
    sure, perhaps, claim = (factories.entity(slug, type=None) for slug in ("sure", "perhaps", "claim"))
    factories.membership(sure, "receiving", "2008")
    factories.membership(perhaps, "receiving", "2008")
    factories.membership(perhaps, "sending", "2009", certainty="disputed")
    factories.membership(claim, "receiving", "2008", certainty="disputed")
    factories.affiliation(sure, "iom", "member")
    factories.affiliation(sure, "ilo", "observer")
    factories.affiliation(perhaps, "iom", "member", certainty="disputed")
    factories.affiliation(claim, "iom", "member")
    former = factories.entity("former", type=None)
    factories.membership(former, "sending", "2008", end="2012")
    for entity in (sure, perhaps, claim, former, factories.entity("silent")):
        factories.published(entity, by=publisher)
    assert client.get(f"/members/{query}").context["tally"] == tally


@pytest.mark.parametrize(
    ("query", "slugs", "tally"),
    [
        ("?standing=observer", ["office", "claim", "both"], (1, 2, 0, 0)),
        ("?standing=member", ["malaysia", "both"], (1, 1, 0, 0)),
        ("?standing=observer&standing=member", ["malaysia", "office", "claim", "both"], (2, 2, 0, 0)),
        ("?type=observer", ["office", "claim", "both"], (1, 2, 0, 0)),
        ("?standing=former", ["left"], (0, 0, 1, 0)),
        ("?standing=observer&standing=former", ["office", "claim", "both", "left"], (1, 2, 1, 0)),
        ("?standing=observer&body=ilo", ["office"], (0, 1, 0, 0)),
        ("?standing=observer&area=gender", ["office"], (1, 0, 0, 0)),
        ("?standing=observer&role=chair", [], (0, 0, 0, 0)),
        ("?standing=member&role=chair", ["malaysia"], (1, 0, 0, 0)),
    ],
)
def test_who_certainly_is_a_member_is_no_possible_observer(client, publisher, query, slugs, tally):
    """The list, its numbers, the count beside the choice, the API and the file say the same."""
    malaysia, claim, both = (factories.entity(slug, type=None) for slug in ("malaysia", "claim", "both"))
    factories.membership(malaysia, "receiving", "2008")
    factories.membership(malaysia, "observer", "2008", certainty="disputed")
    factories.role_term(malaysia)
    factories.membership(claim, "observer", "2008", certainty="disputed")
    factories.membership(both, "observer", "2008", certainty="disputed")
    factories.membership(both, "sending", "2008", certainty="disputed")
    office, left = factories.organization("office"), factories.entity("left", type=None)
    factories.affiliation(office, "ilo", certainty="disputed")
    office.areas.add(factories.area("gender"))
    factories.membership(left, "observer", "2008", end="2012")
    for entity in (malaysia, claim, both, office, left):
        factories.published(entity, by=publisher)
    page = client.get(f"/members/{query}")
    assert sorted(row["slug"] for group in page.context["groups"] for row in group.rows) == sorted(slugs)
    assert page.context["tally"] == tally
    answer = client.get(f"/api/v1/members/{query}").json()
    assert [answer[name] for name in ("count", "count_certain", "count_possible")] == [len(slugs), *tally[:2]]
    assert sorted(row["slug"] for row in csv_rows(client, f"/members.csv{query}")) == sorted(slugs)
    shown = {facet.name: {c["value"]: c["count"] for c in facet.choices} for facet in page.context["facets"]}
    if query.count("=") == 1:
        kind, code = query[1:].split("=")
        assert shown[kind][code] == len(slugs)
