"""Tables as Excel reads them: real dates where they are whole, sheets that go on where one is full."""

import datetime as dt
import io
import re
import threading
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from profiles.site.files import workbooks
from tests.site.files.test_formats import ABOUT, ROWS, TYPES, filled, row


def workbook(*tables) -> bytes:
    return b"".join(workbooks.workbook(ABOUT, *tables))


def sheets(content: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_cells_are_what_they_are_and_never_guessed():
    table = sheets(workbook(filled(ROWS)))["Facts"]
    assert table == [
        list(TYPES),
        ["'=نيبال", 1, True, dt.date(2026, 11, 25), "2008"],
        ["a,b\r\nc", 0, False, "", ""],
        ["", "", "", "", dt.date(2008, 1, 21)],
    ]


def test_a_date_that_excel_cannot_count_or_that_is_not_whole_is_a_text():
    dates = ["2008-01", "1899-12-31", "1900-02-28", "1900-03-01"]
    table = sheets(workbook(filled([row(start=date) for date in dates])))["Facts"]
    assert [line[-1] for line in table[1:]] == ["2008-01", "1899-12-31", "1900-02-28", dt.date(1900, 3, 1)]


def test_a_sheet_goes_on_where_one_is_full(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    found = sheets(workbook(filled(row(number=number) for number in range(4)), filled([], "roles")))
    assert list(found) == ["Facts", "Facts 2", "Roles", "About", "Columns"]
    assert [line[1] for line in found["Facts"] + found["Facts 2"]] == ["number", 0, 1, "number", 2, 3]
    assert found["Roles"] == [list(TYPES)]


def test_it_says_what_it_is_and_what_each_column_means():
    found = sheets(workbook(filled(ROWS), filled([], "roles")))
    assert found["About"] == [["As of", "2026-11-25"]]
    assert found["Columns"][1] == ["facts", "text", "string", "What text is."]
    assert found["Columns"][-1] == ["roles", "start", "partial_date", "What start is."]


def test_the_head_of_each_table_stays_in_sight():
    book = zipfile.ZipFile(io.BytesIO(workbook(filled(ROWS))))
    pane = re.search(r"<pane [^>]*>", book.read("xl/worksheets/sheet1.xml").decode())[0]
    assert 'ySplit="1"' in pane
    assert 'state="frozen"' in pane


def test_a_few_are_made_at_a_time_and_sent_beside_others():
    now, most, lock = [0], [0], threading.Lock()
    # Each waits for as many as may be made beside it, so that how busy the machine is says nothing.
    together = threading.Barrier(workbooks.AT_ONCE)

    def made():
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        together.wait(60)
        with lock:
            now[0] -= 1
        yield from (b"a", b"b")

    threads = [threading.Thread(target=lambda: list(workbooks.by_turns(made()))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [workbooks.AT_ONCE]
    sent = [workbooks.by_turns(iter((b"a", b"b"))) for _ in range(4)]
    assert [next(chunks) for chunks in sent] == [b"a"] * 4


def test_one_that_cannot_be_made_gives_its_turn_back():
    for _ in range(workbooks.AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError):
            next(workbooks.by_turns(1 // number for number in [0]))


def test_each_table_can_be_filtered_and_reads_as_its_language_does():
    sheet = sheet_of(ABOUT)
    assert '<autoFilter ref="A1:E4"' in sheet
    assert "rightToLeft" not in sheet
    assert 'rightToLeft="1"' in sheet_of(ABOUT._replace(right_to_left=True))


def test_columns_are_as_wide_as_their_heads_and_what_they_hold():
    widths = re.findall(r'<col min="(\d)" max="\d" width="(\d+)', sheet_of(ABOUT))
    assert dict(widths) == {"1": "18", "2": "10", "3": "8", "4": "12"}


def sheet_of(about) -> str:
    content = b"".join(workbooks.workbook(about, filled(ROWS)))
    return zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
