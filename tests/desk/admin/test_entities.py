from io import BytesIO

import pytest
from django.contrib.admin.utils import flatten
from django.core.files.storage import default_storage
from PIL import Image

from profiles.desk import checks, workingcopy
from profiles.desk.models import Entity, SavedCopy
from profiles.published.models import Publication, ThematicArea
from profiles.values import pictures
from tests import factories
from tests.desk.admin.forms import DATED, added, edit, posted, url

pytestmark = pytest.mark.django_db


# ── The form ────────


def test_an_observer_with_everything_is_added_by_form_published_found_changed_and_restored(desk):
    """The way of a new publisher, from nothing to the first version restored."""
    observer = factories.word(factories.MemberType, "observer")
    secretariat = factories.word(factories.Role, "secretariat")
    data = posted(desk.get(url("add"))) | {
        "kind": "organization",
        "organization_kind": "intergovernmental",
        "slug": "icmpd",
        "name_en": "Centre for Migration",
        "name_ar": "مركز الهجرة",
        "acronym_en": "CM",
        "summary_en": "An observer.",
        "summary_ar": "مراقب.",
        "body_en": "<h2>History</h2><p>Long.</p>",
        "body_ar": "<h2>التاريخ</h2><p>طويل.</p>",
        "memberships-TOTAL_FORMS": 1,
        "responsible_entities-TOTAL_FORMS": 2,
        "role_terms-TOTAL_FORMS": 1,
        **added("memberships", 0, **DATED | {"type": observer.pk, "start": "2008-01-21"}),
        **added("responsible_entities", 0, **DATED | {"name_en": "First unit", "kind": "unit", "position": 0}),
        **added("responsible_entities", 1, **DATED | {"name_en": "Second unit", "kind": "unit", "position": 0}),
        **added("role_terms", 0, **DATED | {"role": secretariat.pk, "start": "2008", "end": "2012"}),
    }
    response = desk.post(url("add"), data)
    assert response.status_code == 302, response.context["errors"]
    entity = Entity.objects.get(slug="icmpd")
    arranged = [row["name"]["en"] for row in workingcopy.document(entity)["responsible_entities"]]
    assert arranged == ["First unit", "Second unit"]
    assert desk.get("/members/icmpd/").status_code == 404
    assert "Second unit" in desk.get(url("preview_page", entity.pk)).content.decode()

    approval = {"override": "Alone on duty."}
    page = desk.get(url("publish", entity.pk))
    desk.post(url("publish", entity.pk), approval | {"digest": page.context["form"]["digest"].value()})
    assert "Centre for Migration" in desk.get("/members/?type=observer").content.decode()
    assert "مركز الهجرة" in desk.get("/ar/members/icmpd/").content.decode()

    edit(desk, entity, summary_en="Changed.")
    assert "An observer." in desk.get("/members/icmpd/").content.decode()
    page = desk.get(url("publish", entity.pk))
    assert [change.after for change in page.context["changes"]] == ["Changed."]
    desk.post(url("publish", entity.pk), approval | {"digest": page.context["form"]["digest"].value()})
    assert "Changed." in desk.get("/members/icmpd/").content.decode()

    first = Publication.objects.get(slug="icmpd", number=1)
    desk.post(url("restore", entity.pk, first.pk))
    assert "Changed." in desk.get("/members/icmpd/").content.decode()
    assert workingcopy.document(Entity.objects.get(pk=entity.pk)) == first.content()


def test_a_refused_form_keeps_every_character_and_saves_nothing(desk):
    entity = factories.published(factories.entity(body_en="<p>Before.</p>"))
    response = edit(
        desk,
        entity,
        body_en="<p>Typed <strong>with care</strong>.</p>",
        summary_en="Typed too.",
        **{
            "responsible_entities-TOTAL_FORMS": 1,
            **added("responsible_entities", 0, **DATED | {"name_en": "Added", "kind": "unit", "position": 0}),
            "responsible_entities-0-text_en": "<p>Added text.</p>",
            "responsible_entities-0-start": "31 February",
        },
    )
    html = response.content.decode()
    assert response.status_code == 200
    for kept in (
        "Typed &lt;strong&gt;with care",
        "Typed too.",
        "Added text.",
        'value="31 February"',
        'value="Added"',
    ):
        assert kept in html
    assert "is not a date" in html
    assert Entity.objects.get(pk=entity.pk).body_en == "<p>Before.</p>"


def test_an_overlapping_chair_is_reported_and_saved(desk):
    other = factories.entity(name_en="Other state")
    factories.word(factories.Role, "chair", single_holder=True)
    factories.role_term(other, "chair", "2020", end="2024")
    entity = factories.entity()
    chair = factories.word(factories.Role, "chair")
    response = edit(
        desk,
        entity,
        **{
            "role_terms-TOTAL_FORMS": 1,
            **added("role_terms", 0, **DATED | {"role": chair.pk, "start": "2022"}),
        },
    )
    assert response.status_code == 302
    assert "Other state" in desk.get(url("changelist")).content.decode()
    assert entity.role_terms.count() == 1


def test_each_save_keeps_a_copy_with_its_author(client, editor):
    entity = factories.entity()
    client.force_login(editor)
    edit(client, entity, summary_en="One.")
    edit(client, entity, summary_en="Two.")
    copies = SavedCopy.objects.of(entity)
    assert [(copy.author, "Two." in copy.document) for copy in copies] == [(editor, True), (editor, False)]


