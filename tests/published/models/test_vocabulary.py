"""The words that documents are written in: what a code may be, what is fixed, and how a document names a word."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from profiles.published.models import Body, MemberType, Role, ThematicArea
from profiles.published.models.vocabulary import sizes
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(publisher):
    """A published profile, which names a word of each kind."""
    entity = factories.entity("nepal")
    factories.role_term(entity, "chair")
    factories.affiliation(entity, "iom")
    entity.areas.add(factories.area("gender"))
    return factories.published(entity, by=publisher)


@pytest.mark.parametrize("model", [MemberType, Role, ThematicArea, Body])
def test_the_code_of_a_published_word_is_fixed_and_its_label_is_not(named, model):
    row = model.objects.get()
    assert row.is_published()
    row.label_en = "Another"
    row.full_clean()
    row.code = "another"
    assert row.is_published()
    with pytest.raises(ValidationError, match="This is fixed") as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == ["code"]


@pytest.mark.parametrize("model", [Role, ThematicArea, Body])
def test_the_code_of_a_word_that_nobody_published_names_may_change(named, model):
    row = model.objects.get(pk=factories.word(model, "draft").pk)
    assert not row.is_published()
    row.code = "another"
    row.full_clean()


def test_the_standing_of_a_published_member_type_is_fixed(named):
    row = MemberType.objects.get()
    row.standing = "observer"
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == ["standing"]


def test_a_word_that_only_an_earlier_version_names_is_published(named, publisher):
    named.areas.clear()
    factories.published(named, by=publisher)
    assert ThematicArea.objects.get().is_published()


def test_a_document_names_a_word_by_its_code_its_labels_and_what_reading_needs():
    label = {"en": "Label", "ar": "اسم"}
    labels = {"label_en": "Label", "label_ar": "اسم"}
    common = {"code": "a", "label": label}
    assert ThematicArea(code="a", **labels).as_document() == common
    assert MemberType(code="a", standing="member", **labels).as_document() == common | {"standing": "member"}
    assert Role(code="a", last_day_counts=True, **labels).as_document() == common | {"last_day_counts": True}
    assert Body(code="a", acronym_en="A", **labels).as_document() == common | {"acronym": {"en": "A", "ar": ""}}


def test_a_standing_is_one_of_the_list():
    with pytest.raises(IntegrityError, match="membertype_standing"):
        factories.word(MemberType, "friend", standing="friend")


# ── Other bodies ────────


def body(**columns):
    return Body(code="cp", label_en="Process", label_ar="عملية", **columns)


@pytest.mark.parametrize(
    ("day", "size"),
    [
        ("2003-06-01", None),
        ("2003-12-31", 10),
        ("2004-12-31", 10),
        ("2005-03-01", None),
        ("2005-12-31", 11),
        ("2016-08-24", 11),
        ("2016-08-25", 12),
        ("2002-12-31", None),
    ],
)
def test_how_many_member_states_a_body_had_is_said_of_days_whose_number_is_known(day, size):
    row = body(sizes="2003 10\n2016-08-25 12\n2005 11")
    assert row.size_on(dt.date.fromisoformat(day)) == size


def test_a_body_without_sizes_has_none():
    assert body().size_on(dt.date(2020, 1, 1)) is None


@pytest.mark.parametrize("text", ["12", "2003", "2003 ten", "2003 10\n\n", "20033 10", "03/04/2008 10", "2003 -1"])
def test_sizes_are_lines_of_a_date_and_a_number(text):
    with pytest.raises(ValidationError) as refused:
        body(sizes=text).full_clean()
    assert list(refused.value.message_dict) == ["sizes"]


def test_sizes_may_be_typed_as_dates_are():
    assert sizes("25 Aug. 2016 12\n2003 10") == [("2003", 10), ("2016-08-25", 12)]


def test_a_complete_list_has_a_day_and_a_source():
    for columns in (
        {"coverage": "complete"},
        {"coverage_day": "2024"},
        {"coverage": "complete", "coverage_day": "2024"},
    ):
        with pytest.raises(ValidationError):
            body(**columns).full_clean()
    row = body(coverage="complete", coverage_day="2024", sources=factories.cites())
    row.full_clean()
    assert row.is_complete
    assert not body().is_complete
    with pytest.raises(IntegrityError, match="body_complete_as_of"):
        body(coverage="complete").save()
