"""Rows with a code: what a code may be, which are in use, and what was loaded."""

import pytest
from django.core.exceptions import ValidationError

from profiles.published.models import ThematicArea
from tests import factories

pytestmark = pytest.mark.django_db


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


def test_a_row_that_was_never_loaded_is_as_it_is():
    assert ThematicArea(code="gender").initial("code") == "gender"
