"""The tables of a release: those of the files of today, each with a key; and which columns tell a change."""

import pytest
from django.conf import settings
from django.http import QueryDict

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from profiles.reading.reading import Reading
from profiles.site.files.columns import Type
from profiles.site.files.tables import TABLES
from profiles.site.releases import tables
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(nepal):
    return {table.name: table for table in tables.tables(Reading.now())}


def test_every_file_of_today_is_a_table_and_the_documents_are_one(found):
    assert list(found) == [*(table.name for table in TABLES), "entries"]


def test_each_has_a_key_by_which_its_rows_are_told_apart(real_directory):
    for table in tables.tables(Reading.now()):
        names = [column.name for column in table.columns]
        places = [names.index(name) for name in table.traits.key]
        keys = [tuple(row[place] for place in places) for row in table.cells()]
        assert len(set(keys)) == len(keys) > 0, table.name


def test_what_a_release_knows_of_columns_is_of_columns_that_there_are(found):
    for table in found.values():
        names = {column.name for column in table.columns}
        traits = table.traits
        assert {*traits.key, *traits.leads_to, *traits.unique, *traits.sought} <= names
        for start in traits.follow:
            assert any(name.startswith(start) for name in names), (table.name, start)
        for other, key in traits.leads_to.values():
            assert key in {column.name for column in found[other].columns}


def test_keys_tell_and_what_follows_from_the_day_does_not(found):
    for table in found.values():
        assert set(table.traits.key) <= set(table.telling)
        assert not {"as_of", "held", "licence", "address"} & set(table.telling)
    assert {"name_en", "joined", "version", "digest"} <= set(found["members"].telling)
    assert not {"standing", "roles", "body_iom", "membership_start"} & set(found["members"].telling)
    assert {"version", "digest", "published"} <= set(found["facts"].telling)
    assert {"profiles", "others"} <= set(found["sources"].telling)


def test_the_guide_names_every_column_that_tells_no_change(found):
    guide = (settings.BASE_DIR / "docs" / "opendata.md").read_text()
    said = guide.partition("**Differences.**")[2].partition("Files are answered")[0]
    for table in found.values():
        for start in (*tables.ALWAYS, *table.traits.follow):
            assert f"`{start}" in said, (table.name, start)


def test_documents_are_of_every_kind_and_as_stored(nepal, publisher):
    factories.published(factories.text("about"), by=publisher)
    rows = list(tables.entries(Reading.now()).cells())
    assert [row[:3:2] for row in rows] == [["meeting", "first"], ["profile", "nepal"], ["text", "about"]]
    assert all(row[5].startswith("{") for row in rows)


def test_roles_are_those_of_the_file_of_today_by_profile(directory):
    reading = Reading.now()
    (today,) = (table for table in TABLES if table.name == "roles")
    (kept,) = (table for table in tables.tables(reading) if table.name == "roles")
    rows = list(today.fill(reading, "http://testserver", QueryDict()).cells())
    assert len(rows) == 2
    assert sorted(row[:6] for row in kept.cells()) == sorted(row[:6] for row in rows)


def test_rows_that_were_stored_read_as_they_were(found):
    facts = found["facts"]
    read = list(facts.cells())
    stored = [tuple(int(value) if isinstance(value, bool) else value for value in row) for row in read]
    assert list(facts.holding(stored).cells()) == read
    assert any(column.type == Type.BOOLEAN for column in facts.columns)


def test_a_withdrawn_profile_is_in_no_table(found, publisher):
    publishing.withdraw(Entity.objects.get(slug="nepal"), by=publisher, reason=("Merged.", "دُمج."))
    for table in tables.tables(Reading.now()):
        if table.name in ("members", "facts", "entries"):
            uids = [column.name for column in table.columns].index("entity_uid" if table.name == "facts" else "uid")
            assert str(Entity.objects.get(slug="nepal").uid) not in [row[uids] for row in table.cells()]
