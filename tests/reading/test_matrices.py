import pytest

from profiles.published.models import Body
from profiles.reading.counting import Total
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_table_has_a_mark_and_words_in_each_cell(affiliates, client):
    matrix = client.get("/cross-membership/").context["matrix"]
    rows = [row for _group, rows in matrix.groups for row in rows]
    lines = [(profile["slug"], [mark.sign for mark in marks], total) for profile, marks, total in rows]
    columns = [column.code for column in matrix.columns]
    assert columns == ["colombo", "iom"]
    assert lines == [("india", ["M C", "M"], 1), ("kuwait", ["–", "O"], 0)]
    html = client.get("/cross-membership/").content.decode()
    assert '<span aria-hidden="true">M C</span><span class="hidden">Member, Chair</span>' in html


def test_themes_and_members_meet_in_a_table(affiliates, client):
    response = client.get("/areas/")
    matrix = response.context["matrix"]
    assert {column.code: column.totals for column in matrix.columns} == {
        "fair-recruitment": [Total(2, 2)],
        "gender": [Total(1, 1)],
    }
    assert [(row["slug"], total) for _group, rows in matrix.groups for row, _marks, total in rows] == [
        ("india", 2),
        ("kuwait", 1),
    ]
    assert [row["slug"] for row in response.context["without_area"]] == ["iom"]
    assert 'role="region" aria-labelledby="matrix" tabindex="0"' in response.content.decode()


def test_what_is_recorded_in_part_is_drawn_as_such_and_never_summed(affiliates, client):
    factories.word(Body, "forum", label_en="Forum", coverage="no_members")
    oman = factories.entity("oman")
    factories.affiliation(oman, "forum", "chair")
    factories.published(oman)
    response = client.get("/cross-membership/")
    matrix = response.context["matrix"]
    assert {column.code: column.coverage for column in matrix.columns} == {
        "colombo": "complete",
        "forum": "no_members",
        "iom": "partial",
    }
    found = {row["slug"]: (marks, total) for _group, rows in matrix.groups for row, marks, total in rows}
    assert found["india"][1] == 1
    assert {mark.partial for marks, _total in found.values() for mark in marks[:2]} == {False}
    assert {marks[2].partial for marks, _total in found.values()} == {True}
    assert found["oman"][0][0].words == "nothing in the directory"
    assert found["oman"][0][2].words == "nothing in the directory, whose list is not complete"
    html = " ".join(response.content.decode().split())
    assert '<td class="member partial">' in html
    assert '<span class="hidden"> (recorded in part)</span>' in html
    assert '<td class="total partial"><span class="hidden">Recorded here: </span>1</td>' in html
    assert (
        html.count('<td class="total"><span aria-hidden="true">–</span><span class="hidden">has no members</span>') == 2
    )
    assert "Member in complete lists" in html
    assert '<span class="sign partial"></span> recorded in part: the list is not complete' in html
