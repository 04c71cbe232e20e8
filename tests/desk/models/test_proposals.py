"""What the database says of proposals, links and wishes, whoever writes them."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from profiles.desk.models import PreviewLink, Proposal, Wish
from profiles.desk.verbs import savedcopies
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def put_forward(editor):
    """Puts a profile forward, in any state."""

    def insert(entity, **columns):
        copy = savedcopies.save(entity, by=editor)
        names = {"entry_uid": entity.uid, "slug": entity.slug, "copy": copy, "author": editor}
        return Proposal.objects.create(**names | columns)

    return insert


def test_one_proposal_of_a_profile_waits(put_forward):
    nepal, kuwait = factories.entity("nepal"), factories.entity("kuwait")
    put_forward(nepal, state="replaced", decided_at=timezone.now())
    put_forward(kuwait)
    put_forward(nepal)
    with pytest.raises(IntegrityError):
        put_forward(nepal)


@pytest.mark.parametrize(
    ("columns", "broken"),
    [
        ({"state": "returned", "decided": True}, "proposal_return_has_reason"),
        ({"state": "returned", "reason": "No."}, "proposal_decided"),
        ({"state": "published"}, "proposal_decided"),
        ({"state": "waiting", "decided": True}, "proposal_decided"),
    ],
)
def test_what_is_decided_has_a_moment_and_what_is_returned_a_reason(put_forward, columns, broken):
    if columns.pop("decided", False):
        columns["decided_at"] = timezone.now()
    with pytest.raises(IntegrityError, match=broken):
        put_forward(factories.entity(), **columns)


def test_the_latest_of_each_profile_is_the_one_that_was_put_forward_last(put_forward):
    nepal, kuwait = factories.entity("nepal"), factories.entity("kuwait")
    decided = {"decided_at": timezone.now(), "reason": "No."}
    put_forward(nepal, state="returned", **decided)
    last = put_forward(nepal, state="returned", **decided)
    other = put_forward(kuwait, state="taken_back", **decided)
    assert set(Proposal.objects.latest_of_entry()) == {last, other}
    assert list(Proposal.objects.returned().latest_of_entry()) == [last]


@pytest.mark.parametrize(
    ("seconds", "revoked", "opens"), [(-1, False, True), (0, False, False), (1, False, False), (-1, True, False)]
)
def test_a_link_opens_until_its_moment_unless_it_is_revoked(seconds, revoked, opens):
    end = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    link = PreviewLink(expires_at=end, revoked_at=end - dt.timedelta(days=1) if revoked else None)
    assert link.opens(end + dt.timedelta(seconds=seconds)) is opens


@pytest.mark.parametrize(("answer", "answered"), [("Done.", False), ("", True)])
def test_an_answer_to_a_wish_and_its_moment_come_together(editor, answer, answered):
    entity, moment = factories.entity(), timezone.now() if answered else None
    with pytest.raises(IntegrityError, match="wish_answered"):
        Wish.objects.create(
            entry_uid=entity.uid, slug=entity.slug, words="May.", author=editor, answer=answer, answered_at=moment
        )
