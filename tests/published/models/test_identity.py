"""What an identity may say."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from profiles.published.models import Identity
from tests import factories

pytestmark = pytest.mark.django_db


def wrong(**columns):
    with pytest.raises(ValidationError) as error:
        Identity(name_en="A", name_ar="أ", file_name="a", **columns).full_clean()
    return error.value.message_dict


def test_there_is_one_row():
    factories.identity()
    with pytest.raises(IntegrityError):
        Identity.objects.bulk_create([Identity(pk=2, name_en="B", name_ar="ب", file_name="b")])


def test_an_accent_that_is_hard_to_read_is_refused_with_its_contrast():
    found = wrong(accent="#82cbd5", accent_by_night="#0a5c69")
    assert found == {
        "accent": ["Text in it is hard to read: its contrast is 1.7 : 1; 4.5 : 1 is the least."],
        "accent_by_night": ["Text in it is hard to read: its contrast is 2.1 : 1; 4.5 : 1 is the least."],
    }


def test_an_accent_is_for_day_and_night_or_not_at_all():
    assert wrong(accent="#0a5c69") == {"accent_by_night": ["Both or neither."]}
    assert wrong(accent_by_night="#82cbd5") == {"accent": ["Both or neither."]}


def test_what_is_no_colour_is_refused():
    assert list(wrong(accent="red", accent_by_night="#82cbd5")) == ["accent"]


@pytest.mark.parametrize("codes", [["members", "members"], ["nothing"], "members", [["members"]], [1], {"a": 1}])
def test_a_menu_is_a_list_of_sections_each_once(codes):
    assert list(wrong(menu=codes)) == ["menu"]


def test_what_the_menu_does_not_lead_to_stands_at_the_foot():
    own = Identity(menu=["map", "members"])
    assert own.sections == ["map", "members"]
    assert not {*own.sections} & {*own.other_sections}
    assert "timeline" in own.other_sections


def test_no_menu_is_the_usual_one():
    assert Identity().sections[0] == "members"
    assert "about" in Identity().sections


@pytest.mark.parametrize(("licence", "short"), [("CC-BY-4.0", "CC BY 4.0"), ("CC-BY-SA-4.0", "CC BY-SA 4.0")])
def test_a_licence_has_the_short_name_that_it_is_known_by(licence, short):
    assert Identity(licence=licence).terms.short == short
