import pytest

from profiles.reading.counting import Total

pytestmark = pytest.mark.django_db


def test_the_table_has_a_mark_and_words_in_each_cell(affiliates, client):
    matrix = client.get("/cross-membership/").context["matrix"]
    rows = [row for _group, rows in matrix.groups for row in rows]
    lines = [(profile["slug"], [mark.sign for mark in marks], total) for profile, marks, total in rows]
    columns = [column.code for column in matrix.columns]
    assert columns == ["colombo", "iom"]
    assert lines == [("india", ["M C", "M"], 2), ("kuwait", ["–", "O"], 0)]
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
