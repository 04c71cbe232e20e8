"""What differs between two documents of entries that name somebody: meetings, documents, programmes."""

import pytest
from django.utils import translation

from profiles.desk import workingcopy
from profiles.published import diff
from tests import factories

pytestmark = pytest.mark.django_db


def found(entry, **columns):
    """What a change of some columns of an entry, or of its only fact, reads as."""
    before = workingcopy.document(entry)
    (key,) = workingcopy.shape_of(entry).facts
    fact = getattr(entry, key).first()
    for row in (entry, fact):
        for name, value in columns.items():
            if hasattr(row, name):
                setattr(row, name, value)
        row.save()
    entry.refresh_from_db()
    with translation.override("en"):
        return [
            (change.where, change.before, change.after) for change in diff.changes(before, workingcopy.document(entry))
        ]


@pytest.fixture
def agreement():
    paper = factories.paper(kind="agreement")
    factories.party(paper, "nepal")
    return paper


@pytest.fixture
def programme():
    programme = factories.programme(state="running")
    factories.part(programme, "nepal")
    return programme


@pytest.mark.parametrize(
    ("columns", "change"),
    [
        ({"kind": "report"}, ("kind", "Agreement", "Report")),
        ({"day": "2009"}, ("adopted or signed on", "22 Jan. 2008", "2009")),
        ({"languages": "en ar"}, ("languages of the text", "", "en ar")),
        ({"meeting_slug": "m1"}, ("meeting", "", "m1")),
        ({"url": "https://example.org/a"}, ("where the text is", "https://example.org/text", "https://example.org/a")),
        ({"archived_url": "https://example.org/a"}, ("archived address", "", "https://example.org/a")),
        ({"summary_ar": "<p>نص</p>"}, ("summary, Arabic", "", "نص")),
        ({"entity_slug": "oman"}, ("party: Nepal, profile", "nepal", "oman")),
    ],
)
def test_what_changes_of_a_document_is_said_under_its_name(agreement, columns, change):
    assert found(agreement, **columns) == [change]


@pytest.mark.parametrize(
    ("columns", "change"),
    [
        ({"state": "completed"}, ("state", "Running", "Completed")),
        ({"part": "lead"}, ("part in the programme: Nepal, part", "Partner", "Lead")),
        ({"start_by": "2016"}, ("part in the programme: Nepal", "not stated – today", "2016 or earlier – today")),
    ],
)
def test_what_changes_of_a_programme_is_said_under_its_name(programme, columns, change):
    assert found(programme, **columns) == [change]


def test_who_came_is_said_in_a_line_with_what_it_is_there_and_its_dates(programme, agreement):
    before = workingcopy.document(programme)
    factories.part(programme, "oman", "funder", start="2015")
    factories.part(programme, "qatar", "lead")
    with translation.override("en"):
        lines = [(change.where, change.after) for change in diff.changes(before, workingcopy.document(programme))]
    assert sorted(lines) == [
        ("part in the programme", "Oman, Funder, 2015 – today"),
        ("part in the programme", "Qatar, Lead"),
    ]
    blank = workingcopy.document(factories.paper("other", kind="agreement"))
    with translation.override("en"):
        told = [(change.where, change.after) for change in diff.changes(blank, workingcopy.document(agreement))]
    assert ("party", "Nepal") in told
