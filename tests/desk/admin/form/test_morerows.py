"""Another row of facts without script: a button brings the form back with it, and saves nothing."""

import re

import pytest

from profiles.desk.admin.pages.deskpage import address
from profiles.desk.models import SavedCopy
from tests import factories
from tests.desk.admin.forms import DATED, added, edit, posted, url

pytestmark = pytest.mark.django_db


def forms_of(response, prefix):
    found = {group.formset.prefix: group.formset for group in response.context["inline_admin_formsets"]}
    return found[prefix].forms


@pytest.mark.parametrize("prefix", ["memberships", "responsible_entities", "role_terms", "affiliations"])
def test_a_row_comes_with_what_such_rows_begin_with_and_nothing_is_lost_or_saved(desk, prefix):
    entity = factories.entity(type=None)
    factories.responsible_entity(entity, "Ministry")
    before = len(forms_of(desk.get(url("change", entity.pk)), prefix))
    typed = {"summary_en": "Typed.", "website": "no address", "responsible_entities-0-start": "31 February"}
    page = edit(desk, entity, **typed, _add_row=prefix)
    assert page.status_code == 200
    rows = forms_of(page, prefix)
    assert len(rows) == before + 1
    assert rows[-1]["certainty"].value() == "stated"
    assert posted(page) == posted(page) | typed
    assert page.context["refused"] == []
    assert not any(form.errors for form in rows)
    [focused] = re.findall(r"<\w+[^>]* autofocus[^>]*>", page.content.decode())
    assert f'name="{prefix}-{before}-' in focused
    entity.refresh_from_db()
    assert entity.summary_en == "A summary."
    assert not SavedCopy.objects.of(entity).exists()


def test_what_is_typed_into_it_is_saved_with_the_form(desk):
    entity, chair = factories.entity(), factories.word(factories.Role, "chair")
    page = edit(desk, entity, _add_row="role_terms")
    assert f'<option value="{chair.pk}">Chair</option>' in page.content.decode()
    page = desk.post(url("change", entity.pk), posted(page) | {"role_terms-0-role": chair.pk, "_add_row": "role_terms"})
    saved = desk.post(url("change", entity.pk), posted(page) | {"_continue": "1"})
    assert saved.status_code == 302
    assert [str(term.role) for term in entity.role_terms.all()] == ["Chair"]


def test_a_new_profile_takes_rows_too(desk):
    page = desk.get(url("add"))
    page = desk.post(url("add"), posted(page) | {"name_en": "Typed", "_add_row": "affiliations"})
    assert page.context["adminform"].form["name_en"].value() == "Typed"
    assert len(forms_of(page, "affiliations")) == 1


@pytest.mark.parametrize(
    ("make", "prefix"),
    [(factories.meeting, "attendances"), (factories.paper, "parties"), (factories.programme, "parts")],
)
def test_so_do_other_entries(desk, make, prefix):
    entry = make()
    page = desk.get(address("change", entry))
    assert f'name="_add_row" value="{prefix}"' in page.content.decode()
    page = desk.post(address("change", entry), posted(page) | {"_add_row": prefix})
    assert len(forms_of(page, prefix)) == 1


def test_who_may_not_change_a_kind_gets_no_row_of_it(client):
    entity = factories.entity()
    client.force_login(factories.focal_point("focal", entity))
    html = client.get(url("change", entity.pk)).content.decode()
    assert re.findall(r'name="_add_row" value="(\w+)"', html) == ["responsible_entities", "affiliations"]
    page = edit(client, entity, _add_row="memberships")
    assert "memberships-1-type" not in page.content.decode()
    assert entity.memberships.count() == 1


@pytest.mark.parametrize("total", ["", "x", "-1", "٣", "99999"])
def test_a_number_of_rows_that_is_none_adds_none_and_saves_nothing(desk, total):
    entity = factories.entity()
    typed = {"affiliations-TOTAL_FORMS": total, "summary_en": "Typed."}
    page = edit(desk, entity, **typed, _add_row="affiliations")
    assert page.status_code == 200
    entity.refresh_from_db()
    assert entity.summary_en == "A summary."


def test_what_others_changed_meanwhile_is_told_with_what_is_wrong(desk, profile):
    page = desk.get(url("change", profile.pk))
    edit(desk, profile, summary_en="Theirs.")
    row = added("affiliations", 1, **DATED | {"start": "31 February"})
    page = desk.post(
        url("change", profile.pk), posted(page) | row | {"affiliations-TOTAL_FORMS": 2, "_add_row": "affiliations"}
    )
    assert [line.theirs for line in page.context["lines"]] == ["Theirs."]
    assert len(forms_of(page, "affiliations")) == 3


def test_an_added_responsible_entity_stands_behind_the_others(desk):
    entity = factories.entity()
    for number in range(3):
        factories.responsible_entity(entity, f"Office {number}", position=number)
    page = edit(desk, entity, _add_row="responsible_entities")
    typed = {"responsible_entities-3-name_en": "Newest", "responsible_entities-3-kind": "ministry"}
    saved = desk.post(url("change", entity.pk), posted(page) | typed | {"_continue": "1"})
    assert saved.status_code == 302
    found = list(entity.responsible_entities.values_list("name_en", "position"))
    assert found == [("Office 0", 0), ("Office 1", 1), ("Office 2", 2), ("Newest", 3)]
