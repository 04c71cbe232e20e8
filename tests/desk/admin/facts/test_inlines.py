"""The dated facts below a profile's form."""

import pytest

from tests import factories
from tests.desk.admin.forms import DATED, added, edit, url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("start", ["2008-13", "2008-02-30", "January", "99999", "0000", "2008"])
@pytest.mark.parametrize("end", ["32/01/2008", "2008/01/32"])
def test_two_dates_of_which_one_is_none_are_refused_in_words(desk, start, end):
    entity = factories.entity()
    role = factories.word(factories.Role, "chair")
    row = added("role_terms", 0, **DATED | {"role": role.pk, "start": start, "end": end})
    response = edit(desk, entity, **{"role_terms-TOTAL_FORMS": 1, **row})
    html = response.content.decode()
    assert response.status_code == 200
    assert f'value="{start}"' in html
    assert f'value="{end}"' in html
    assert f"“{end}” is not" in html


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"start": "2010", "end": "2009"}, "The end is before the start."),
        ({"start": "2010"}, "Two memberships hold at one time"),
        ({"start": "2010", "end": "2011", "ended": "on"}, "leave “ended” unticked"),
    ],
)
def test_impossible_memberships_are_refused_in_words(desk, columns, message):
    entity = factories.entity()
    observer = factories.word(factories.MemberType, "observer")
    response = edit(
        desk,
        entity,
        **{
            "memberships-TOTAL_FORMS": 2,
            **added("memberships", 1, **DATED | {"type": observer.pk} | columns),
        },
    )
    assert response.status_code == 200
    assert message in response.content.decode()
    assert entity.memberships.count() == 1


def test_a_row_says_what_has_to_be_filled_in(desk):
    page = desk.get(url("change", factories.organization("iom").pk))
    forms = {group.formset.prefix: group.formset.empty_form for group in page.context["inline_admin_formsets"]}
    needed = {
        (prefix, bound.name) for prefix, form in forms.items() for bound in form if "needed to save" in bound.label
    }
    assert needed == {
        ("memberships", "type"),
        ("responsible_entities", "name_en"),
        ("responsible_entities", "name_ar"),
        ("responsible_entities", "kind"),
        ("role_terms", "role"),
        ("affiliations", "body"),
    }


def test_a_place_that_is_left_empty_is_the_first(desk):
    entity = factories.entity()
    for place, name in enumerate(["Ministry", "Agency"]):
        factories.responsible_entity(entity, name, position=place)
    assert edit(desk, entity, **{"responsible_entities-1-position": ""}).status_code == 302
    assert list(entity.responsible_entities.values_list("name_en", "position")) == [("Ministry", 0), ("Agency", 1)]
