"""What templates of admin ask the desk for."""

import datetime as dt

import pytest
from django.template import Context, Template

from tests import factories
from tests.desk.upkeep.questions import grown_old

pytestmark = pytest.mark.django_db


def rendered(template, rf, person, **context):
    request = rf.get("/admin/")
    request.user = person
    return Template("{% load desk %}" + template).render(Context({"request": request} | context))


def test_the_address_of_an_entrys_page_is_its_name_and_what_it_is_about(rf, editor):
    entity = factories.entity("nepal")
    assert rendered("{% desk_url entry 'review' 7 %}", rf, editor, entry=entity) == (
        f"/admin/profiles/entity/{entity.pk}/review/7/"
    )


def test_a_moment_is_told_with_its_zone(rf, editor):
    moment = dt.datetime(2026, 1, 2, 9, 5, tzinfo=dt.UTC)
    assert "2026-01-02 13:05 UTC+4" in rendered("{{ moment|moment }}", rf, editor, moment=moment)


def test_facts_that_grew_old_are_for_whoever_keeps_the_profile(rf, publisher, editor, time_machine):
    focal = factories.focal_point("focal", grown_old("nepal", time_machine, by=publisher))
    kept = "{% desk_stale as lines %}{% for line in lines %}{{ line.profile.entity.slug }}{% endfor %}"
    assert [rendered(kept, rf, person) for person in (editor, focal)] == ["", "nepal"]
