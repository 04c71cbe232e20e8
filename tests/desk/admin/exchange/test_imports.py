"""Files that are brought in by pages: looked at cell by cell, taken in part or whole, undone, forgotten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk.admin.exchange import shown
from profiles.desk.exchange.reading import bounds
from profiles.desk.models import Entity, Import
from profiles.desk.verbs import importing, importwork
from tests import factories
from tests.desk.admin.exchange.steps import ADD, LIST, act, page_of, record_of, summary, upload, words
from tests.desk.exchange.steps import csv_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    return factories.entity("nepal", summary_en="Old.")


@pytest.fixture
def india():
    return factories.entity("india", summary_en="Old.")


# ── Bringing ────────


def test_a_file_is_read_and_shown_and_nothing_written(as_editor, nepal, india):
    record = record_of(upload(as_editor, ("nepal", "New.", ""), ("india", "Old.", "x"), ("atlantis", "x", "")))
    page = as_editor.get(page_of(record))
    assert page.context["summary"] == "3 rows: 1 changed, 2 with errors."
    found = {(row.row, row.column): row.reason for row in page.context["problems"]}
    assert found[3, "Website"] == "“x” is no web address: write all of it, with https:// in front."
    assert {row for row, _column in found} == {3, 4}
    assert summary(nepal) == "Old."
    assert "<del>Old</del>" in words(page)
    assert "<ins>New</ins>" in words(page)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7 \x00\x01", "This is a PDF"),
        ("a.csv", b"\n", "The file is empty"),
        ("a.csv", b"", "empty"),
        ("a.xlsx", b"PK\x03\x04 nothing", ""),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(as_editor, name, content, said):
    answer = as_editor.post(ADD, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    assert said in " ".join(answer.context["form"].errors["file"])
    assert not Import.objects.exists()


def test_what_is_too_large_is_not_read(as_editor, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_BYTES", 10)
    answer = upload(as_editor, ("nepal", "x", ""))
    assert "The file holds too much" in answer.context["form"].errors["file"][0]


def test_columns_that_are_not_known_bar_the_file_unless_they_are_left_out(as_editor, nepal):
    content = csv_file(("slug", "summary_en", "colour"), ("nepal", "New.", "red"))
    for fields, barred in (({}, True), ({"ignore_unknown": "on"}, False)):
        file = SimpleUploadedFile("profiles.csv", content)
        record = record_of(as_editor.post(ADD, {"file": file, **fields}))
        page = as_editor.get(page_of(record))
        assert ("_take" not in words(page)) is barred
        assert bool(page.context["of_file"]) is barred
        assert bool(page.context["notes"]) is not barred
    act(as_editor, record, "choose", _all="1")
    act(as_editor, record, "choose", page="1", _take="1", row="profiles:2", cell="profiles:2:summary_en")
    assert summary(nepal) == "New."


def test_mistakes_are_read_in_the_language_of_whoever_looks(as_editor, nepal):
    record = record_of(upload(as_editor, ("nepal", "Old.", "x"), prefix="/ar"))
    assert (
        as_editor.get(page_of(record)).context["problems"][0].reason
        == "“x” is no web address: write all of it, with https:// in front."
    )
    page = as_editor.get(page_of(record, "/ar"))
    assert page.context["problems"][0].reason == "«x» ليس عنوانًا على الويب: اكتبه كاملًا مبتدئًا بـ https://."
    assert 'dir="rtl"' in words(page)


# ── Taking and leaving ────────


def test_what_is_ticked_is_brought_in_cell_by_cell(as_editor, nepal, india):
    site = "https://example.org/"
    record = record_of(upload(as_editor, ("nepal", "One.", site), ("india", "Two.", site)))
    cells = ["profiles:2:website", "profiles:3:summary_en"]
    page = act(as_editor, record, "choose", page="1", row=["profiles:2"], cell=cells, _take="1")
    nepal.refresh_from_db()
    assert (nepal.summary_en, nepal.website, summary(india)) == ("Old.", site, "Old.")
    assert "1 entry now says what the file says." in words(page)
    assert [(row.entry, row.is_new) for row in page.context["outcome"].changed] == [(nepal, False)]
    assert f"/admin/profiles/entity/{nepal.pk}/change/" in words(page)
    assert f"/admin/profiles/entity/propose-together/?id={nepal.pk}" in words(page)


def test_the_choice_is_kept_from_page_to_page(as_editor, nepal, india, monkeypatch):
    monkeypatch.setattr(shown, "MOST_CELLS", 2)
    record = record_of(upload(as_editor, ("nepal", "One.", ""), ("india", "Two.", "")))
    answer = as_editor.post(f"{LIST}{record.pk}/choose/", {"page": "1", "_to": "2"})
    assert answer.url.endswith("?page=2#changes")
    page = as_editor.get(page_of(record) + "?page=2")
    assert [(str(line.entry), line.is_taken) for line in page.context["lines"]] == [("India", True)]
    assert page.context["ticked"] == shown.Taken(1, 1)
    act(as_editor, record, "choose", page="2", row="profiles:3", cell="profiles:3:summary_en", _take="1")
    assert (summary(nepal), summary(india)) == ("Old.", "Two.")


def test_every_page_is_within_reach_of_every_other(as_editor, nepal, india, editor, monkeypatch):
    monkeypatch.setattr(shown, "MOST_CELLS", 2)
    slugs = [factories.entity(f"x{number}").slug for number in range(12)]
    record = record_of(upload(as_editor, *((slug, "New.", "") for slug in slugs)))
    page = as_editor.get(page_of(record) + "?page=6")
    assert page.context["numbers"] == [1, "…", 4, 5, 6, 7, 8, "…", 12]
    assert '<button class="button" name="_to" value="12" aria-label="Page 12">' in words(page)
    importing.take_chosen(record, by=editor)
    assert '<a href="?page=12" aria-label="Page 12">' in words(as_editor.get(page_of(record) + "?page=6"))


def test_all_and_none_are_ticked_at_once_on_all_pages(as_editor, nepal, india, monkeypatch):
    monkeypatch.setattr(shown, "MOST_CELLS", 2)
    record = record_of(upload(as_editor, ("nepal", "One.", ""), ("india", "Two.", "")))
    assert act(as_editor, record, "choose", page="1", _none="1").context["ticked"] == shown.Taken(0, 0)
    assert act(as_editor, record, "choose", page="1", _all="1").context["ticked"] == shown.Taken(2, 2)


@pytest.mark.parametrize("row", [[], ["profiles:2"]])
def test_where_nothing_is_ticked_that_is_said_and_the_page_stays(as_editor, nepal, row):
    record = record_of(upload(as_editor, ("nepal", "One.", "")))
    page = act(as_editor, record, "choose", page="1", row=row, _take="1")
    assert page.status_code == 200
    assert page.redirect_chain[-1][0].endswith("?page=1#changes")
    assert "Nothing is ticked, so nothing was brought in." in words(page)
    assert Import.objects.get().state == "read"


def test_what_is_ticked_is_brought_in_from_the_head_of_the_rows_too(as_editor, nepal, india):
    record = record_of(upload(as_editor, ("nepal", "One.", "https://example.org/"), ("india", "Two.", "")))
    page = as_editor.get(page_of(record)).content.decode()
    head, _rows, foot = page.partition('<table class="exchange-rows choosing">')
    for part in (head, foot):
        assert part.count('name="_take"') == 1
        assert '<output data-of="rows">2</output>' in part
        assert '<output data-of="cells">3</output>' in part


def test_what_changed_meanwhile_is_said_and_nothing_written(as_editor, nepal):
    record = record_of(upload(as_editor, ("nepal", "New.", "")))
    Entity.objects.update(website="https://example.org/")
    page = act(as_editor, record, "choose", page="1", row="profiles:2", cell="profiles:2:summary_en", _take="1")
    assert "Changed since the file was read: Nepal." in words(page)
    assert summary(nepal) == "Old."


def test_a_new_row_says_which_cells_it_needs(as_editor):
    content = csv_file(("slug", "iso2", "name_en", "name_ar"), ("oman", "OM", "Oman", "عمان"))
    file = SimpleUploadedFile("profiles.csv", content)
    record = record_of(as_editor.post(ADD, {"file": file}))
    lines = as_editor.get(page_of(record)).context["lines"]
    assert [cell.column for cell in lines[0].cells if cell.is_needed] == ["slug", "name_en"]
    page = act(as_editor, record, "choose", page="1", row="profiles:2", cell="profiles:2:iso2", _take="1")
    assert page.context["record"].state == "taken", words(page)
    assert Entity.objects.get().name_ar == ""


# ── What takes long ────────


def test_a_page_of_what_waits_looks_again_until_it_is_done(as_editor, nepal, editor, settings, monkeypatch):
    settings.IMPORTER = "thread"
    monkeypatch.setattr(importwork, "SMALL", 0)
    monkeypatch.setattr(importwork, "FEW", 0)
    record = record_of(upload(as_editor, ("nepal", "One.", "")))
    page = words(as_editor.get(page_of(record)))
    assert "The file is being read." in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "It waits for its turn." in page
    Import.objects.update(stage="trying", done=30, total=120)
    page = words(as_editor.get(page_of(record)))
    assert '<progress aria-labelledby="progress" max="120" value="30">' in page
    assert "comparing entries: 30 of 120" in page
    importwork.work_on_all()
    assert "refresh" not in words(as_editor.get(page_of(record)))
    ticked = {"row": "profiles:2", "cell": "profiles:2:summary_en"}
    page = words(act(as_editor, record, "choose", page="1", _take="1", **ticked))
    assert "The file is being brought in." in page
    assert "_take" not in page
    importwork.work_on_all()
    assert summary(nepal) == "One."
    assert "It was brought in." in words(as_editor.get(page_of(record)))


def test_what_could_not_be_read_says_why_on_its_page(as_editor, settings, monkeypatch):
    settings.IMPORTER = "thread"
    monkeypatch.setattr(importwork, "SMALL", 0)
    record = record_of(as_editor.post(ADD, {"file": SimpleUploadedFile("a.csv", b"\n\n")}))
    importwork.work_on_all()
    page = words(as_editor.get(page_of(record)))
    assert "The file is empty" in page
    assert "Forget this file" in page


def test_what_was_wrong_is_still_said_once_the_rest_was_brought_in(as_editor, nepal):
    record = record_of(upload(as_editor, ("nepal", "One.", ""), ("atlantis", "Two.", "")))
    cells = ["profiles:2:summary_en"]
    page = act(as_editor, record, "choose", page="1", row=["profiles:2"], cell=cells, _take="1")
    assert "It was brought in." in words(page)
    assert "These rows were left out. Mend them in the file and bring it again." in words(page)
    assert {problem.row for problem in page.context["problems"]} == {3}


# ── Who ────────


def test_a_focal_point_sees_their_own_files_and_an_editor_all(client, nepal, editor):
    focal = factories.focal_point("kathmandu", nepal)
    client.force_login(focal)
    own = record_of(upload(client, ("nepal", "New.", "")))
    others = importing.read(csv_file(("slug", "summary_en"), ("nepal", "x")), name="profiles.csv", by=editor)
    assert [row.pk for row in client.get(LIST).context["cl"].result_list] == [own.pk]
    assert client.get(page_of(others)).status_code == 404
    client.force_login(editor)
    assert {row.pk for row in client.get(LIST).context["cl"].result_list} == {own.pk, others.pk}
    page = client.get(page_of(own))
    assert (page.status_code, page.context["may_choose"]) == (200, False)
    assert client.post(f"{LIST}{own.pk}/choose/", {"_take": "1"}).status_code == 403


@pytest.mark.parametrize("pk", ["x", "9" * 30, "0", "999999"])
def test_a_file_that_is_none_is_not_found(as_editor, pk):
    assert as_editor.get(f"{LIST}{pk}/change/").status_code == 404


def test_a_page_asks_as_often_for_many_entries_as_for_few(as_editor, editor):
    numbers = []
    for count in (1, 4):
        slugs = [f"p-{count}-{number}" for number in range(count)]
        for slug in slugs:
            factories.entity(slug)
        content = csv_file(("slug", "summary_en"), *((slug, "New.") for slug in slugs))
        record = importing.read(content, name="profiles.csv", by=editor)
        importing.take(record, by=editor)
        as_editor.get(page_of(record))
        with CaptureQueriesContext(connection) as captured:
            as_editor.get(page_of(record))
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]
