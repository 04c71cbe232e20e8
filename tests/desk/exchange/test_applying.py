"""What changes is written, and what does not is left alone."""

import pytest

from profiles.desk.exchange import applying
from profiles.desk.models import Entity, ResponsibleEntity
from tests import factories
from tests.desk.exchange.test_differences import of

pytestmark = pytest.mark.django_db


def test_only_rows_that_change_are_written(editor):
    entity = factories.entity("nepal")
    one, _two = (factories.responsible_entity(entity, name) for name in ("One", "Two"))
    # A row that broke a rule before the rule was there stands in nobody's way.
    ResponsibleEntity.objects.filter(pk=one.pk).update(website="no address")
    rows = [("profile", "name_en", "name_ar"), ("nepal", "Two", "اثنان")]
    found, _problems = of("responsible_entities", editor, *rows)
    applying.write(str(entity.uid), found.copies[str(entity.uid)])
    names = ResponsibleEntity.objects.order_by("pk").values_list("name_en", "name_ar", "website")
    assert list(names) == [("One", "", "no address"), ("Two", "اثنان", "")]


def test_themes_are_written_with_the_entry(editor):
    entity = factories.entity("nepal")
    entity.areas.add(factories.area("gender"))
    factories.area("skills")
    found, _problems = of("profiles", editor, ("slug", "areas"), ("nepal", "skills"))
    written = applying.write(str(entity.uid), found.copies[str(entity.uid)])
    assert [area.code for area in written.areas.all()] == ["skills"]
    assert Entity.objects.get().name == entity.name
