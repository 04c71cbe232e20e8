"""The forms of several pages: a moment, words of one language, a reason for one's own change."""

import re

import pytest
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.utils import timezone

from profiles.desk.admin.pages.forms import MoveForm, PublishForm, WithdrawForm, WordsForm, is_usable
from tests.desk.admin.forms import url

DIGEST = {"digest": "0" * 64}


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("2990-01-01T09:30", True),
        ("2999-12-31T23:59", True),
        ("3000-01-01T00:00", False),
        ("9999-12-31T23:59", False),
        ("tomorrow", False),
        ("", False),
    ],
)
def test_a_moment_lies_before_the_calendar_ends(typed, accepted):
    form = MoveForm({"at": typed})
    assert form.is_valid() is accepted
    if accepted:
        assert timezone.localtime(form.cleaned_data["at"]).strftime("%Y-%m-%dT%H:%M") == typed


def test_a_release_without_a_moment_is_at_once_and_says_in_which_time_zone_another_would_be():
    form = PublishForm(DIGEST, own=False)
    assert form.is_valid()
    assert form.release() == {"at": None, "note": ("", ""), "message": "", "override": ""}
    assert form.fields["at"].help_text == "Asia/Dubai, UTC+4"


def test_who_wrote_part_of_a_change_says_why_and_others_are_not_asked():
    assert "override" not in PublishForm(own=False).fields
    form = PublishForm(DIGEST, own=True)
    assert list(form.errors) == ["override"]
    form = PublishForm(DIGEST | {"override": "Alone.", "note_en": "Moved.", "note_ar": "نُقل."}, own=True)
    assert form.is_valid()
    assert form.release() == {"at": None, "note": ("Moved.", "نُقل."), "message": "", "override": "Alone."}


def test_nothing_is_published_without_the_document_that_was_looked_at():
    assert list(PublishForm({}, own=False).errors) == ["digest"]


def test_a_withdrawal_gives_its_reason_in_both_languages():
    assert sorted(WithdrawForm({"reason_en": "Left."}).errors) == ["reason_ar"]
    assert WithdrawForm({"reason_en": "Left.", "reason_ar": "انسحب."}).is_valid()


@pytest.mark.parametrize(
    ("name", "attributes"),
    [("reason_en", {"lang": "en", "dir": "ltr"}), ("reason_ar", {"lang": "ar", "dir": "rtl"})],
)
def test_words_of_a_language_are_typed_in_its_direction(name, attributes):
    assert attributes.items() <= WithdrawForm().fields[name].widget.attrs.items()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Which source?", []),
        ("", ["Reason This field is required."]),
        ("x" * 4001, ["Reason Ensure this value has at most 4000 characters (it has 4001)."]),
    ],
)
def test_it_is_said_why_words_cannot_be_used(rf, words, said):
    request = rf.post("/")
    for middleware in (SessionMiddleware, MessageMiddleware):
        middleware(lambda request: None).process_request(request)
    assert is_usable(request, WordsForm({"words": words}, label="Reason")) is (said == [])
    assert [str(message) for message in request._messages] == said


@pytest.mark.parametrize("name", ["note_en", "note_ar", "message", "override"])
def test_what_turns_the_direction_of_text_is_refused_at_its_field(name):
    fields = {"digest": "x", "override": "Alone.", name: "a\u202eb"}
    assert list(PublishForm(fields, own=True).errors) == [name]
    assert "\u202e" in str(PublishForm(fields, own=True)[name])


def test_what_turns_the_direction_of_text_is_refused_in_reasons_and_words():
    assert set(WithdrawForm({"reason_en": "a\u202eb", "reason_ar": "\u2067"}).errors) == {"reason_en", "reason_ar"}
    assert not WordsForm({"words": "\u202ea"}, label="Words").is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_label_that_asks_or_is_a_sentence_ends_as_it_does(client, publisher, focal, entity, proposal, prefix):
    for person, address in ((publisher, url("review", entity.pk, proposal.pk)), (focal, url("wishes", entity.pk))):
        client.force_login(person)
        labels = re.findall(r"<label[^>]*>(.*?)</label>", client.get(prefix + address).content.decode(), re.DOTALL)
        assert any(label.endswith(("?", "؟", ".")) for label in labels), address
        assert [label for label in labels if label.endswith(":")] == [], address
