import pytest
from django.core.exceptions import ValidationError

from profiles.desk.models import Entity, Membership
from profiles.values.shorttext import turns_direction


@pytest.mark.parametrize(
    "text", ["a\u202eb", "\u202dabc", "a\u2067b", "\u2069", "\u2066a\u2067b\u2069", "x\u202c", "\u2066\u202ea\u2069"]
)
def test_a_text_that_turns_what_stands_beside_it_is_known(text):
    assert turns_direction(text)


@pytest.mark.parametrize(
    "text", ["", "Nepal", "\u200eIOM\u200f", "من \u20682008\u2069", "\u2067a \u2066b\u2069 c\u2069"]
)
def test_marks_and_closed_isolates_turn_nothing(text):
    assert not turns_direction(text)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "field"), [(Entity, "name_en"), (Entity, "other_names_ar"), (Membership, "note_ar")])
def test_no_short_text_may_hold_an_override(model, field):
    row = model(**{field: "Ne\u202epal"})
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert [error.code for error in caught.value.error_dict[field]] == ["direction"]


@pytest.mark.django_db
def test_rich_text_and_fields_that_are_left_out_are_not_looked_at():
    row = Entity(body_en="<p>\u202ex</p>", name_en="\u202e")
    with pytest.raises(ValidationError) as caught:
        row.clean_fields(exclude=["name_en"])
    assert not {"body_en", "name_en"} & caught.value.error_dict.keys()
