import pytest
from django.utils import translation

from profiles.reading.comparing import choices
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


def comparison(client, query="?m=india&m=kuwait"):
    return client.get(f"/compare/{query}").context["comparison"]


def test_profiles_stand_side_by_side_in_the_order_asked(affiliates, client):
    found = comparison(client, "?m=kuwait&m=iom&m=india")
    assert [profile["slug"] for profile in found.profiles] == ["kuwait", "iom", "india"]


def told(lines):
    """What lines are about, and of which word of a vocabulary."""
    return [(line.about, line.subject and line.subject["code"]) for line in lines]


def test_what_differs_stands_apart_from_what_is_the_same(affiliates, client):
    found = comparison(client)
    assert told(found.differing) == [
        ("type", None),
        ("responsible", None),
        ("role", "chair"),
        ("areas", None),
        ("body", "colombo"),
        ("body", "iom"),
    ]
    assert told(found.same) == [("join", None), ("kind", None), ("areas", None)]


def test_what_none_of_them_says_anything_about_is_left_out(affiliates, client):
    lines = comparison(client, "?m=india&m=iom").lines
    assert ("responsible", None) not in told(lines)
    assert ("hosted", None) not in told(lines)


def test_the_themes_that_all_name_stand_apart_from_those_of_some(affiliates, client):
    some, shared = comparison(client).areas
    assert [[area["code"] for area in cell.items] for cell in some.cells] == [["gender"], []]
    assert [[area["code"] for area in cell.items] for cell in shared.cells] == [["fair-recruitment"]] * 2


def test_the_profile_of_a_body_does_not_differ_from_its_members(affiliates, client):
    line = next(line for line in comparison(client, "?m=india&m=iom").bodies if line.subject["code"] == "iom")
    assert [cell.itself for cell in line.cells] == [False, True]
    assert not line.differs
    assert "this body itself" in client.get("/compare/?m=india&m=iom").content.decode()


def test_whether_any_hosted_a_meeting_is_compared(affiliates, client):
    for slug, start in (("first", "2008-01-21"), ("second", "2012-04-19")):
        factories.published(factories.meeting(slug, start=start, host_slug="india"))
    found = comparison(client)
    assert [[row.slug for row in cell.items] for cell in found.hosted.cells] == [["second", "first"], []]
    assert found.hosted in found.differing
    assert comparison(client, "?m=india&m=kuwait&on=2008-01-20").hosted.is_empty
    factories.published(factories.meeting("third", start="2014-11-27", host_slug="kuwait"))
    assert not comparison(client).hosted.differs
    page = client.get("/compare/?m=india&m=kuwait").content.decode()
    assert '<a href="/meetings/third/">Third</a>' in page


def test_a_past_day_is_compared_as_of_that_day(affiliates, client):
    response = client.get("/compare/?m=india&m=kuwait&on=2015")
    held = [[term.held for term in cell.items] for cell in response.context["comparison"].roles[0].cells]
    assert held == [["no"], ["certain"]]
    assert 'href="/members/india/?on=2015-12-31"' in response.content.decode()


def test_a_name_in_the_other_language_alone_says_so(affiliates):
    with translation.override("ar"):
        found = choices([(1, "oman", "Oman", "")], {1: "sending"}, Reading.now())
    assert [(label, [(row.slug, row.name, row.language) for row in rows]) for label, rows in found] == [
        ("فئة sending", [("oman", "Oman", "en")])
    ]


@pytest.mark.parametrize(
    ("dates", "differs"),
    [
        ([{"start": "2008"}, {"start": "2008"}], False),
        ([{"start": "2008"}, {"start": "2008-01-01"}], False),
        ([{"start": "2008", "start_by": "2008-01-22"}, {"start": "2008", "start_printed": "2008-01-01"}], False),
        ([{"start": "2008-01-22"}, {"start": "2008", "start_by": "2008-01-22"}], False),
        ([{"start": "2008-01-23"}, {"start": "2008", "start_by": "2008-01-22"}], True),
        ([{"start": "2008"}, {"start": "2009"}], True),
        ([{"start": "2008"}, {"start": "2009", "start_qualifier": "at_latest"}], False),
        ([{"start": "2010"}, {"start": "2009", "start_qualifier": "at_latest"}], True),
        ([{"start": "2008"}, {"start": "2008-01"}, {"start": "2008-02"}], True),
        ([{"start": "2008"}, {"start": ""}], True),
        ([{"start": ""}, {"start": ""}], False),
    ],
)
def test_join_dates_that_may_be_one_do_not_differ(client, publisher, dates, differs):
    for number, columns in enumerate(dates):
        entity = factories.entity(f"state-number-{number}", type=None)
        factories.membership(entity, **columns)
        factories.published(entity, by=publisher)
    query = "&".join(f"m=state-number-{number}" for number in range(len(dates)))
    assert comparison(client, f"?{query}").join.differs is differs
