"""What a row rests on, in a form."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk.admin.sourcesfield import SourcesFormField, in_words, read, written
from tests import factories
from tests.desk.admin.forms import edit, url

pytestmark = pytest.mark.django_db

LIST = [{"code": "a-list", "carries": "all"}, {"code": "minutes", "carries": "end"}]


def test_a_line_is_a_source_and_what_it_carries():
    assert read("  minutes   END \n\na-list\nminutes end\nminutes start") == [
        {"code": "minutes", "carries": "end"},
        {"code": "a-list", "carries": "all"},
        {"code": "minutes", "carries": "start"},
    ]
    assert read(written(LIST)) == LIST


def test_every_line_that_says_none_is_named():
    with pytest.raises(ValidationError) as refused:
        read("a-list\nAbu Dhabi Declaration\nminutes middle")
    assert [message[:24] for message in refused.value.messages] == [
        "“Abu Dhabi Declaration”:",
        "“minutes middle”: write ",
    ]


@pytest.mark.parametrize(
    ("initial", "data", "changed"),
    [
        (LIST, "a-list\n\nminutes  end", False),
        (LIST, "minutes end\na-list", True),
        ([], "", False),
        ([], "no list", True),
    ],
)
def test_another_way_to_write_it_is_no_change(initial, data, changed):
    assert SourcesFormField(required=False).has_changed(initial, data) == changed


@pytest.fixture
def membership():
    factories.cites("Minutes")
    return factories.membership(factories.entity(type=None), sources=factories.cites("A list"))


def test_a_form_saves_them_in_the_order_of_its_lines(desk, membership):
    assert edit(desk, membership.entity, **{"memberships-0-sources": "minutes end\na-list"}).status_code == 302
    membership.refresh_from_db()
    assert membership.sources == [LIST[1], LIST[0]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("a-list\nunknown", "There is no source “unknown”."), ("My own title", "“My own title”: write the code")],
)
def test_what_is_no_source_is_refused_at_the_field_and_kept(desk, membership, text, sentence):
    html = edit(desk, membership.entity, **{"memberships-0-sources": text}).content.decode()
    assert sentence in html
    assert text in html


def test_the_field_brings_the_titles_along(desk, membership):
    html = desk.get(url("change", membership.entity.pk)).content.decode()
    assert 'data-known="[{&quot;code&quot;: &quot;a-list&quot;, &quot;title&quot;: &quot;A list&quot;' in html


def test_who_only_reads_a_row_reads_titles(client, membership):
    client.force_login(factories.focal_point("focal", membership.entity))
    html = client.get(url("change", membership.entity.pk)).content.decode()
    assert "<div><bdi>A list</bdi></div>" in html
    assert 'name="memberships-0-sources"' not in html


def test_in_words_what_is_not_all_of_a_fact_is_said():
    factories.cites("Minutes")
    assert in_words(LIST[1:]) == "<div><bdi>Minutes</bdi> (the end)</div>"
    assert in_words([]) == "–"


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_form_reads_the_titles_of_its_rows_at_once(desk, rows):
    entity = factories.entity(type=None)
    for number in range(rows):
        factories.role_term(entity, sources=factories.cites(f"List {number}"))
    asked = queries_of(desk, url("change", entity.pk))
    # Once for the form, once for the document that it was made from.
    assert len([sql for sql in asked if 'FROM "published_source"' in sql]) == 2


def test_titles_come_in_the_order_of_the_rows_lines(desk, membership):
    membership.sources = list(reversed(LIST))
    membership.save()
    html = desk.get(url("change", membership.entity.pk)).content.decode()
    assert html.index("&quot;title&quot;: &quot;Minutes&quot;") < html.index("&quot;title&quot;: &quot;A list&quot;")
