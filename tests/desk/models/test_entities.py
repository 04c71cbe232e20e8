"""The working copy's own rules: what an entity may be, and who keeps it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from profiles.desk.models import Assignment, Entity
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "state", "iso2": ""},
        {"kind": "state", "organization_kind": "intergovernmental"},
        {"kind": "organization", "iso2": "", "organization_kind": ""},
        {"kind": "organization", "iso2": "NP", "organization_kind": "intergovernmental"},
        {"kind": "group", "iso2": "", "iso3": "NPL", "organization_kind": "intergovernmental"},
        {"kind": "person"},
    ],
)
def test_a_state_has_a_code_and_an_organization_a_kind(columns):
    with pytest.raises(IntegrityError, match="entity_kind"):
        factories.entity(**columns)


@pytest.mark.parametrize("code", [{"iso2": "NP"}, {"iso3": "NPL"}])
def test_two_states_do_not_share_a_code(code):
    factories.entity(**code)
    with pytest.raises(IntegrityError):
        factories.entity(**code)


def test_several_organizations_have_no_code():
    factories.organization("iom")
    assert factories.organization("ilo").iso2 == factories.organization("icmpd").iso3 == ""


@pytest.mark.parametrize(("field", "value"), [("iso2", "np"), ("iso2", "N"), ("iso3", "NPl"), ("slug", "Viet Nam")])
def test_codes_and_addresses_are_written_in_one_way(field, value):
    entity = factories.entity()
    setattr(entity, field, value)
    with pytest.raises(ValidationError) as refused:
        entity.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_the_address_is_fixed_by_the_first_publication():
    entity = factories.entity("nepal")
    entity.slug = "nepaal"
    entity.full_clean()
    entity.save()
    factories.published(entity)
    entity.slug = "nepal"
    with pytest.raises(ValidationError, match="fixed since the first publication: “nepaal”"):
        entity.full_clean()


def test_a_published_entity_is_never_deleted(publisher):
    entity = factories.published(by=publisher)
    with pytest.raises(ValidationError):
        entity.delete()


def test_a_draft_is_deleted_with_what_stands_below_it():
    draft = factories.entity()
    draft.delete()
    assert not Entity.objects.exists()


@pytest.mark.parametrize(("days", "kept"), [(-1, False), (0, True), (1, True), (None, True)])
def test_a_focal_point_keeps_an_entity_through_the_last_day(days, kept):
    entity = factories.entity()
    factories.entity("another")
    until = days if days is None else timezone.localdate() + dt.timedelta(days)
    focal = factories.focal_point("focal", entity, until=until)
    assert list(Entity.objects.assigned_to(focal)) == [entity] * kept
    assert Assignment.objects.current().count() == kept


def test_an_entity_is_assigned_to_somebody_once():
    entity = factories.entity()
    focal = factories.focal_point("focal", entity)
    with pytest.raises(IntegrityError):
        Assignment.objects.create(user=focal, entity=entity)