def test_retired_words_are_not_offered_but_kept_where_chosen(desk):
    entity = factories.entity()
    chosen, other = factories.area("gender"), factories.area("covid-19")
    entity.areas.add(chosen)
    ThematicArea.objects.update(retired=True)
    offered = desk.get(url("change", entity.pk)).context["adminform"].form.fields["areas"].queryset
    assert list(offered) == [chosen]
    assert other not in offered


def test_the_address_is_fixed_since_the_first_publication(desk):
    entity = factories.published(factories.entity("nepal"))
    assert "slug" not in desk.get(url("change", entity.pk)).context["adminform"].form.fields
    edit(desk, entity, slug="elsewhere")
    assert Entity.objects.get(pk=entity.pk).slug == "nepal"


# ── The kind and the address ────────


def test_a_new_profile_is_of_no_kind_unless_the_address_says_of_which(desk):
    assert desk.get(url("add")).context["adminform"].form["kind"].value() == ""
    assert desk.get(url("add"), {"kind": "organization"}).context["adminform"].form["kind"].value() == "organization"
    response = desk.post(url("add"), posted(desk.get(url("add"))) | {"slug": "nepal", "name_en": "Nepal"})
    assert list(response.context["adminform"].form.errors) == ["kind"]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"kind": "organization", "organization_kind": "", "iso2": ""}, {"organization_kind"}),
        ({"kind": "group", "organization_kind": "un", "iso2": "UN", "iso3": "UNO"}, {"iso2", "iso3"}),
        ({"kind": "state", "organization_kind": "", "iso2": ""}, {"iso2"}),
        ({"kind": "state", "organization_kind": "un", "iso2": "NP"}, {"organization_kind"}),
    ],
)
def test_what_a_kind_lacks_or_has_that_is_anothers_is_said_at_its_field(desk, typed, wrong):
    errors = edit(desk, factories.entity(), **typed).context["adminform"].form.errors
    assert set(errors) == wrong


@pytest.mark.parametrize(
    ("make", "shown", "hidden"),
    [
        (factories.entity, {"iso2", "iso3", "wikidata"}, {"organization_kind", "ror"}),
        (lambda: factories.organization("iom"), {"organization_kind", "ror", "wikidata"}, {"iso2", "iso3"}),
    ],
)
def test_who_may_not_change_the_kind_sees_the_fields_of_that_kind_alone(client, make, shown, hidden):
    entity = make()
    client.force_login(factories.focal_point("focal", entity))
    page = client.get(url("change", entity.pk))
    fields = {field for fieldset in page.context["adminform"] for field in flatten(fieldset.fields)}
    assert shown <= fields
    assert not hidden & fields


def test_the_address_is_offered_from_the_english_name_until_it_is_fixed(desk):
    def offered(*args):
        return desk.get(url(*args)).context["adminform"].prepopulated_fields

    assert [item["dependencies"][0].name for item in offered("add")] == ["name_en"]
    assert offered("change", factories.published().pk) == []


# ── The list ────────


def test_selected_profiles_are_never_deleted_in_bulk(desk):
    entity = factories.published()
    desk.post(url("changelist"), {"action": "delete_selected", "_selected_action": [entity.pk], "post": "yes"})
    assert Publication.objects.count() == 1
    entity.refresh_from_db()


# ── Who may change what ────────


def test_a_focal_point_cannot_change_memberships_names_or_roles(client, publisher):
    own = factories.published()
    client.force_login(factories.focal_point("focal", own))
    page = client.get(url("change", own.pk))
    edit(
        client,
        own,
        name_en="Renamed",
        summary_en="Mine to change.",
        **{
            "memberships-0-start": "1999",
            "memberships-0-id": own.memberships.get().pk,
            "memberships-TOTAL_FORMS": 1,
        },
    )
    own.refresh_from_db()
    assert (own.name_en, own.summary_en) != ("Renamed", "A summary.")
    assert own.summary_en == "Mine to change."
    assert own.memberships.get().start == "2008"
    assert page.status_code == 200


# ── Vocabularies and pictures ────────


def test_a_logo_is_public_only_with_the_publication_that_names_it(desk, client):
    entity = factories.organization("iom")
    edit(desk, entity, upload=factories.picture("teal", (2000, 1000), "jpeg"))
    entity.refresh_from_db()
    address = f"/media/{entity.logo}"
    assert client.get(address).status_code == 404
    assert desk.get(url("file", entity.pk)).status_code == 200
    factories.published(entity)
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert "sandbox" in response["Content-Security-Policy"]
    assert Image.open(BytesIO(b"".join(response))).size == (640, 320)


def test_a_picture_of_a_form_that_is_refused_is_not_kept(desk):
    entity = factories.organization("iom")

    def upload():
        return factories.picture("orchid", (7, 9))

    name = pictures.take_in(upload()).name
    assert edit(desk, entity, upload=upload(), website="no address").status_code == 200
    assert not default_storage.exists(name)
    edit(desk, entity, upload=upload(), without_file="on")
    assert not default_storage.exists(name)
    edit(desk, entity, upload=upload())
    entity.refresh_from_db()
    assert entity.logo == name
    assert default_storage.exists(name)


def test_a_draft_is_saved_without_arabic_name_summary_or_membership(desk):
    data = posted(desk.get(url("add"))) | {"kind": "state", "iso2": "NP", "slug": "nepal", "name_en": "Nepal"}
    assert desk.post(url("add"), data).status_code == 302
    assert checks.problems(workingcopy.document(Entity.objects.get(slug="nepal")))
