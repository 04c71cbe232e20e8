"""Every dated fact as a row: of each kind, with what is open, undated, doubted and confirmed."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk.verbs import publishing, savedcopies
from profiles.published.models import Publication
from profiles.values.choices import Licence
from tests import factories
from tests.answers import csv_rows

pytestmark = pytest.mark.django_db

NAMES = (
    *("fact_uid", "entity_uid", "slug", "name_en", "name_ar"),
    *("kind", "code", "label_en", "label_ar", "status", "title_en", "title_ar"),
    *("start", "start_precision", "start_qualifier", "start_as_printed"),
    *("end", "end_precision", "end_qualifier", "ended", "start_edtf", "end_edtf"),
    *("possible_from", "certain_from", "certain_until", "possible_until"),
    *("recorded", "certainty", "sources", "note_en", "note_ar", "confirmed", "confirmed_by_member"),
    *("version", "digest", "published", "as_of", "held", "licence"),
)


def has(row, **wanted):
    assert {name: row[name] for name in wanted} == wanted


@pytest.fixture
def nepal(publisher):
    """Nepal with a fact of each kind, which took part in a meeting beside a guest without a profile."""
    meeting = factories.meeting("m1", start="2012-04-17", end="2012-04-19", name_en="Second")
    factories.attendance(meeting, "nepal", head_en="Minister", sources=factories.cites("A list"))
    factories.attendance(meeting, name_en="Somebody", name_ar="أحد", capacity="guest", certainty="disputed")
    entity = factories.entity("nepal", type=None)
    factories.membership(
        entity,
        start="2008",
        start_by="2008-01-22",
        start_printed="2008-01-01",
        note_en="As printed.",
        sources=factories.cites("A list") + factories.cites("Another list"),
    )
    factories.role_term(entity, "chair", "2014-05", start_qualifier="about", end="2016-06-02", title_en="Third chair")
    factories.affiliation(entity, "iom", "none", start="")
    factories.responsible_entity(entity, "Ministry of Labour", kind="ministry", translation_ar="وزارة العمل", start="")
    entity.areas.add(factories.area())
    with time_machine.travel("2026-11-25T10:00Z"):
        factories.published(entity, by=publisher)
        factories.published(meeting, by=publisher)
    return entity


def by_kind(client, address="/facts.csv"):
    return {(row["kind"], row["slug"]): row for row in csv_rows(client, address)}


@time_machine.travel("2026-11-25T12:00Z")
def test_there_is_a_row_for_each_fact_with_these_columns(client, nepal):
    rows = csv_rows(client, "/facts.csv")
    assert tuple(rows[0]) == NAMES
    kinds = ["membership", "role", "affiliation", "responsible", "area", "attendance", "attendance"]
    assert [row["kind"] for row in rows] == kinds
    assert len({row["fact_uid"] for row in rows}) == len(kinds)
    assert {row["as_of"] for row in rows} == {"2026-11-25"}
    assert {row["licence"] for row in rows} == {Licence.CC_BY.address}


@time_machine.travel("2026-11-25T12:00Z")
def test_a_membership_says_when_it_began_in_every_way(client, nepal):
    publication = Publication.objects.get(slug="nepal")
    has(
        by_kind(client)["membership", "nepal"],
        fact_uid=str(nepal.memberships.get().uid),
        entity_uid=str(nepal.uid),
        name_en="Nepal",
        name_ar="اسم nepal",
        code="sending",
        label_en="Sending",
        label_ar="sending بالعربية",
        status="member",
        title_en="",
        start="2008",
        start_precision="year",
        start_qualifier="exact",
        start_as_printed="2008-01-01",
        start_edtf="[2008-01-01..2008-01-22]",
        end="",
        end_precision="",
        end_qualifier="",
        end_edtf="",
        ended="0",
        possible_from="2008-01-01",
        certain_from="2008-01-22",
        certain_until="",
        possible_until="",
        certainty="stated",
        sources="a-list;another-list",
        note_en="As printed.",
        confirmed="",
        confirmed_by_member="",
        version="1",
        digest=publication.digest,
        published="2026-11-25T10:00:00+00:00",
        held="certain",
    )


def test_a_role_has_its_title_and_both_ends(client, nepal):
    has(
        by_kind(client)["role", "nepal"],
        code="chair",
        status="",
        title_en="Third chair",
        start="2014-05",
        start_qualifier="about",
        start_edtf="2014-05~",
        end="2016-06-02",
        end_precision="day",
        end_qualifier="exact",
        end_edtf="2016-06-02",
        possible_from="2014-04-01",
        certain_from="2014-06-30",
        certain_until="2016-06-02",
        possible_until="2016-06-02",
        held="no",
    )


def test_what_has_no_date_has_empty_bounds_and_is_not_filled_in(client, nepal):
    has(
        by_kind(client)["affiliation", "nepal"],
        code="iom",
        status="none",
        start="",
        start_precision="",
        start_qualifier="",
        start_edtf="",
        possible_from="",
        possible_until="",
        certain_until="",
    )
    office = by_kind(client)["responsible", "nepal"]
    has(office, code="", label_en="Ministry of Labour", label_ar="وزارة العمل", status="ministry", possible_from="")
    assert office["certain_from"] == office["recorded"] != ""


def test_a_theme_is_undated_and_holds_on_every_day(client, nepal):
    row = by_kind(client, "/facts.csv?on=2009")["area", "nepal"]
    empty = ("start", "possible_from", "certain_from", "certain_until", "possible_until", "certainty", "recorded")
    has(row, code="fair-recruitment", held="certain", as_of="2009-12-31", **dict.fromkeys(empty, ""))
    assert row["fact_uid"] == by_kind(client)["area", "nepal"]["fact_uid"]


def test_who_took_part_is_a_fact_of_the_days_of_the_meeting(client, nepal):
    meeting = Publication.objects.get(slug="m1")
    rows = by_kind(client, "/facts.csv?on=2012-04-19")
    has(
        rows["attendance", "nepal"],
        entity_uid=str(nepal.uid),
        name_en="Nepal",
        code="m1",
        label_en="Second",
        status="member",
        title_en="Minister",
        start="2012-04-17",
        end="2012-04-19",
        certain_from="2012-04-17",
        certain_until="2012-04-20",
        sources="a-list",
        digest=meeting.digest,
        held="certain",
    )
    has(
        rows["attendance", ""],
        entity_uid="",
        name_en="Somebody",
        name_ar="أحد",
        status="guest",
        certainty="disputed",
        start_edtf="2012-04-17?",
        possible_from="2012-04-17",
        certain_from="",
        certain_until="",
        possible_until="2012-04-20",
        held="possible",
    )


def test_what_is_disputed_without_a_start_is_certain_on_no_day(client, publisher):
    entity = factories.entity("nepal")
    factories.role_term(entity, start="", certainty="disputed")
    factories.published(entity, by=publisher)
    has(by_kind(client)["role", "nepal"], possible_from="", certain_from="", certain_until="", held="possible")


def test_filters_choose_whose_facts_there_are(client, nepal, publisher):
    factories.published(factories.entity("oman", type="receiving"), by=publisher)
    savedcopies.save(factories.entity("draft"), by=publisher)
    slugs = {row["slug"] for row in csv_rows(client, "/facts.csv?type=sending")}
    assert slugs == {"nepal"}
    assert {row["kind"] for row in csv_rows(client, "/facts.csv?type=receiving")} == {"membership"}
    assert {row["slug"] for row in csv_rows(client, "/facts.csv")} == {"nepal", "oman", ""}


def test_on_a_day_a_fact_says_whether_it_held_then(client, nepal):
    held = {key[0]: row["held"] for key, row in by_kind(client, "/facts.csv?on=2008-01-10").items()}
    assert held["membership"] == "possible"
    assert held["role"] == "no"


def test_a_confirmed_fact_says_when_and_by_whom_while_it_reads_so(client, nepal, publisher):
    uid, member = str(nepal.memberships.get().uid), factories.focal_point("member", nepal)
    publishing.confirm(nepal, by=member, facts=[uid])
    role, day = str(nepal.role_terms.get().uid), dt.date(2026, 11, 20)
    publishing.confirm(nepal, by=publisher, facts=[role], day=day)
    rows = by_kind(client)
    assert rows["membership", "nepal"]["confirmed_by_member"] == "1"
    has(rows["role", "nepal"], confirmed="2026-11-20", confirmed_by_member="0")
    membership = nepal.memberships.get()
    membership.start_by = "2008-01-23"
    membership.save()
    publishing.publish(nepal, by=publisher)
    has(by_kind(client)["membership", "nepal"], confirmed="", confirmed_by_member="", version="2")


@pytest.mark.parametrize("number", [1, 3])
def test_facts_cost_a_fixed_number_of_queries(client, nepal, publisher, number):
    for index in range(number):
        entity = factories.entity(f"state-number-{index}")
        factories.role_term(entity)
        factories.published(entity, by=publisher)
    client.get("/facts.csv").getvalue()
    with CaptureQueriesContext(connection) as captured:
        client.get("/facts.csv").getvalue()
    # The stamp; the documents and their confirmations; who took part, and the confirmations of that.
    assert len(captured) == 5
