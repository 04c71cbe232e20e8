"""What saving and publishing ask for is said at the field, before anything is refused."""

import pytest
from django.urls import reverse

from profiles.desk import checks, entries, workingcopy
from profiles.desk.admin.form.needed import NEEDED
from profiles.values.choices import EntryKind
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db

EMPTY = {
    EntryKind.PROFILE: lambda: factories.entity(type=None, name_en="", name_ar="", summary_en="", summary_ar=""),
    EntryKind.MEETING: lambda: factories.meeting(name_en="", name_ar=""),
    EntryKind.TEXT: lambda: factories.text(name_en="", name_ar="", body_en="", body_ar=""),
    EntryKind.PAPER: lambda: factories.paper(kind="agreement", name_en="", name_ar="", url=""),
    EntryKind.PROGRAMME: lambda: factories.programme(name_en="", name_ar=""),
}


@pytest.mark.parametrize("kind", EntryKind)
def test_all_that_publishing_asks_of_an_empty_entry_is_marked(kind):
    asked = {problem.field for problem in checks.problems(workingcopy.document(EMPTY[kind]()))}
    names = {field.removeprefix("id_").removesuffix("-group") for field in asked}
    assert names <= NEEDED[kind].keys()


@pytest.mark.parametrize("kind", EntryKind)
def test_the_form_of_each_kind_says_it_in_words(desk, kind):
    model = entries.MODELS[kind]
    form = desk.get(reverse(f"admin:profiles_{model._meta.model_name}_add")).context["adminform"].form
    assert "needed to save" in form["slug"].label
    assert "needed to publish" in form["name_ar"].label


def test_what_is_chosen_already_is_not_asked_for(desk):
    form = desk.get(reverse("admin:profiles_meeting_add")).context["adminform"].form
    assert "needed" not in form["certainty"].label
    assert "needed to save" in form["kind"].label


def test_rows_that_publishing_asks_for_say_so(desk):
    assert "One at least is needed to publish." in desk.get(url("add")).content.decode()


def test_what_only_one_kind_of_profile_needs_says_of_which(desk):
    form = desk.get(url("add")).context["adminform"].form
    assert "of a state: needed to save" in form["iso2"].label
    assert "of an organization: needed to save" in form["organization_kind"].label


def test_a_responsible_entity_says_that_it_needs_a_name(desk):
    page = desk.get(url("change", factories.responsible_entity(factories.entity()).entity.pk))
    formsets = {inline.formset.prefix: inline.formset for inline in page.context["inline_admin_formsets"]}
    (form,) = formsets["responsible_entities"].forms
    for name in ("name_en", "name_ar"):
        assert "needed to save, in one language at least" in form[name].label
