import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import translation

from profiles.desk.models import ResponsibleEntity, RoleTerm
from profiles.published.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


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
