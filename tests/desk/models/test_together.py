"""What the database says of comments."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from profiles.desk.models import Comment
from profiles.desk.verbs import commenting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("alone", ["who", "when"])
def test_a_comment_is_resolved_by_somebody_at_some_time(editor, alone):
    comment = commenting.comment(factories.entity(), by=editor, words="Why?")
    columns = {"resolved_by": editor} if alone == "who" else {"resolved_at": timezone.now()}
    with pytest.raises(IntegrityError, match="comment_resolved"):
        Comment.objects.filter(pk=comment.pk).update(**columns)


def test_a_thread_is_what_is_open_at_one_place_of_one_entry(editor):
    nepal, kuwait = factories.entity("nepal"), factories.entity("kuwait")
    first = commenting.comment(nepal, by=editor, words="1", place="summary_en")
    second = commenting.comment(nepal, by=editor, words="2", place="summary_en")
    commenting.comment(nepal, by=editor, words="3")
    commenting.comment(kuwait, by=editor, words="4", place="summary_en")
    assert list(Comment.objects.in_thread(second)) == [first, second]
