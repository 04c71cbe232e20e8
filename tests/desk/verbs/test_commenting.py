"""Commenting, resolving, reopening; and who hears of it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from profiles.desk.models import Assignment, Comment, Event, Mail
from profiles.desk.verbs import Refused, commenting, savedcopies
from profiles.published.models import Stamp
from tests import factories
from tests.desk.verbs.steps import change

pytestmark = pytest.mark.django_db


def told():
    """To whom mails about comments are on their way, oldest first."""
    rows = Mail.objects.filter(subject__startswith="Comment:").order_by("pk")
    return [mail.person.username for mail in rows]


def test_a_comment_is_kept_with_who_and_what_it_is_about_and_logged(entity, focal):
    row = commenting.comment(entity, by=focal, words=" Since when? ", place="summary_en")
    assert (row.entry_uid, row.place, row.words, row.author) == (entity.uid, "summary_en", "Since when?", focal)
    event = Event.objects.get(verb="comment")
    assert (event.actor, event.entry_uid, event.message) == (focal, entity.uid, "Since when?")


def test_who_sees_the_working_copy_comments_and_nobody_else(entity, focal, administrator):
    commenting.comment(entity, by=administrator, words="A name is wrong.")
    other = factories.focal_point("other", factories.entity("kuwait"))
    ended = factories.focal_point("ended", entity, until=timezone.localdate() - dt.timedelta(days=1))
    for person in (other, ended, factories.person("stranger")):
        with pytest.raises(PermissionDenied):
            commenting.comment(entity, by=person, words="x")
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(("words", "place"), [(" \n", ""), ("x", "no_field"), ("x", "fact-1"), ("x", "id")])
def test_a_comment_has_words_and_is_about_something_in_the_form(entity, editor, words, place):
    with pytest.raises(Refused):
        commenting.comment(entity, by=editor, words=words, place=place)
    assert not Event.objects.filter(verb="comment").exists()


def test_a_thread_is_resolved_and_reopened_at_once_and_that_is_logged(entity, focal, editor):
    first, second = (commenting.comment(entity, by=focal, words=words, place="summary_en") for words in "ab")
    elsewhere = commenting.comment(entity, by=focal, words="c")
    commenting.resolve(second, by=editor)
    assert list(Comment.objects.open()) == [elsewhere]
    assert {row.resolved_by for row in Comment.objects.filter(place="summary_en")} == {editor}
    commenting.reopen(first, by=focal)
    assert set(Comment.objects.open()) == {first, second, elsewhere}
    verbs = [(event.verb, event.actor) for event in Event.objects.filter(verb__in=["resolve", "reopen"])]
    assert verbs == [("reopen", focal), ("resolve", editor)]


def test_what_was_said_since_is_in_a_thread_that_is_reopened(entity, editor):
    first = commenting.comment(entity, by=editor, words="a")
    commenting.resolve(first, by=editor)
    second = commenting.comment(entity, by=editor, words="b")
    commenting.reopen(first, by=editor)
    assert list(Comment.objects.in_thread(second)) == [first, second]


def test_what_is_done_is_not_done_again(entity, editor):
    comment = commenting.comment(entity, by=editor, words="a")
    with pytest.raises(Refused, match="It is open"):
        commenting.reopen(comment, by=editor)
    commenting.resolve(comment, by=editor)
    with pytest.raises(Refused, match="It has been resolved"):
        commenting.resolve(comment, by=editor)
    assert Event.objects.filter(verb__in=["resolve", "reopen"]).count() == 1


def test_who_only_reads_resolves_nothing(entity, editor, administrator):
    comment = commenting.comment(entity, by=editor, words="a")
    with pytest.raises(PermissionDenied):
        commenting.resolve(comment, by=administrator)
    commenting.resolve(comment, by=editor)
    with pytest.raises(PermissionDenied):
        commenting.reopen(comment, by=administrator)


def test_the_public_is_told_nothing(entity, editor):
    before = Stamp.objects.get(pk=1).counter
    commenting.resolve(commenting.comment(entity, by=editor, words="a"), by=editor)
    assert Stamp.objects.get(pk=1).counter == before


def test_of_a_new_thread_hears_who_keeps_the_profile_and_who_changed_it(entity, focal, editor, publisher):
    change(entity, "Newer.", editor)
    commenting.comment(entity, by=publisher, words="Which ministry?")
    assert sorted(told()) == ["editor", focal.username]


def test_where_that_is_nobody_else_who_can_publish_hears(entity, focal, publisher):
    commenting.comment(entity, by=focal, words="May I?")
    assert told() == [publisher.username]


def test_of_an_answer_who_has_spoken_hears(entity, focal, publisher, editor):
    commenting.comment(entity, by=publisher, words="Which ministry?")
    Mail.objects.all().delete()
    commenting.comment(entity, by=focal, words="That of Labour.")
    commenting.comment(entity, by=publisher, words="Thank you.")
    assert told() == [publisher.username, focal.username]


def test_who_may_not_see_it_any_more_hears_nothing(entity, focal, publisher):
    commenting.comment(entity, by=focal, words="May I?")
    Assignment.objects.filter(user=focal).delete()
    savedcopies.save(entity, by=publisher)
    Mail.objects.all().delete()
    commenting.comment(entity, by=publisher, words="You may.")
    assert told() == []
