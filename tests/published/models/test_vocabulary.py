"""The words that documents are written in: what a code may be, what is fixed, and how a document names a word."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from profiles.published.models import Body, Meeting, MemberType, Page, Role, ThematicArea
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


@pytest.mark.parametrize("code", ["gender", "covid-19", "2030", "a-b-c"])
def test_a_code_is_of_small_letters_digits_and_single_hyphens(code):
    factories.area(code).full_clean()


@pytest.mark.parametrize("code", ["Gender", "fair_recruitment", "-a", "a-", "a--b", "é", "a b", "a\n", "١"])
def test_another_code_is_refused(code):
    row = ThematicArea(code=code, label_en="Label", label_ar="اسم")
    with pytest.raises(ValidationError, match="fair-recruitment"):
        row.full_clean()


def test_a_retired_word_is_not_in_use():
    kept = factories.area("gender")
    factories.word(ThematicArea, "old", retired=True)
    assert list(ThematicArea.objects.in_use()) == [kept]


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


def test_a_row_that_was_never_loaded_is_as_it_is():
    assert ThematicArea(code="gender").initial("code") == "gender"


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


# ── Meetings and pages ────────


def meeting(code, **columns):
    return factories.word(Meeting, code, **{"kind": "ministerial", "start": "2008-01-21"} | columns)


def test_two_meetings_of_a_kind_do_not_share_a_number():
    meeting("first", ordinal=1)
    meeting("other", ordinal=1, kind="ambassadors")
    meeting("none")
    meeting("none-either")
    with pytest.raises(IntegrityError):
        meeting("second", ordinal=1)


def test_a_meeting_does_not_end_before_it_begins():
    meeting("within", start="2012-04-18", end="2012-04")
    row = meeting("first", start="2012-04-18", end="2012-04-19")
    row.end = "2012-04-17"
    with pytest.raises(ValidationError, match="The end is before the start"):
        row.full_clean()
    with pytest.raises(IntegrityError, match="meeting_end_after_start"):
        row.save()


def test_the_code_of_a_page_is_fixed_as_soon_as_there_is_one():
    row = Page(code="about", label_en="About", label_ar="حول")
    assert not row.is_published()
    row.full_clean()
    row.save()
    row = Page.objects.get()
    row.code = "contact"
    with pytest.raises(ValidationError, match="This is fixed"):
        row.full_clean()
