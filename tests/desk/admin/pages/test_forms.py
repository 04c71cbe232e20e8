"""The forms of several pages: a moment, words of one language, a reason for one's own change."""

import datetime as dt
import re

import pytest
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.utils import timezone

from profiles.desk.admin.pages.forms import MoveForm, PublishForm, WithdrawForm, WordsForm, is_usable, take_focus
from profiles.desk.models import Comment
from profiles.desk.verbs import commenting, proposing, publishing
from tests import factories
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


def focused(form):
    return [name for name, field in form.fields.items() if "autofocus" in field.widget.attrs]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (None, "reason_en"),
        ({"reason_en": "Left."}, "reason_ar"),
        ({"at": "tomorrow", "reason_en": "Left."}, "reason_ar"),
    ],
)
def test_the_first_field_that_must_be_filled_or_was_refused_takes_the_focus(data, name):
    form = WithdrawForm(data)
    take_focus(form)
    assert focused(form) == [name]


NEEDED = '</label> <span class="needed">needed</span>'


@pytest.fixture
def asked(publisher, editor):
    """A published profile with a wish, a report, a comment and a scheduled release."""
    entity = factories.published(factories.entity("nepal"), by=publisher)
    proposing.ask(entity, by=factories.focal_point("asking", entity), words="May.")
    commenting.comment(entity, by=editor, words="Which year?", place="summary_en")
    publishing.withdraw(entity, by=publisher, reason=("a", "b"), at=timezone.now() + dt.timedelta(days=1))
    return entity


@pytest.mark.parametrize("page", ["wishes", "comments", "versions"])
def test_what_must_be_filled_in_says_so_on_every_page(desk, asked, page):
    assert NEEDED in desk.get(url(page, asked.pk)).content.decode()


def autofocused(html):
    return re.findall(r"<(?:textarea|input|select)[^>]* autofocus[^>]*>", html)


def test_pages_that_are_about_one_thing_put_the_focus_there_and_others_nowhere(client, publisher, asked):
    client.force_login(asked.assignments.get().user)
    [area] = autofocused(client.get(url("wishes", asked.pk)).content.decode())
    assert 'name="words"' in area
    client.force_login(publisher)
    pages = ("withdraw", "wishes", "versions", "comments")
    found = {page: autofocused(client.get(url(page, asked.pk)).content.decode()) for page in pages}
    assert [len(fields) for fields in found.values()] == [1, 0, 0, 0]
    assert 'name="reason_en"' in found["withdraw"][0]


def test_a_comment_on_a_field_begins_at_its_words_and_an_answer_in_its_thread(desk, asked):
    thread = Comment.objects.get().pk
    for on, name in (("summary_en", f'id="answer-{thread}"'), ("summary_ar", 'id="id_words"'), ("", 'id="id_words"')):
        [area] = autofocused(desk.get(f"{url('comments', asked.pk)}?on={on}").content.decode())
        assert name in area
