"""What a profile lacks is in the cell in which it would stand."""

import datetime as dt

import pytest

from profiles.desk import workingcopy
from profiles.desk.exchange.factsheets.missing import missing
from profiles.desk.exchange.tables import UID
from profiles.desk.upkeep.completeness import completeness
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 29)


def test_each_place_of_completeness_is_a_cell_or_a_sheet():
    entity = factories.entity("nepal", summary_ar="")
    office = factories.responsible_entity(entity, "Ministry", name_ar="", start="2008")
    content = workingcopy.document(entity)
    found = missing(content, TODAY)
    membership = content["memberships"][0][UID]
    expected = {
        ("profiles", content[UID], "summary_ar"),
        ("profiles", content[UID], "body_en"),
        ("profiles", content[UID], "areas"),
        ("profiles", content[UID], "website"),
        ("memberships", membership, "sources"),
        ("responsible_entities", str(office.uid), "sources"),
        ("responsible_entities", str(office.uid), "name_ar"),
    }
    assert set(found.places) == expected
    assert found.sentences == [lack.sentence for lack in completeness(content, TODAY).lacks]
    assert len(found.of("memberships", membership, "sources")) == 2  # the join date, and each start and end
    assert found.of_row("profiles", content[UID])


def test_what_a_whole_sheet_lacks_is_of_no_row():
    content = workingcopy.document(factories.entity("nepal"))
    assert missing(content, TODAY).of("responsible_entities", "", "")


def test_what_no_row_can_be_without_is_missing_where_nothing_stands():
    entity = factories.entity("nepal")
    factories.affiliation(entity)
    content = workingcopy.document(entity)
    content["affiliations"][0]["status"] = ""
    uid = content["affiliations"][0][UID]
    assert missing(content, TODAY).of("affiliations", uid, "status") == ["This cannot be empty."]
