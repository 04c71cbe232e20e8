"""What the database says of facts, and how a form says it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Value

from profiles.desk.models import (
    Affiliation,
    Attendance,
    Membership,
    Party,
    ProgrammePart,
    ResponsibleEntity,
    RoleTerm,
)
from profiles.values.partialdate import date_columns
from tests import factories

pytestmark = pytest.mark.django_db

ADD = {
    Membership: factories.membership,
    RoleTerm: factories.role_term,
    Affiliation: factories.affiliation,
    ResponsibleEntity: factories.responsible_entity,
    ProgrammePart: lambda entity, **columns: factories.part(factories.programme(), entity.slug, **columns),
}


@pytest.mark.parametrize("model", ADD)
@pytest.mark.parametrize(
    ("columns", "broken"),
    [
        ({"start": "2008-1"}, "dates_whole"),
        ({"end": "20081"}, "dates_whole"),
        ({"start": "2010", "end": "2009"}, "end_after_start"),
        ({"start": "2010-02", "end": "2010-01-31"}, "end_after_start"),
        ({"start": "2008", "end": "2010", "ended": True}, "ended_once"),
        ({"certainty": "sure"}, "choices"),
        ({"start_qualifier": "perhaps"}, "choices"),
        ({"end_qualifier": "perhaps"}, "choices"),
    ],
)
def test_no_program_writes_what_a_dated_fact_cannot_say(model, columns, broken):
    row = ADD[model](factories.entity(type=None))
    with pytest.raises(IntegrityError, match=f"{model.__name__.lower()}_{broken}"):
        # A value by itself goes past what the column's field would refuse, as another program does.
        model.objects.filter(pk=row.pk).update(**{name: Value(value) for name, value in columns.items()})


@pytest.mark.parametrize("model", ADD)
@pytest.mark.parametrize(
    "columns",
    [
        {"start": "", "end": ""},
        {"start": "", "end": "2009"},
        {"start": "2010-05", "end": "2010"},
        {"start": "2010-05-31", "end": "2010-05"},
        {"start": "2010", "end": "2010-01-01"},
        {"start": "2008", "end": "2010", "end_qualifier": "at_earliest", "ended": True},
        {"start": "2008", "end": "", "ended": True},
    ],
)
def test_a_date_may_be_missing_or_less_exact_than_the_other(model, columns):
    row = ADD[model](factories.entity(type=None), **{"start": "2008"} | columns)
    row.full_clean()
    assert model.objects.filter(**columns).get() == row


def test_a_form_says_in_words_that_an_end_is_before_its_start():
    row = factories.membership(factories.entity(type=None), start="2010")
    row.end = "2009"
    with pytest.raises(ValidationError, match="The end is before the start"):
        row.full_clean()


@pytest.mark.parametrize("model", ADD)
def test_the_dates_that_people_write_of_a_fact(model):
    assert date_columns(model) == ["start", "start_by", "start_printed", "end"]


# ── Whom a fact names ────────

NAMED = [
    lambda **columns: Attendance(meeting=factories.meeting(), **columns),
    lambda **columns: Party(paper=factories.paper(), **columns),
    lambda **columns: ProgrammePart(programme=factories.programme(), **columns),
]


@pytest.mark.parametrize("make", NAMED)
def test_who_has_a_public_profile_is_called_as_that_calls_it(make):
    factories.published(factories.entity("nepal"))
    row = make(entity_slug="nepal")
    row.full_clean()
    assert (row.name_en, row.name_ar) == ("Nepal", "اسم nepal")


@pytest.mark.parametrize("make", NAMED)
def test_a_name_that_was_typed_stays(make):
    factories.published(factories.entity("nepal"))
    row = make(entity_slug="nepal", name_en="Kingdom of Nepal")
    row.full_clean()
    assert (row.name_en, row.name_ar) == ("Kingdom of Nepal", "")


@pytest.mark.parametrize("make", NAMED)
@pytest.mark.parametrize("slug", ["", "draft", "nowhere"])
def test_who_has_none_needs_a_name(slug, make):
    factories.entity("draft")
    with pytest.raises(ValidationError, match="Say who it is"):
        make(entity_slug=slug).full_clean()
