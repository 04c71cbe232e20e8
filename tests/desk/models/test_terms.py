"""What the database says of dated facts, and how a form says it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Value
from django.utils import translation

from profiles.desk.models import Affiliation, Membership, ResponsibleEntity, RoleTerm
from profiles.published.models import Role
from profiles.values.partialdate import date_columns
from tests import factories

pytestmark = pytest.mark.django_db

ADD = {
    Membership: factories.membership,
    RoleTerm: factories.role_term,
    Affiliation: factories.affiliation,
    ResponsibleEntity: factories.responsible_entity,
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


@pytest.mark.parametrize("counts", [True, False])
def test_whether_the_last_day_counts_is_for_the_role_to_say(counts):
    role = factories.word(Role, "host", last_day_counts=counts)
    term = factories.role_term(factories.entity(), role.code, "2012-04-18", end="2012-04-19")
    assert term.period().last_day_counts is counts
    assert RoleTerm().period().last_day_counts is False


def test_a_status_is_one_of_the_list():
    with pytest.raises(IntegrityError, match="affiliation_status"):
        factories.affiliation(factories.entity(), status="friend")


@pytest.mark.parametrize("column", ["name_en", "name_ar", "translation_en", "translation_ar"])
def test_an_office_is_called_by_what_it_has_officially_or_else_by_our_translation(column):
    row = factories.responsible_entity(factories.entity(), "")
    setattr(row, column, "Bureau")
    row.full_clean()
    assert str(row) == "Bureau"


def test_an_official_name_in_the_other_language_does_not_stand_before_our_translation():
    row = ResponsibleEntity(name_ar="وزارة العمل", translation_en="Ministry of Labour")
    assert str(row) == "Ministry of Labour"
    with translation.override("ar"):
        assert str(row) == "وزارة العمل"


def test_an_office_that_is_called_nothing_is_refused():
    with pytest.raises(ValidationError) as refused:
        factories.responsible_entity(factories.entity(), "").full_clean()
    assert refused.value.message_dict == {"name_en": ["Say what it is called: officially, or in our translation."]}


@pytest.mark.parametrize("model", ADD)
def test_the_dates_that_people_write_of_a_fact(model):
    assert date_columns(model) == ["start", "start_by", "start_printed", "end"]
