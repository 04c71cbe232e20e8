"""Meetings, who took part in them, documents and programmes as CSV."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk.verbs import savedcopies
from profiles.values.choices import Licence
from tests import factories
from tests.answers import csv_rows, html_of

pytestmark = pytest.mark.django_db

KEPT = ("meetings", "attendance", "documents", "programmes")
NAMES = (*KEPT, "roles")
PERIOD = {"start": "2014-05", "start_qualifier": "about", "end": "2014-06-02"}


@pytest.fixture
def entries(publisher):
    """A meeting in which two took part, an agreement between three, a programme with two parts and one without."""
    sources = {"rests_on": factories.cites("A list") + factories.cites("Another list")}
    factories.published(factories.entity("nepal"))
    meeting = factories.meeting("m1", ordinal=2, host_slug="nepal", place_en="Kathmandu", **PERIOD, **sources)
    meeting.areas.add(factories.area())
    factories.attendance(meeting, "nepal", level="minister", head_en="Minister", sources=factories.cites("A list"))
    factories.attendance(meeting, name_en="=Somebody", name_ar="@أحد", capacity="guest", certainty="inferred")
    paper = factories.paper("p1", "agreement", "2015-03", languages="ar en", meeting_slug="m1", **sources)
    for slug, name in (("nepal", "Nepal"), ("oman", "Oman"), ("", "A third")):
        factories.party(paper, slug, name_en=name)
    programme = factories.programme("skills", "2014", state="running", end="", **sources)
    factories.part(programme, "nepal", "lead", **PERIOD, ended=False)
    factories.part(programme, "oman", "funder", note_en="Paid.", sources=factories.cites("A list"))
    for entry in (meeting, paper, programme, factories.programme("empty", "2010", state="planned")):
        factories.published(entry, by=publisher)
    for draft in (factories.meeting("draft"), factories.paper("draft"), factories.programme("draft")):
        savedcopies.save(draft, by=publisher)


def has(row, **wanted):
    assert {name: row[name] for name in wanted} == wanted


def test_meetings_have_a_row_each(client, entries):
    (row,) = csv_rows(client, "/meetings.csv")
    has(
        row,
        slug="m1",
        kind="ministerial",
        ordinal="2",
        name_en="M1",
        name_ar="اجتماع m1",
        start="2014-05",
        start_precision="month",
        start_qualifier="about",
        end="2014-06-02",
        end_precision="day",
        end_qualifier="exact",
        certainty="stated",
        place_en="Kathmandu",
        place_ar="",
        host_slug="nepal",
        areas="fair-recruitment",
        participants="2",
        sources="a-list;another-list",
        address="http://testserver/meetings/m1/",
        licence=Licence.CC_BY.address,
    )


def test_attendance_has_a_row_for_each_who_took_part(client, entries):
    nepal, guest = csv_rows(client, "/attendance.csv")
    has(
        nepal,
        meeting="m1",
        start="2014-05",
        start_precision="month",
        profile="nepal",
        name_en="Nepal",
        capacity="member",
        level="minister",
        head_en="Minister",
        certainty="stated",
        sources="a-list",
        address="http://testserver/meetings/m1/",
    )
    has(guest, profile="", capacity="guest", level="not_stated", certainty="inferred", sources="")
    assert nepal["uid"] != guest["uid"]


def test_documents_name_their_parties(client, entries):
    (row,) = csv_rows(client, "/documents.csv")
    has(
        row,
        slug="p1",
        kind="agreement",
        day="2015-03",
        day_precision="month",
        languages="ar;en",
        meeting_slug="m1",
        url="https://example.org/text",
        parties="nepal;oman",
        parties_en="A third; Nepal; Oman",
        sources="a-list;another-list",
        address="http://testserver/documents/p1/",
    )


def test_programmes_have_a_row_a_part_and_one_where_nobody_is_named(client, entries):
    lead, funder, empty = csv_rows(client, "/programmes.csv")
    has(
        lead,
        slug="skills",
        state="running",
        start="2014",
        start_precision="year",
        end="",
        end_precision="",
        end_qualifier="",
        part="lead",
        profile="nepal",
        part_name_en="Nepal",
        part_start="2014-05",
        part_start_qualifier="about",
        part_end="2014-06-02",
        part_ended="0",
    )
    has(funder, slug="skills", part="funder", part_start="", part_note_en="Paid.", part_sources="a-list")
    has(empty, slug="empty", state="planned", part="", profile="", part_start="", part_ended="", part_sources="")


def test_roles_have_a_row_a_term_earliest_first_by_role(client, publisher):
    nepal, oman = factories.entity("nepal"), factories.entity("oman")
    chair = {"start": "2014-05", "start_qualifier": "about", "end": "2016-06-02", "certainty": "disputed"}
    factories.role_term(nepal, "chair", title_en="Third chair", sources=factories.cites("A list"), **chair)
    factories.role_term(oman, "chair", "2012")
    factories.role_term(nepal, "expert", "2008", note_en="For skills.")
    for entity in (nepal, oman):
        factories.published(entity, by=publisher)
    savedcopies.save(factories.entity("draft"), by=publisher)
    first, second, third = csv_rows(client, "/roles.csv")
    has(first, role="chair", profile="oman", start="2012", start_precision="year", certainty="stated", end="")
    has(
        second,
        role="chair",
        profile="nepal",
        name_en="Nepal",
        title_en="Third chair",
        start="2014-05",
        start_precision="month",
        start_qualifier="about",
        end="2016-06-02",
        ended="0",
        certainty="disputed",
        sources="a-list",
        address="http://testserver/members/nepal/",
        licence=Licence.CC_BY.address,
    )
    has(third, role="expert", profile="nepal", note_en="For skills.")


@pytest.mark.parametrize("number", [1, 3])
def test_roles_cost_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    for index in range(number):
        entity = factories.entity(f"state-number-{index}")
        factories.role_term(entity, "chair", f"20{10 + index}")
        factories.published(entity, by=publisher)
    client.get("/roles.csv")
    with django_assert_num_queries(3):
        client.get("/roles.csv")


def test_formulas_are_guarded(client, entries):
    row = csv_rows(client, "/attendance.csv")[1]
    assert (row["name_en"], row["name_ar"]) == ("'=Somebody", "'@أحد")


@pytest.mark.parametrize("name", NAMES)
def test_the_arabic_address_has_the_same_names_and_arabic_links(client, entries, name):
    english, arabic = csv_rows(client, f"/{name}.csv"), csv_rows(client, f"/ar/{name}.csv")
    assert arabic == [
        row | {"address": row["address"].replace("testserver/", "testserver/ar/")} for row in english if row
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_named_after_its_day_and_says_its_licence_to_everybody(client, entries, name):
    with time_machine.travel("2026-12-25"):
        response = client.get(f"/{name}.csv")
    assert response["Content-Disposition"] == f'attachment; filename="directory-{name}-2026-12-25.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Link"] == f'<{Licence.CC_BY.address}>; rel="license"'
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_sent_again_once_something_is_published(client, entries, publisher, name):
    first = client.get(f"/{name}.csv")
    again = client.get(f"/{name}.csv", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    factories.published(factories.programme("later"), by=publisher)
    assert client.get(f"/{name}.csv", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_nothing_has_the_names_alone(client, publisher, name):
    response = client.get(f"/{name}.csv")
    assert response.content.count(b"\r\n") == 1
    assert csv_rows(client, f"/{name}.csv") == []


@pytest.mark.parametrize("name", KEPT)
def test_a_file_asks_nothing_once_what_is_public_has_been_read(client, entries, name):
    client.get(f"/{name}.csv")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/{name}.csv")
    assert len(captured) == 1


@pytest.mark.parametrize(
    ("page", "files"),
    [
        ("meetings", ("meetings", "attendance")),
        ("documents", ("documents",)),
        ("programmes", ("programmes",)),
        ("roles", ("roles",)),
        ("sources", ("sources",)),
        ("api", NAMES),
    ],
)
def test_a_list_leads_to_its_files(client, entries, page, files):
    for language in ("", "/ar"):
        html = html_of(client.get(f"{language}/{page}/"))
        for name in files:
            for ending in ("csv", "xlsx", "json"):
                assert f'<a href="{language}/{name}.{ending}"' in html


def test_each_column_is_explained(client, entries):
    html = html_of(client.get("/api/"))
    for name in NAMES:
        for column in client.get(f"/{name}.csv").content.decode("utf-8-sig").splitlines()[0].split(","):
            assert f'<code dir="ltr">{column}</code>' in html, column
