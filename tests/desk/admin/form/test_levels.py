"""What a form says of its translations, at the field and above it, and how complete the profile is."""

import pytest

from profiles.desk import workingcopy
from profiles.desk.admin.pages.deskpage import address
from tests import factories
from tests.desk.admin.forms import posted, url
from tests.desk.verbs.test_levelling import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def lagging():
    entity = factories.entity("nepal")
    factories.responsible_entity(entity, name_ar="وزارة", text_en="<p>One.</p>", text_ar="<p>واحد.</p>")
    saved(entity)
    saved(entity.responsible_entities.get(), text_en="<p>Two.</p>")
    return saved(entity, summary_en="A longer summary.", body_ar="<p>نص.</p>")


def help_of(response, name):
    return response.context["adminform"].form[name].help_text


def test_at_the_field_it_says_when_the_english_was_changed_and_what(desk, lagging, time_machine):
    time_machine.move_to("2026-05-04T12:00:00Z", tick=False)
    saved(lagging, summary_en="A longer summary.")
    saved(lagging, summary_en="A summary, longer.")
    found = help_of(desk.get(url("change", lagging.pk)), "summary_ar")
    assert "The English was changed on 4 May 2026 after this." in found
    assert "A summary<ins>, longer</ins>." in found
    assert f"{url('compare', lagging.pk)}?a=c" in found
    assert f'href="{url("translations", lagging.pk)}" data-then="translations"' in found
    assert "One or two plain sentences" in found


def test_what_is_missing_is_said_at_the_empty_field(desk, lagging):
    page = desk.get(url("change", lagging.pk))
    assert "Missing: there is a text in Arabic beside it." in help_of(page, "body_en")
    assert "lag" not in help_of(page, "body_ar")
    assert "lag" not in help_of(page, "summary_en")


def test_a_row_says_it_in_its_sentence_and_at_its_field(desk, lagging):
    page = desk.get(url("change", lagging.pk))
    assert '<span class="fact-remark">Arabic behind</span>' in page.content.decode()
    rows = {formset.formset.prefix: formset.formset.forms for formset in page.context["inline_admin_formsets"]}
    assert "The English was changed on" in rows["responsible_entities"][0]["text_ar"].help_text


def test_the_head_counts_and_leads_to_both_sides(desk, lagging):
    html = desk.get(url("change", lagging.pk)).content.decode()
    assert "Arabic: 2 behind; English: 1 missing</a>" in html
    assert 'class="levels"' not in desk.get(url("add")).content.decode()


def test_of_a_level_entry_nothing_is_said(desk):
    meeting = saved(factories.meeting())
    assert 'class="levels"' not in desk.get(address("change", meeting)).content.decode()


def test_a_profile_has_a_meter_and_what_is_missing(desk):
    page = desk.get(url("change", factories.entity().pk))
    found, html = page.context["completeness"], page.content.decode()
    assert (found.kept, found.asked) == (4, 10)
    assert '<meter min="0" max="10" value="4" aria-label="How complete it is">4 of 10</meter>' in html
    assert '<a href="#id_areas" title="No thematic area is named.">thematic areas</a>' in html


def test_a_focal_point_is_told_of_their_own_profile(client, lagging):
    client.force_login(factories.focal_point("focal", lagging))
    page = client.get(url("change", lagging.pk))
    assert "It needs no change" in help_of(page, "summary_ar")
    client.force_login(factories.focal_point("other", factories.entity()))
    assert client.get(url("change", lagging.pk)).status_code == 302


def test_who_only_reads_is_offered_no_act(client, administrator, lagging):
    client.force_login(administrator)
    html = client.get(url("change", lagging.pk)).content.decode()
    assert "Arabic: 2 behind" in html
    assert "It needs no change" not in html


def test_a_refused_form_says_it_too(desk, lagging):
    page = desk.get(url("change", lagging.pk))
    refused = desk.post(url("change", lagging.pk), posted(page) | {"website": "none"})
    assert "The English was changed on" in help_of(refused, "summary_ar")


def test_the_form_costs_as_many_queries_however_much_lags(desk, django_assert_max_num_queries):
    entity = factories.entity()
    offices = [factories.responsible_entity(entity, f"Unit {n}", name_ar=f"وحدة {n}") for n in range(4)]
    saved(entity)
    for office in offices:
        saved(office, name_en=f"{office.name_en} anew")
    saved(entity, summary_en="New.")
    desk.get(url("change", entity.pk))
    with django_assert_max_num_queries(38):
        desk.get(url("change", entity.pk))


# ── Both languages stand beside each other ────────


def lines_of(page):
    """The lines of fields of a form and of the rows below it, each with the form that has them."""
    forms = [(page.context["adminform"].form, page.context["adminform"])]
    for formset in page.context["inline_admin_formsets"]:
        forms += [(row.form, row) for row in formset]
    for form, fieldsets in forms:
        for fieldset in fieldsets:
            yield from (
                (form, [field.field["name"] if field.is_readonly else field.field.name for field in line])
                for line in fieldset
            )


@pytest.mark.parametrize("make", ["entity", "meeting", "paper", "programme", "text"])
def test_in_every_form_a_source_stands_beside_its_translation(desk, make):
    entry = getattr(factories, make)()
    shape = workingcopy.shape_of(entry)
    pairs = [*shape.pairs, *(key for kind in shape.facts.values() for key in kind.pairs)]
    lines = [(form, names) for form, names in lines_of(desk.get(address("change", entry)))]
    for form, names in lines:
        for name in names:
            if name[:-3] in pairs:
                assert names == [f"{name[:-3]}_en", f"{name[:-3]}_ar"]
                attrs = form.fields[name].widget.attrs
                assert (attrs["lang"], attrs["dir"]) == (("en", "ltr") if name.endswith("_en") else ("ar", "rtl"))
    assert set(pairs) <= {name[:-3] for _form, names in lines for name in names}
