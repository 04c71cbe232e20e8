"""What was refused is listed on top, each with its field."""

import pytest

from tests import factories
from tests.desk.admin.forms import DATED, added, edit

pytestmark = pytest.mark.django_db


def refused(response):
    return [(refusal.about, refusal.anchor) for refusal in response.context["refused"]]


def test_each_field_of_the_form_and_of_its_rows_is_named_with_its_place(desk):
    entity = factories.entity()
    factories.responsible_entity(entity, "Ministry")
    response = edit(
        desk,
        entity,
        website="no address",
        **{
            "responsible_entities-TOTAL_FORMS": 2,
            "responsible_entities-0-start": "31 February",
            **added("responsible_entities", 1, **DATED | {"kind": "unit", "position": 1}),
        },
    )
    assert refused(response) == [
        ("Website", "id_website"),
        ("Responsible entity Ministry: From", "id_responsible_entities-0-start"),
        ("Responsible entity (new): Official name, in English", "id_responsible_entities-1-name_en"),
    ]
    html = response.content.decode()
    assert "<title>Error: " in html.replace("<title>\n", "<title>")
    assert 'href="#id_responsible_entities-0-start"' in html
    assert "Please correct" not in html


def test_a_new_row_is_called_what_was_typed(desk):
    entity = factories.organization("iom")
    typed = added("responsible_entities", 0, **DATED | {"name_en": "Ministry of Labour", "kind": "", "position": 0})
    role = added("role_terms", 0, **DATED | {"role": "", "start": "2008"})
    response = edit(
        desk, entity, **typed, **role, **{"responsible_entities-TOTAL_FORMS": 1, "role_terms-TOTAL_FORMS": 1}
    )
    assert [(refusal.about, refusal.sentence) for refusal in response.context["refused"]] == [
        ("Ministry of Labour: Kind", "Choose a kind."),
        ("Role held (new): Role", "This field is required."),
    ]


def test_what_is_wrong_with_rows_together_leads_to_all_of_them(desk):
    entity = factories.entity()
    observer = factories.word(factories.MemberType, "observer")
    row = added("memberships", 1, **DATED | {"type": observer.pk, "start": "2010"})
    response = edit(desk, entity, **{"memberships-TOTAL_FORMS": 2, **row})
    assert refused(response) == [("Membership", "memberships-group")]


def test_what_is_wrong_with_a_whole_row_leads_to_it(desk):
    entity = factories.entity()
    response = edit(desk, entity, **{"memberships-0-start": "2010", "memberships-0-end": "2008"})
    [(about, anchor)] = refused(response)
    assert about.startswith("Membership ")
    assert anchor in ("memberships-0", "id_memberships-0-end")


def test_nothing_is_refused_on_a_form_that_is_opened(desk):
    from tests.desk.admin.forms import url

    assert desk.get(url("change", factories.entity().pk)).context["refused"] == []
