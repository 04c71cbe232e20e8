"""Which cells there are, and which of them a focal point writes into."""

import datetime as dt

import pytest

from profiles.desk import permissions, workingcopy
from profiles.desk.exchange.factsheets.layout import EMPTY_ROWS, LEFT_OUT, NAMES, meant, pages
from profiles.desk.exchange.factsheets.missing import missing
from profiles.desk.exchange.tables import SHEETS
from profiles.published.models import Body
from tests import factories

pytestmark = pytest.mark.django_db


def of(entity):
    content = workingcopy.document(entity)
    return {page.sheet.name: page for page in pages(content, missing(content, dt.date(2026, 11, 29)))}


def open_columns(page):
    return {name for line in page.lines for name, cell in line.cells.items() if cell.is_open}


def test_what_a_focal_point_may_change_is_open_and_nothing_else():
    entity = factories.entity("nepal")
    factories.role_term(entity)
    found = of(entity)
    assert open_columns(found["memberships"]) == open_columns(found["role_terms"]) == set()
    assert not open_columns(found["profiles"]) & set(permissions.IDENTITY)
    assert {"summary_ar", "website", "areas"} <= open_columns(found["profiles"])
    assert open_columns(found["affiliations"]) == {column.name for column in found["affiliations"].columns}
    assert [name for name in NAMES if found[name].removes] == ["responsible_entities", "affiliations"]


def test_empty_rows_are_where_a_focal_point_adds():
    found = of(factories.entity("nepal"))
    empty = {name: sum(not line.uid for line in found[name].lines) for name in NAMES}
    assert empty == dict.fromkeys(NAMES, 0) | {"responsible_entities": EMPTY_ROWS, "affiliations": EMPTY_ROWS}
    assert found["responsible_entities"].lines[0].missing
    assert not found["responsible_entities"].lines[1].missing


def test_a_state_is_not_asked_what_kind_of_organization_it_is():
    state, organization = (
        {column.name for column in of(entity)["profiles"].columns}
        for entity in (factories.entity("nepal"), factories.organization("iom"))
    )
    assert state - organization == {"iso2", "iso3"}
    assert organization - state == {"organization_kind"}


def test_a_list_has_what_stands_there_though_it_is_no_longer_offered():
    entity = factories.entity("nepal")
    factories.affiliation(entity, "iom")
    factories.word(Body, "ilo")
    Body.objects.filter(code="iom").update(retired=True)
    assert of(entity)["affiliations"].choices["body"] == ["Ilo", "Iom"]


def test_each_date_says_how_it_is_written():
    dates = [SHEETS["affiliations"].by_name[name] for name in ("start", "end", "start_by")]
    assert all(map(meant, dates))
    assert not LEFT_OUT & {column.name for column in dates}
