import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Value

from profiles.desk.models import Paper
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("languages", ["", "en", "en ar", "ar en fil"])
def test_the_languages_of_a_text_are_codes(languages):
    factories.paper(languages=languages).full_clean()


@pytest.mark.parametrize("languages", ["English", "en,ar", "en  ar", " en", "EN", "e"])
def test_other_words_for_languages_are_refused(languages):
    with pytest.raises(ValidationError, match="Codes with a space between them"):
        factories.paper(languages=languages).full_clean()


@pytest.mark.parametrize("columns", [{"kind": "poem"}, {"certainty": "sure"}])
def test_no_program_writes_what_is_no_choice(columns):
    paper = factories.paper()
    with pytest.raises(IntegrityError, match="paper_choices"):
        Paper.objects.filter(pk=paper.pk).update(**{name: Value(value) for name, value in columns.items()})
