import datetime as dt
import json
from uuid import UUID

import pytest

from profiles.desk.backups import tables
from profiles.desk.models import Event, Import
from tests import factories

MOMENT = dt.datetime(2026, 11, 30, 1, 2, 3, 456789, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (MOMENT, "2026-11-30T01:02:03.456789+00:00"),
        (MOMENT.astimezone(dt.timezone(dt.timedelta(hours=4))), "2026-11-30T01:02:03.456789+00:00"),
        (MOMENT.date(), "2026-11-30"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        (memoryview(b"\x00\xff"), "AP8="),
    ],
)
def test_what_json_cannot_say_is_text(value, text):
    assert tables.as_json(value) == text


def test_what_has_no_text_is_refused():
    with pytest.raises(TypeError, match="complex has no text here"):
        tables.as_json(1j)


@pytest.mark.django_db
def test_every_column_of_every_kind_comes_back(editor):
    found = tables.tables(tables.migrations_of())
    Event.objects.create(verb="published", subject="«ü»\n", at=MOMENT, details={"z": [1.5, None], "a": True})
    Import.objects.create(name="a.csv", digest="x", author=editor, at=MOMENT, content=b"\x00\xff", state="waiting")
    for label in ("profiles.event", "profiles.import"):
        model = found[label]
        (line,) = tables.lines(model)
        row = json.loads(line)
        assert row["at"] == "2026-11-30T01:02:03.456789+00:00"
        model._base_manager.all().delete()
        assert tables.insert(model, [line]) == tables.tally([line])
        assert list(tables.lines(model)) == [line]


@pytest.mark.django_db
def test_leaves_are_what_nothing_else_rests_on():
    applied = tables.migrations_of()
    found = tables.leaves(applied)
    assert len({app for app, _name in found}) == len(found)
    with pytest.raises(KeyError, match=r"published\.9999"):
        tables.leaves([*applied, ["published", "9999"]])


@pytest.mark.django_db
def test_what_migrating_made_is_not_in_the_way():
    found = tables.tables(tables.migrations_of())
    assert tables.filled(found) == []
    factories.entity()
    assert "profiles.entity" in tables.filled(found)
