"""What stands here now, by the keys of what was compared."""

import pytest

from profiles.desk.exchange.comparison import Copy, name_of, standing
from profiles.desk.exchange.differences import compare
from profiles.desk.exchange.reading.files import read
from profiles.published.models import Source
from profiles.values.choices import EntryKind
from tests import factories
from tests.desk.exchange.steps import csv_file

pytestmark = pytest.mark.django_db


def test_what_was_compared_stands_until_somebody_changes_it(publisher):
    nepal, source = factories.entity("nepal"), factories.word(Source, "list", label_en="A list")
    meeting = factories.meeting("m1")
    files = {
        "profiles.csv": csv_file(
            ("slug", "iso2", "name_en", "summary_en"),
            ("nepal", nepal.iso2, nepal.name_en, "x"),
            ("oman", "OM", "O", ""),
        ),
        "meetings.csv": csv_file(("slug", "name_en"), ("m1", "New")),
        "sources.csv": csv_file(("code", "title_en"), ("list", "New"), ("new", "New")),
    }
    bases = {}
    for name, content in files.items():
        bases |= compare(read(content, name).rows, by=publisher).bases
    assert set(bases) == {str(nepal.uid), str(meeting.uid), "profiles:oman", "sources:list", "sources:new"}
    assert standing(bases) == bases
    for row, columns in ((nepal, {"summary_en": "y"}), (meeting, {"name_en": "y"}), (source, {"label_en": "y"})):
        type(row).objects.filter(pk=row.pk).update(**columns)
    factories.entity("oman")
    factories.word(Source, "new")
    now = standing(bases)
    assert all(now[key] != base for key, base in bases.items())


def test_facts_that_are_removed_are_left_out_of_what_will_stand():
    copy = Copy(
        EntryKind.PROFILE, 1, None, {"memberships": [{"uid": "1"}, {"uid": "2"}]}, removed={"memberships": ["1"]}
    )
    copy.leave_out_removed()
    assert copy.content["memberships"] == [{"uid": "2"}]


def test_an_entry_is_called_by_its_name_in_either_language_or_its_address():
    assert name_of({"name": {"en": "", "ar": "نيبال"}, "slug": "nepal"}) == "نيبال"
    assert name_of({"name": {"en": "", "ar": ""}, "slug": "nepal"}) == "nepal"
