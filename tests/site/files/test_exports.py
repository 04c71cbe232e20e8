import io
import json
import zipfile

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from profiles.desk.verbs import vocabulary
from profiles.published.models import MemberType, Publication
from profiles.site.files.tables import TABLES
from profiles.values.choices import Licence
from tests import factories
from tests.answers import csv_rows, text_of

pytestmark = pytest.mark.django_db


ENDINGS = ["csv", "xlsx", "json", "jsonl"]


def sheets_of(response) -> dict[str, list[list]]:
    """The cells of each sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.getvalue()))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def member(slug="nepal", **columns):
    return factories.published(factories.entity(slug, **columns))


@time_machine.travel("2026-11-25", tick=True)
def test_an_export_speaks_of_the_day_that_is_asked_for(client, publisher):
    entity = factories.entity("nepal", type=None)
    factories.membership(entity, "observer", "2008", end="2012-05-01")
    factories.membership(entity, "sending", "2012-05-01")
    factories.published(entity, by=publisher)
    factories.published(factories.entity("later", start="2020"), by=publisher)
    response = client.get("/members.csv?on=2012-04")
    assert response["Content-Disposition"] == 'attachment; filename="directory-members-2012-04-30.csv"'
    (row,) = csv_rows(client, "/members.csv?on=2012-04")
    wanted = {
        "member_type": "observer",
        "membership_end": "2012-05-01",
        "as_of": "2012-04-30",
        "address": "http://testserver/members/nepal/?on=2012-04-30",
    }
    assert {name: row[name] for name in wanted} == wanted
    assert client.get("/members.csv")["Content-Disposition"].endswith('members-2026-11-25.csv"')


def test_an_export_takes_the_filters_and_the_order_of_the_directory(client, publisher):
    for slug, kind in (("zambia", "sending"), ("albania", "sending"), ("oman", "receiving")):
        member(slug, type=kind)
    rows = csv_rows(client, "/members.csv?type=sending&sort=name&utm_source=1")
    assert [row["slug"] for row in rows] == ["albania", "zambia"]


def test_formulas_are_guarded_in_every_file(client, publisher):
    member(name_en='=1+1,"x"', name_ar="@نيبال", website="")
    (row,) = csv_rows(client)
    assert (row["name_en"], row["name_ar"]) == ('\'=1+1,"x"', "'@نيبال")
    response = client.get("/members.xlsx")
    content = response.getvalue()
    assert b'\'=1+1,"x"' in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_csv_is_utf8_with_a_byte_order_mark_and_names_its_licence(client, publisher):
    member()
    response = client.get("/members.csv")
    body = b"".join(response)
    assert body.startswith(b"\xef\xbb\xbfslug,uid,")
    assert body.count(b"\r\n") == 2
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Link"] == f'<{Licence.CC_BY.address}>; rel="license"'


def test_the_arabic_address_has_the_same_names_and_arabic_links(client, publisher):
    member()
    english, arabic = csv_rows(client, "/members.csv"), csv_rows(client, "/ar/members.csv")
    assert arabic[0] == english[0] | {"address": "http://testserver/ar/members/nepal/"}


def test_an_empty_result_is_a_file_with_names_alone(client, publisher):
    member()
    assert csv_rows(client, "/members.csv?q=nobody") == []
    assert len(sheets_of(client.get("/members.xlsx?q=nobody"))["Members"]) == 1
    assert json.loads(text_of(client.get("/members.json?q=nobody")))["members"] == []


def test_excel_holds_the_same_table_and_says_what_it_is(client, publisher):
    member(name_ar="نيبال")
    sheets = sheets_of(client.get("/members.xlsx?type=sending&on=2020"))
    assert list(sheets) == ["Members", "About", "Columns"]
    assert sheets["Members"][0] == list(csv_rows(client)[0])
    assert "نيبال" in sheets["Members"][1]
    assert ["members", "slug", "string", "The name in addresses. It does not change."] in sheets["Columns"]
    assert dict(sheets["About"]) | {"File made on": ""} == {
        "Source": "http://testserver/members/",
        "Address of this file": "http://testserver/members.xlsx?type=sending&on=2020",
        "As of": "2020-12-31",
        "File made on": "",
        "Filters": "Member type: Sending",
        "Publisher": "addportal demonstration",
        "Licence": f"Creative Commons Attribution 4.0, {Licence.CC_BY.address}",
        "What the columns mean": "http://testserver/api/",
    }


def test_the_whole_directory_is_one_workbook_with_a_sheet_for_each_table(client, publisher):
    member("nepal")
    member("oman", type="receiving")
    sheets = sheets_of(client.get("/directory.xlsx?type=sending"))
    assert list(sheets) == [*(table.name.capitalize() for table in TABLES), "About", "Columns"]
    assert [len(sheets[name]) for name in ("Members", "Facts", "Meetings")] == [2, 2, 1]


def test_excel_is_the_same_bytes_while_nothing_changes(client, publisher):
    member()
    with time_machine.travel("2026-11-25 10:00"):
        first = client.get("/members.xlsx").getvalue()
    with time_machine.travel("2026-11-25 11:00"):
        assert client.get("/members.xlsx").getvalue() == first


def test_json_holds_the_documents_as_they_are_stored(client, publisher):
    member()
    text = text_of(client.get("/members.json?type=sending"))
    assert Publication.objects.get().document in text
    about, published = json.loads(text)["about"], Publication.objects.get()
    assert json.loads(text)["on_the_day"]["nepal"] == {
        "type": "sending",
        "standing": "member",
        "held": "certain",
        "certainty": "stated",
        "version": 1,
        "digest": published.digest,
        "published": published.releases.get().live_from.isoformat(timespec="seconds"),
        "recorded": published.created_at.isoformat(timespec="seconds"),
    }
    assert about["filters"] == {"type": ["sending"]}
    assert about["licence"] == Licence.CC_BY.address


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_export_that_has_not_changed_is_not_sent_again(client, publisher, ending):
    member()
    first = client.get(f"/members.{ending}")
    again = client.get(f"/members.{ending}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    vocabulary.change(factories.renamed(factories.word(MemberType, "sending")), by=publisher)
    assert client.get(f"/members.{ending}", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("ending", ENDINGS)
def test_pages_of_other_sites_may_read_an_export(client, publisher, ending):
    for response in (client.get(f"/members.{ending}"), client.options(f"/members.{ending}")):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not response.cookies


@pytest.mark.parametrize("query", ["type=x", "on=2999", "on=x", "sort=x", "q=" + "x" * 101, "q=%00", "body=%FF"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_bad_parameters_are_400_with_the_reason(client, publisher, ending, query):
    assert client.get(f"/members.{ending}?{query}").status_code == 400


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_parameter_that_means_nothing_is_refused_by_its_name(client, publisher, ending):
    for address in ("members", "facts", "meetings"):
        response = client.get(f"/{address}.{ending}?standings=member")
        assert (response.status_code, "standings" in response.content.decode()) == (400, True)
    assert client.get("/directory.xlsx?standings=member").status_code == 400


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_as_long_as_the_directory_is_streamed_and_else_answered_whole(client, publisher, ending):
    member()
    addresses = ("members", "facts", "meetings")
    assert [client.get(f"/{name}.{ending}").streaming for name in addresses] == [True, True, False]


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_export_asks_as_much_for_three_profiles_as_for_one(client, publisher, ending):
    asked = []
    for number in (1, 2):
        for _ in range(number):
            entity = factories.entity()
            factories.role_term(entity)
            factories.affiliation(entity)
            factories.published(entity, by=publisher)
        client.get(f"/members.{ending}").getvalue()
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/members.{ending}").getvalue()
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 5


def test_documents_are_read_in_chunks(client, publisher, monkeypatch):
    monkeypatch.setattr("profiles.reading.listings.READ_AT_ONCE", 2)
    for number in range(5):
        member(f"state-of-{number}")
    assert [row["slug"] for row in csv_rows(client, "/members.csv?sort=name")] == [f"state-of-{n}" for n in range(5)]
    assert len(json.loads(text_of(client.get("/members.json")))["members"]) == 5
