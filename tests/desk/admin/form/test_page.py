"""What stands around the fields: the head, the bar to save, and where saving leads."""

import re

import pytest
from django.urls import reverse

from profiles.desk.admin.pages.deskpage import address
from profiles.desk.verbs import proposing
from tests import factories
from tests.desk.admin.forms import edit, posted, url

pytestmark = pytest.mark.django_db


def test_the_head_says_where_it_stands_and_what_comes_next(desk, proposal, entity):
    html = desk.get(url("change", entity.pk)).content.decode()
    assert "Proposed by kathmandu" in html
    assert f'class="step" href="{url("review", entity.pk, proposal.pk)}"' in html


def test_a_new_entry_has_no_head_and_no_tools(desk):
    response = desk.get(url("add"))
    assert "standing" not in response.context
    assert "entry-tools" not in response.content.decode()


def test_what_is_missing_leads_to_its_field(desk):
    draft = factories.entity(type=None)
    html = desk.get(url("change", draft.pk)).content.decode()
    assert '<a href="#memberships-group">' in html


def test_the_reason_of_a_return_stands_on_the_form_until_it_is_proposed_anew(
    client, entity, focal, proposal, publisher
):
    proposing.return_(proposal, by=publisher, reason="Which source?")
    client.force_login(focal)
    assert "Which source?" in client.get(url("change", entity.pk)).content.decode()
    entity.body_en = "<p>Another.</p>"
    entity.save()
    proposing.propose(entity, by=focal, message="The gazette.")
    assert "Which source?" not in client.get(url("change", entity.pk)).content.decode()


def test_there_is_one_bar_to_save_and_it_begins_with_going_on(desk):
    html = desk.get(url("change", factories.entity().pk)).content.decode()
    html = re.sub("<noscript>.*?</noscript>", "", html)
    names = [name for name in ("_continue", "_save", "_addanother") if html.count(f'name="{name}"') == 1]
    assert names == ["_continue", "_save", "_addanother"]
    assert html.index('name="_continue"') < html.index('name="_save"')


def test_who_only_reads_finds_no_bar_to_save(client, administrator):
    entity = factories.entity()
    client.force_login(administrator)
    html = client.get(url("change", entity.pk)).content.decode()
    assert 'name="_continue"' not in html
    assert "Close" in html


def test_who_saves_on_the_way_to_a_tool_goes_on_to_it(desk):
    entity = factories.entity()
    assert edit(desk, entity, summary_en="New.", _then="propose").url == url("propose", entity.pk)


@pytest.mark.parametrize("page", ["public", "review", "restore_copy", "//example.org", ""])
def test_saving_leads_to_no_other_place(desk, page):
    entity = factories.entity()
    assert edit(desk, entity, summary_en="New.", _then=page).url == url("change", entity.pk)


def test_saving_leads_to_no_page_without_the_right(client, editor):
    entity = factories.entity()
    client.force_login(editor)
    assert edit(client, entity, summary_en="New.", _then="publish").url == url("change", entity.pk)


@pytest.mark.parametrize("name", ["meeting", "paper", "programme", "text"])
def test_other_entries_have_the_same_head(desk, name):
    entry = getattr(factories, name)()
    response = desk.get(address("change", entry))
    assert "Never published." in response.content.decode()
    assert response.context["parts"][0].title.startswith("The ")


def test_in_a_refused_form_the_head_speaks_of_what_is_stored(desk):
    entity = factories.entity()
    response = edit(desk, entity, summary_en="", summary_ar="", website="none")
    assert response.context["standing"].problems == []


def test_a_stale_form_says_in_its_table_what_others_changed(desk, profile):
    page = desk.get(url("change", profile.pk))
    type(profile).objects.filter(pk=profile.pk).update(name_ar="اسم آخر")
    response = desk.post(url("change", profile.pk), posted(page) | {"website": "none"})
    assert [refusal.anchor for refusal in response.context["refused"]] == ["id_website"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_costs_a_fixed_number_of_queries(desk, publisher, django_assert_max_num_queries, number):
    entity = factories.published(by=publisher)
    for row in range(number):
        factories.responsible_entity(entity, f"Unit {row}")
    desk.get(reverse("admin:index"))
    with django_assert_max_num_queries(37):
        desk.get(url("change", entity.pk))
