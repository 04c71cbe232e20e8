"""Texts that are too long: nothing is cut, and it is said by how much."""

import pytest

from profiles.desk.models import Entity
from tests import factories
from tests.desk.admin.forms import edit, url

pytestmark = pytest.mark.django_db


def field(desk, entity, name):
    return desk.get(url("change", entity.pk)).context["adminform"].form.fields[name]


@pytest.mark.parametrize(("name", "limit"), [("summary_en", 400), ("name_en", 200), ("iso3", 3), ("website", 300)])
def test_no_field_cuts_what_is_pasted(desk, name, limit):
    attrs = field(desk, factories.entity(), name).widget.attrs
    assert (attrs.get("maxlength"), attrs["data-limit"]) == (None, limit)


def test_a_summary_that_is_too_long_is_refused_by_how_much_and_stays(desk):
    entity = factories.entity()
    response = edit(desk, entity, summary_en="x" * 600)
    assert response.context["adminform"].form.errors["summary_en"] == [
        "This is 200 characters too long: at most 400 fit. Nothing has been cut."
    ]
    assert "x" * 600 in response.content.decode()
    assert Entity.objects.get().summary_en == "A summary."


def test_one_character_too_much_is_said_as_one(desk):
    response = edit(desk, factories.entity(), summary_en="x" * 401)
    assert "1 character too long" in response.context["adminform"].form.errors["summary_en"][0]


def test_an_end_of_line_counts_once(desk):
    assert edit(desk, factories.entity(), summary_en="x" * 199 + "\r\n" + "x" * 200).status_code == 302


def test_the_rows_below_say_it_too(desk):
    entity = factories.entity()
    factories.responsible_entity(entity, "Ministry")
    response = edit(desk, entity, **{"responsible_entities-0-acronym_en": "A" * 31})
    assert [refusal.sentence for refusal in response.context["refused"]] == [
        "This is 1 character too long: at most 30 fit. Nothing has been cut."
    ]
