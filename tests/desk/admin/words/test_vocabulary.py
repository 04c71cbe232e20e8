"""Words and texts of the site in admin: public at once."""

import pytest
from django.urls import reverse

from profiles.desk.models import Event
from profiles.published.models import Body, MemberType, Role, ThematicArea
from tests import factories
from tests.desk.admin.forms import change

pytestmark = pytest.mark.django_db


def test_a_word_changed_in_admin_is_public_at_once_and_logged(desk, publisher):
    area = factories.area("gender")
    address = reverse("admin:published_thematicarea_change", args=[area.pk])
    change(desk, address, label_en="Renamed", label_ar="معاد تسميته")
    assert "Renamed" in desk.get("/areas/gender/").content.decode()
    assert Event.objects.get().verb == "vocabulary"


def test_an_unused_word_can_be_deleted_and_a_used_one_cannot(desk):
    unused, used = factories.area("unused"), factories.area("used")
    entity = factories.entity()
    entity.areas.add(used)
    factories.published(entity)
    for area in (unused, used):
        desk.post(reverse("admin:published_thematicarea_delete", args=[area.pk]), {"post": "yes"})
    assert list(ThematicArea.objects.all()) == [used]


def test_a_retired_word_is_listed_and_not_offered(desk):
    for code, retired in (("kept", False), ("old", True)):
        factories.word(Body, code, retired=retired)
    field = {"app_label": "profiles", "model_name": "affiliation", "field_name": "body", "term": ""}
    offered = desk.get(reverse("admin:autocomplete"), field).json()["results"]
    assert [row["text"] for row in offered] == ["Kept"]
    listed = desk.get(reverse("admin:published_body_changelist")).context["cl"].queryset
    assert {row.code for row in listed} == {"kept", "old"}


@pytest.mark.parametrize(("model", "code"), [(MemberType, "sending"), (Role, "chair"), (Body, "iom")])
def test_a_word_that_is_used_is_not_deleted_and_the_page_says_where(desk, publisher, model, code):
    nepal, kuwait = factories.entity("nepal"), factories.entity("kuwait")
    for entity in (nepal, kuwait):
        factories.role_term(entity)
        factories.affiliation(entity)
    factories.published(nepal, by=publisher)
    address = reverse(f"admin:published_{model._meta.model_name}_delete", args=[model.objects.get().pk])
    for answer in (desk.get(address), desk.post(address, {"post": "yes"})):
        html = answer.content.decode()
        assert f"“{code.capitalize()}” is in use" in html
        assert "/members/nepal/versions/1/" in html
        for entity in (nepal, kuwait):
            assert reverse("admin:profiles_entity_change", args=[entity.pk]) in html
    assert model.objects.exists()


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_words_are_changed_by_publishers_alone(request, client, who):
    client.force_login(request.getfixturevalue(who))
    area = factories.area("gender")
    data = {"code": "gender", "label_en": "Renamed", "label_ar": "اسم", "position": 1}
    client.post(reverse("admin:published_thematicarea_change", args=[area.pk]), data)
    area.refresh_from_db()
    assert area.label_en == "Gender"
