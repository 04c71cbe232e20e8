"""The record of a file that somebody brought."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from profiles.desk.models import Import

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("state", "decided"), [("taken", False), ("undone", False), ("read", True)])
def test_what_was_decided_has_a_moment_and_what_waits_has_none(editor, state, decided):
    with pytest.raises(IntegrityError):
        Import.objects.create(
            name="a.csv", digest="0", author=editor, state=state, decided_at=timezone.now() if decided else None
        )


def test_the_newest_comes_first_and_is_called_as_its_file(editor):
    for name in ("a.csv", "b.csv"):
        Import.objects.create(name=name, digest="0", author=editor)
    assert [str(record) for record in Import.objects.all()] == ["b.csv", "a.csv"]
