"""The parts of a form, in their order, each with what is wrong in it."""

import pytest

from tests import factories
from tests.desk.admin.forms import edit, url

pytestmark = pytest.mark.django_db


def parts(response):
    return {part.title: part for part in response.context["parts"]}


def test_a_profile_begins_with_what_matters_and_ends_with_its_codes(desk):
    assert list(parts(desk.get(url("change", factories.entity().pk)))) == [
        "Names",
        "More names",
        "What it is",
        "Memberships",
        "Summary and text",
        "Responsible entities",
        "Roles held",
        "Affiliations",
        "Website and logo",
        "Address and codes",
    ]


def test_each_part_is_on_the_page_under_its_anchor(desk):
    response = desk.get(url("change", factories.entity().pk))
    html = response.content.decode()
    for part in response.context["parts"]:
        assert f'href="#{part.anchor}"' in html
        assert html.count(f'id="{part.anchor}"') == 1


def test_a_part_in_which_something_is_missing_says_so(desk):
    draft = factories.entity(type=None, summary_en="", summary_ar="", name_ar="")
    response = desk.get(url("change", draft.pk))
    assert {title: part.missing for title, part in parts(response).items() if part.missing} == {
        "Names": 1,
        "Memberships": 1,
        "Summary and text": 1,
    }
    assert "to do before publishing" in response.content.decode()


def test_the_row_with_a_doubtful_year_marks_its_part(desk):
    entity = factories.entity(start="2551")
    assert parts(desk.get(url("change", entity.pk)))["Memberships"].missing == 1


def test_a_part_in_which_something_was_refused_says_how_much(desk):
    entity = factories.entity()
    factories.responsible_entity(entity, "Ministry")
    wrong = {"responsible_entities-0-start": "31 February", "responsible_entities-0-website": "none"}
    response = edit(desk, entity, website="none", **wrong)
    assert {title: part.refused for title, part in parts(response).items() if part.refused} == {
        "Responsible entities": 2,
        "Website and logo": 1,
    }
