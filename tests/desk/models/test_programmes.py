import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Value

from profiles.desk.models import Programme, ProgrammePart
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_programme_does_not_end_before_it_begins():
    factories.programme("within", start="2014-04", end="2014")
    programme = factories.programme()
    programme.end = "2013"
    with pytest.raises(ValidationError, match="The end is before the start"):
        programme.full_clean()
    with pytest.raises(IntegrityError, match="programme_end_after_start"):
        programme.save()


def test_what_has_ended_is_not_running():
    with pytest.raises(ValidationError, match="It has an end: it cannot be running"):
        factories.programme(end="2016", state="running").full_clean()
    factories.programme("other", end="2016", state="completed").full_clean()
    factories.programme("third", state="running").full_clean()


def test_no_program_writes_what_is_no_choice():
    part = factories.part(factories.programme(), "nepal")
    with pytest.raises(IntegrityError, match="programmepart_part"):
        ProgrammePart.objects.filter(pk=part.pk).update(part=Value("guest"))


def test_no_program_writes_a_state_that_is_none():
    programme = factories.programme()
    with pytest.raises(IntegrityError, match="programme_choices"):
        Programme.objects.filter(pk=programme.pk).update(state=Value("paused"))
