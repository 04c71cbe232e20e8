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


def test_lines_say_whether_they_differ(affiliates, client):
    found = comparison(client)
    assert (found.type.differs, found.join.differs, found.kind.differs) == (True, False, False)
    assert {line.subject["code"]: line.differs for line in found.areas} == {"fair-recruitment": False, "gender": True}
    assert {line.subject["code"]: line.differs for line in found.bodies} == {"colombo": True, "iom": True}
    assert {line.subject["code"]: line.differs for line in found.roles} == {"chair": True}
    assert found.differing == 5


def test_shared_themes_come_first(affiliates, client):
    assert [line.subject["code"] for line in comparison(client).areas] == ["fair-recruitment", "gender"]


def test_the_profile_of_a_body_does_not_differ_from_its_members(affiliates, client):
    line = next(line for line in comparison(client, "?m=india&m=iom").bodies if line.subject["code"] == "iom")
    assert [cell.itself for cell in line.cells] == [False, True]
    assert not line.differs
    assert "this body itself" in client.get("/compare/?m=india&m=iom").content.decode()


def test_meetings_hosted_are_a_line_where_any_hosted_one(affiliates, client):
    assert (comparison(client).hosted.count, comparison(client).differing) == (0, 5)
    for slug, start in (("first", "2008-01-21"), ("second", "2012-04-19")):
        factories.published(factories.meeting(slug, start=start, host_slug="india"))
    found = comparison(client)
    assert [[row.slug for row in cell.meetings] for cell in found.hosted.cells] == [["second", "first"], []]
    assert (found.hosted.differs, found.differing, found.lines[3]) == (True, 6, found.hosted)
    assert comparison(client, "?m=india&m=kuwait&on=2008-01-20").hosted.count == 0
    factories.published(factories.meeting("third", start="2014-11-27", host_slug="kuwait"))
    assert not comparison(client).hosted.differs
    page = client.get("/compare/?m=india&m=kuwait").content.decode()
    assert '<a href="/meetings/third/">Third</a>' in page


def test_a_past_day_is_compared_as_of_that_day(affiliates, client):
    response = client.get("/compare/?m=india&m=kuwait&on=2015")
    held = [[term.held for term in cell.terms] for cell in response.context["comparison"].roles[0].cells]
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
