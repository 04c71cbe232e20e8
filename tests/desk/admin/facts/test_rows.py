"""The rows of facts in a form: which are open, what they say, what is wrong with them together."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk.admin.facts.rows import FactGroup
from profiles.desk.admin.pages.deskpage import address
from tests import factories
from tests.desk.admin.forms import DATED, added, edit, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity():
    return factories.entity(type=None)


def groups(response):
    return {group.formset.prefix: FactGroup(group) for group in response.context["inline_admin_formsets"]}


def rows(response, prefix):
    return groups(response)[prefix].rows


def test_a_stored_row_is_closed_and_is_a_sentence(desk, entity):
    row = factories.role_term(entity, "chair", "2024-02-11", end="2026-02-01")
    page = desk.get(url("change", entity.pk))
    stored, empty = rows(page, "role_terms")
    assert (stored.is_open, stored.number, str(stored.sentence)) == (
        False,
        "0",
        "Chair, 11 Feb. 2024 – 1 Feb. 2026",
    )
    assert (empty.is_open, empty.number, empty.sentence) == (True, "empty", None)
    assert f'<div class="fact-body" id="fact-{row.uid}">' in page.content.decode()


@pytest.mark.parametrize(("typed", "is_open"), [({}, False), ({"role_terms-0-start": "2009"}, True)])
def test_of_a_refused_form_the_rows_that_it_changed_are_open(desk, entity, typed, is_open):
    factories.role_term(entity, "chair", "2008")
    refused = edit(desk, entity, website="no address", **typed)
    assert [row.is_open for row in rows(refused, "role_terms")] == [is_open, True]
    assert ("data-changed" in refused.content.decode()) == is_open


def test_a_row_with_an_error_is_open_and_so_is_the_part_where_it_stands(desk, entity):
    factories.role_term(entity, "chair", "2008")
    factories.role_term(entity, "host", "2009")
    refused = edit(desk, entity, **{"role_terms-1-start_by": "31 February"})
    fine, wrong, _empty = rows(refused, "role_terms")
    assert (fine.is_open, wrong.is_open) == (False, True)
    assert [part.is_open for part in wrong.parts if part.title] == [True]
    assert [part.is_open for part in fine.parts if part.title] == [False]


@pytest.mark.parametrize(
    "columns",
    [{"certainty": "disputed"}, {"start_qualifier": "about"}, {"start_by": "2009"}, {"note_ar": "ملاحظة"}],
)
def test_a_part_with_another_value_than_it_begins_with_is_open(desk, entity, columns):
    factories.role_term(entity, "chair", "2008", **columns)
    stored, empty = rows(desk.get(url("change", entity.pk)), "role_terms")
    assert [part.is_open for part in stored.parts if part.title] == [True]
    assert [part.is_open for part in empty.parts if part.title] == [False]


def test_a_question_about_a_year_stands_beside_it_and_its_row_is_open(desk, entity):
    factories.role_term(entity, "chair", "2008")
    refused = edit(desk, entity, **{"role_terms-0-start": "2551"})
    row = rows(refused, "role_terms")[0]
    assert row.is_open
    assert ("start", "end", "unusual") in row.parts[0].fieldset.fields


def test_gaps_and_overlaps_of_stored_memberships_are_said(desk, entity):
    factories.membership(entity, "observer", "2008", end="2012")
    factories.membership(entity, "sending", "2014", certainty="inferred")
    html = desk.get(url("change", entity.pk)).content.decode()
    assert "nothing is certain" in html
    factories.membership(entity, "receiving", "2015", certainty="inferred")
    assert "Two memberships hold at one time" in desk.get(url("change", entity.pk)).content.decode()


def test_a_role_that_is_certainly_held_twice_at_one_time_is_said(desk, entity):
    factories.role_term(entity, "chair", "2008", end="2012")
    factories.role_term(entity, "chair", "2012", end="2014")
    factories.role_term(entity, "chair", "2010", certainty="disputed")
    factories.role_term(entity, "host", "2010")
    html = desk.get(url("change", entity.pk)).content.decode()
    assert "held twice" not in html
    factories.role_term(entity, "chair", "2011", end="2013")
    html = desk.get(url("change", entity.pk)).content.decode()
    assert html.count("Chair is held twice at one time") == 2
    assert "held twice" in desk.get(url("propose", entity.pk)).content.decode()


def test_the_dates_of_a_role_come_before_its_title(desk, entity):
    names = list(rows(desk.get(url("change", entity.pk)), "role_terms")[0].form.form.fields)
    assert names.index("start") < names.index("title_en")


def test_who_only_reads_rows_finds_all_of_them_closed(client, entity):
    row = factories.role_term(entity, "chair", "2008", certainty="disputed")
    client.force_login(factories.focal_point("focal", entity))
    page = client.get(url("change", entity.pk))
    (stored,) = rows(page, "role_terms")
    assert not stored.is_open
    assert [part.is_open for part in stored.parts if part.title] == [True]
    assert f'id="fact-{row.uid}"' in page.content.decode()
    assert "role_terms-0-DELETE" not in page.content.decode()
    assert rows(page, "memberships") == []
    assert '<p class="fact-none">None.</p>' in page.content.decode()
    refused = edit(client, entity, website="no address")
    assert [row.is_open for row in rows(refused, "role_terms")] == [False]


def test_a_row_says_what_it_names_apart_from_the_text_around_it(desk, entity):
    factories.role_term(entity, "chair", "2008", certainty="disputed")
    html = desk.get(f"/ar{url('change', entity.pk)}").content.decode()
    assert '<bdi class="fact-subject">chair بالعربية</bdi>' in html
    assert re.search(r'<bdi dir="rtl">2008 – \w+</bdi>', html)


def test_help_is_tied_to_its_field(desk, entity):
    factories.role_term(entity, "chair", "2008")
    html = desk.get(url("change", entity.pk)).content.decode()
    for name in ("start", "end", "start_by"):
        tied = f"id_role_terms-0-{name}_helptext"
        assert f'aria-describedby="{tied}"' in html
        assert f'id="{tied}"' in html


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def add_rows(entity, number):
    for place in range(number):
        cited = factories.cites(f"List {place}")
        factories.membership(entity, "observer", str(2000 + place), end=str(2001 + place), sources=cited)
        factories.role_term(entity, "chair", "2008", sources=cited)
        factories.affiliation(entity, "iom", sources=cited)
        factories.responsible_entity(entity, f"Ministry {place}", sources=cited)


def test_a_form_costs_as_many_queries_for_many_rows_as_for_one(desk, entity):
    other = factories.entity(type=None)
    add_rows(entity, 1)
    add_rows(other, 5)
    assert queries_of(desk, url("change", other.pk)) == queries_of(desk, url("change", entity.pk))


@pytest.mark.parametrize(
    ("make", "add"),
    [
        (factories.meeting, factories.attendance),
        (factories.paper, factories.party),
        (factories.programme, factories.part),
    ],
)
def test_so_do_the_forms_of_other_entries(desk, make, add):
    few, many = make("few"), make("many")
    for entry, number in ((few, 1), (many, 5)):
        for place in range(number):
            add(entry, f"state-{place}", sources=factories.cites("A list"))
    queries_of(desk, address("change", few))  # What Django remembers of models is read once.
    counts = [queries_of(desk, address("change", entry)) for entry in (few, many)]
    assert counts[0] == counts[1]


def test_a_new_responsible_entity_is_a_ministry_only_of_a_state(desk):
    state, organization = factories.entity(), factories.organization("iom")
    for entity, kind in ((state, "ministry"), (organization, "")):
        form = rows(desk.get(url("change", entity.pk)), "responsible_entities")[-1].form.form
        assert form["kind"].value() == kind
    typed = added("responsible_entities", 0, **DATED | {"name_en": "Office", "kind": ""})
    refused = edit(desk, organization, **typed, **{"responsible_entities-TOTAL_FORMS": 1})
    assert "Choose a kind." in refused.content.decode()


def test_a_new_profile_has_an_empty_membership_that_nobody_has_to_fill_in(desk):
    page = desk.get(url("add"))
    new, empty = rows(page, "memberships")
    assert (new.number, new.is_open, empty.number) == ("0", True, "empty")
    assert [row.number for row in rows(page, "role_terms")] == ["empty"]
