import pytest
from django.utils import translation

from profiles.reading.comparing import choices
from profiles.reading.reading import Reading

pytestmark = pytest.mark.django_db


def comparison(client, query="?m=india&m=kuwait"):
    return client.get(f"/compare/{query}").context["comparison"]


def test_profiles_stand_side_by_side_in_the_order_asked(affiliates, client):
    found = comparison(client, "?m=kuwait&m=iom&m=india")
    assert [profile["slug"] for profile in found.profiles] == ["kuwait", "iom", "india"]


def test_lines_say_whether_they_differ(affiliates, client):
    found = comparison(client)
    assert (found.type.differs, found.join.differs, found.kind.differs) == (True, True, False)
    assert {line.subject["code"]: line.differs for line in found.areas} == {"fair-recruitment": False, "gender": True}
    assert {line.subject["code"]: line.differs for line in found.bodies} == {"colombo": True, "iom": True}
    assert {line.subject["code"]: line.differs for line in found.roles} == {"chair": True}
    assert found.differing == 6


def test_shared_themes_come_first(affiliates, client):
    assert [line.subject["code"] for line in comparison(client).areas] == ["fair-recruitment", "gender"]


def test_the_profile_of_a_body_does_not_differ_from_its_members(affiliates, client):
    line = next(line for line in comparison(client, "?m=india&m=iom").bodies if line.subject["code"] == "iom")
    assert [cell.itself for cell in line.cells] == [False, True]
    assert not line.differs
    assert "this body itself" in client.get("/compare/?m=india&m=iom").content.decode()


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
