import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from profiles.desk.admin.pages.forms import CommentForm, PublishForm, WithdrawForm, WordsForm
from profiles.desk.admin.pages.reports import CloseForm
from profiles.desk.mistakes import MistakeForm
from profiles.desk.models import (
    Comment,
    Entity,
    Event,
    Import,
    Mail,
    Membership,
    PreviewLink,
    Proposal,
    Report,
    SavedCopy,
    Wish,
    Wording,
)
from profiles.published.models import (
    Citation,
    Confirmation,
    DataRelease,
    Facet,
    Head,
    Link,
    Publication,
    Release,
    Spelling,
)
from profiles.values.shorttext import ShortTexts, turns_direction


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


# What verbs write: words from the forms below, and what was looked at when a row was saved.
WRITTEN_BY_VERBS = {
    Citation,
    Comment,
    Confirmation,
    DataRelease,
    Event,
    Mail,
    Facet,
    Head,
    Import,
    Link,
    PreviewLink,
    Proposal,
    Publication,
    Release,
    Report,
    SavedCopy,
    Spelling,
    Wish,
    Wording,
}


def test_every_row_that_a_form_writes_refuses_them():
    ours = [model for model in apps.get_models() if model._meta.app_label in ("profiles", "published")]
    texts = [model for model in ours if any(has_free_text(field) for field in model._meta.concrete_fields)]
    assert [model for model in texts if model not in WRITTEN_BY_VERBS and not issubclass(model, ShortTexts)] == []
    assert [model for model in WRITTEN_BY_VERBS if model not in texts] == []


def has_free_text(field):
    return isinstance(field, models.CharField | models.TextField) and not field.choices


FORMS = [
    PublishForm(own=True),
    WithdrawForm(),
    WordsForm(label="x"),
    CommentForm(places={}),
    CloseForm(label="x"),
    MistakeForm(),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
def test_every_form_of_words_refuses_them(form):
    areas = {name: field for name, field in form.fields.items() if isinstance(field.widget, forms.Textarea)}
    assert areas
    for name, field in areas.items():
        with pytest.raises(ValidationError):
            field.clean("a\u202eb")
        assert field.clean("a\u200eb") == "a\u200eb", name
