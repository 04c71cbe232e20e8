"""What all admin pages share."""

import pytest

from tests import factories
from tests.desk.admin.forms import url

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
