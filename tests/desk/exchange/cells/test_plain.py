"""Rich text in a cell without marks: what was not touched stays as it is to the letter."""

import pytest
from django.core.exceptions import ValidationError

from profiles.desk.exchange.cells.plain import plain, read
from profiles.desk.exchange.tables import SHEETS
from profiles.desk.models import Entity
from profiles.published.models import Source
from profiles.values.allowlist import clean
from tests import factories
from tests.desk.exchange.factsheets.sheets import Form

BODY = SHEETS["profiles"].by_name["body_en"].field
TABLE = "<table><tbody><tr><th>Year</th><td>2008</td></tr><tr><th>Place</th><td>Abu Dhabi</td></tr></tbody></table>"
HTML = (
    "<h2>Origin</h2>"
    '<p>In <a href="https://x.example/">2008</a> <strong>ten</strong> states &amp; more.'
    '<sup data-source="list"></sup></p>'
    "<ul><li>One</li><li>Two<ol><li>Half</li></ol></li></ul>"
    f'{TABLE}<p>10<sup>6</sup> workers<br>each year.<sup data-source="b"></sup><sup data-source="list"></sup></p>'
)
SHOWN = """Origin

In 2008 ten states & more.[1]

• One
• Two
1. Half

Year | 2008
Place | Abu Dhabi

10⁶ workers
each year.[2][1]"""


def test_a_ministry_sees_no_marks():
    assert clean(HTML, (2, 3)) == HTML
    assert plain(HTML) == SHOWN


def test_what_was_not_touched_is_the_same_html():
    assert read(SHOWN, HTML, BODY) == HTML
    assert read(SHOWN.replace("\n", " \n "), HTML, BODY) == HTML


def test_a_paragraph_that_was_touched_is_a_paragraph_with_its_footnotes():
    found = read(SHOWN.replace("ten states", "eleven states"), HTML, BODY)
    assert found == HTML.replace(
        '<p>In <a href="https://x.example/">2008</a> <strong>ten</strong> states',
        "<p>In 2008 eleven states",
    )


@pytest.mark.parametrize(
    ("old", "new", "html"),
    [
        ("Origin", "How it began", HTML.replace("Origin", "How it began")),
        (
            "• Two\n1. Half",
            "• Two\n• Three",
            HTML.replace("<li>Two<ol><li>Half</li></ol></li>", "<li>Two</li><li>Three</li>"),
        ),
        ("Origin", "Origin\n\nA < b, [7].", HTML.replace("</h2>", "</h2><p>A &lt; b, [7].</p>")),
        ("\n\n10⁶ workers\neach year.[2][1]", "", HTML[: HTML.index("<p>10")]),
        ("Origin", "Origin\n\n1. Yes\n2. No", HTML.replace("</h2>", "</h2><ol><li>Yes</li><li>No</li></ol>")),
    ],
)
def test_what_is_new_is_read_as_it_looks_beside_what_stays(old, new, html):
    assert read(SHOWN.replace(old, new, 1), HTML, BODY) == html


def test_a_list_keeps_how_it_counts():
    html = '<ol type="a"><li>One</li><li>Two</li></ol>'
    assert plain(html) == "a. One\nb. Two"
    assert read("a. One\nb. Three\nc. Four", html, BODY) == html.replace("Two", "Three</li><li>Four")


@pytest.mark.parametrize("text", [SHOWN.replace("Abu Dhabi", "Dubai"), SHOWN.replace("Year | 2008\n", ""), "New."])
def test_a_table_is_not_changed_by_a_cell(text):
    with pytest.raises(ValidationError, match=r"A table is not changed in a cell: leave “Year \| 2008”"):
        read(text, HTML, BODY)


@pytest.mark.django_db
def test_a_fact_sheet_changes_the_paragraph_that_was_touched_alone(editor):
    for code in ("list", "b"):
        factories.word(Source, code)
    entity = factories.entity("nepal", body_en=HTML)
    form = Form(entity)
    assert SHOWN in [row[2] for row in form.cells["Profile"] if len(row) > 2]
    form.say("Text (English)", SHOWN.replace("Origin", "How it began"))
    found, problems = form.back(editor)
    ((cell,),) = (change.cells for change in found.changes)
    assert (problems, cell.after) == ([], HTML.replace("Origin", "How it began"))


@pytest.mark.django_db
def test_it_says_the_same_where_what_was_sent_is_lost(editor):
    for code in ("list", "b"):
        factories.word(Source, code)
    form = Form(factories.entity("nepal", body_en=HTML))
    del form.cells["addportal"]
    found, problems = form.back(editor)
    assert (problems, found.changes) == ([], [])
    assert Entity.objects.get().body_en == HTML
