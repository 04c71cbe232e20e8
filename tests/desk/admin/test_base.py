"""What all admin pages share."""

import pytest
from django.urls import reverse

from tests import factories
from tests.desk.admin.forms import edit, url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lookup", ["name_en__regex=(", "name_en__iregex=(", "memberships__start__regex=["])
def test_a_list_is_not_filtered_by_a_regular_expression(desk, lookup):
    assert desk.get(f"{url('changelist')}?{lookup}").status_code == 400


@pytest.mark.parametrize(("prefix", "words"), [("", "Name, in English"), ("/ar", "بالإنجليزية")])
def test_a_field_of_one_language_says_which_and_runs_in_its_direction(desk, prefix, words):
    fields = desk.get(prefix + url("add")).context["adminform"].form.fields
    assert words in fields["name_en"].label
    for name, attributes in (("name_en", ("en", "ltr")), ("name_ar", ("ar", "rtl")), ("body_ar", ("ar", "rtl"))):
        assert tuple(fields[name].widget.attrs[key] for key in ("lang", "dir")) == attributes
    assert "lang" not in fields["slug"].widget.attrs


def test_a_pair_that_may_only_be_read_is_called_the_same(client):
    entity = factories.published()
    client.force_login(factories.focal_point("focal", entity))
    page = client.get(url("change", entity.pk))
    assert "name_en" not in page.context["adminform"].form.fields
    assert "Name, in English" in page.content.decode()


def test_the_page_of_a_form_allows_what_its_text_editor_needs_and_other_pages_do_not(desk):
    form, other = (desk.get(url(page))["Content-Security-Policy"] for page in ("add", "changelist"))
    assert "'sha256-" in form
    assert "'sha256-" not in other


OVERRIDE = "a\u202eb"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("published_source_add", "label_en"),
        ("published_source_add", "publisher"),
        ("published_thematicarea_add", "description_ar"),
        ("published_body_add", "acronym_en"),
        ("profiles_meeting_add", "place_ar"),
        ("profiles_text_add", "name_ar"),
        ("profiles_entity_add", "other_names_ar"),
        ("profiles_entity_add", "native_name"),
    ],
)
def test_every_form_refuses_what_turns_the_direction_of_text_and_keeps_it(desk, name, field):
    kinds = ("memberships", "responsible_entities", "role_terms", "affiliations")
    counts = {f"{kind}-{count}_FORMS": 0 for kind in kinds for count in ("TOTAL", "INITIAL")}
    response = desk.post(reverse(f"admin:{name}"), {field: OVERRIDE} | counts)
    assert "turn the direction of text" in response.context["adminform"].form.errors[field][0]
    assert OVERRIDE in response.content.decode()


def test_so_do_the_rows_below_a_profile_and_accounts(desk, client, administrator):
    entity = factories.entity()
    assert "turn the direction" in edit(desk, entity, **{"memberships-0-note_ar": OVERRIDE}).content.decode()
    client.force_login(administrator)
    row = factories.person("somebody")
    address = reverse("admin:profiles_user_change", args=[row.pk])
    data = {"username": "somebody", "first_name": OVERRIDE, "language": "en", "email": row.email}
    data |= {f"assignments-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    assert "turn the direction" in client.post(address, data).content.decode()
