"""A fact sheet goes out and comes back: what nobody touched changes nothing, what was changed is named."""

import pytest

from profiles.desk.exchange.factsheets.making import fact_sheet
from profiles.desk.models import Entity
from tests.desk.exchange.steps import compared
from tests.desk.test_workingcopy import full_entity

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "ar")


def untouched(entity, language, by):
    found, problems = compared(fact_sheet(entity, language=language), "sheet.xlsx", by)
    assert (problems, found.changes) == ([], [])
    assert found.unchanged > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_touched_changes_nothing(publisher, language):
    untouched(full_entity(), language, publisher)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_real_profile_changes_by_going_out_and_coming_back(real_directory, language):
    for entity in Entity.objects.all():
        untouched(entity, language, real_directory)
