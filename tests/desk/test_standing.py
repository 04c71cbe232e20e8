"""What is said of an entry to each of the cast in each of its states, and what comes next for them."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk import workingcopy
from profiles.desk.standing import PUBLIC, Standing
from profiles.desk.verbs import proposing, publishing, savedcopies
from tests import factories
from tests.desk.verbs.steps import change

pytestmark = pytest.mark.django_db

TODAY = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
CAST = ("focal", "editor", "publisher", "administrator")


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(TODAY, tick=False)


@pytest.fixture
def cast(entity, focal, editor, publisher, administrator):
    return dict(zip(CAST, (focal, editor, publisher, administrator), strict=True))


def of(entry, user):
    return Standing.of(entry, user, workingcopy.document(entry))


def said(entry, user):
    return " ".join(of(entry, user).sentences())


def steps(entry, cast):
    """The page that comes next for each of the cast."""
    found = [of(entry, user).step() for user in cast.values()]
    return [step and step.page for step in found]


def test_a_draft_is_proposed_or_published_once_nothing_is_missing(entity, cast):
    draft = factories.entity("yemen")
    factories.Assignment.objects.create(user=cast["focal"], entity=draft)
    savedcopies.save(draft, by=cast["focal"])
    assert said(draft, cast["focal"]) == "Never published. Your changes are saved, not proposed."
    assert said(draft, cast["editor"]) == "Never published. The text is saved, not proposed."
    assert steps(draft, cast) == ["propose", "propose", "publish", None]
    draft.summary_en = draft.summary_ar = ""
    draft.save()
    assert steps(draft, cast) == [None] * 4
    assert [problem.field for problem in of(draft, cast["editor"]).problems] == ["id_summary_en"]


def test_what_is_public_and_unchanged_is_looked_at(entity, cast):
    assert said(entity, cast["focal"]) == "Public: version 1 since 4 May 2026. Nothing has changed since."
    assert steps(entity, cast) == [PUBLIC] * 4


def test_facts_that_have_grown_old_are_confirmed(entity, cast, time_machine):
    time_machine.move_to(dt.datetime(2028, 5, 3, 9, tzinfo=dt.UTC), tick=False)
    assert steps(entity, cast) == [PUBLIC] * 4
    time_machine.move_to(dt.datetime(2028, 5, 4, 9, tzinfo=dt.UTC), tick=False)
    assert steps(entity, cast) == ["confirm", "confirm", "confirm", PUBLIC]
    fact = str(entity.memberships.get().uid)
    publishing.confirm(entity, by=cast["focal"], facts=[fact])
    assert steps(entity, cast) == [PUBLIC] * 4


def test_of_other_entries_nothing_is_confirmed(publisher, time_machine):
    meeting = factories.published(factories.meeting(), by=publisher)
    time_machine.move_to(TODAY + dt.timedelta(days=999), tick=False)
    assert of(meeting, publisher).step().page == PUBLIC


def test_saved_changes_are_proposed_or_published(entity, cast):
    change(entity, "Newer.", cast["focal"])
    public = "Public: version 1 since 4 May 2026. "
    assert said(entity, cast["focal"]) == public + "Your changes are saved, not proposed."
    assert said(entity, cast["publisher"]) == public + "Changes are saved, not proposed."
    assert steps(entity, cast) == ["propose", "propose", "publish", PUBLIC]


def test_a_proposal_is_reviewed_by_publishers_and_seen_by_others(entity, cast, proposal, time_machine):
    time_machine.move_to(TODAY + dt.timedelta(days=2, hours=3), tick=False)
    assert "You proposed it 2\xa0days ago; it waits for a publisher." in said(entity, cast["focal"])
    assert "Proposed by kathmandu 2\xa0days ago, waiting for a publisher." in said(entity, cast["publisher"])
    assert steps(entity, cast) == ["review"] * 4
    assert of(entity, cast["publisher"]).step().label == "Review the proposal"
    assert of(entity, cast["editor"]).step().label == "See the proposal"
    assert of(entity, cast["editor"]).step().row == proposal.pk


def test_what_was_saved_after_a_proposal_is_proposed_anew(entity, cast, proposal):
    change(entity, "Newer still.", cast["editor"])
    assert said(entity, cast["focal"]).endswith("What was saved since is not part of it.")
    assert steps(entity, cast) == ["propose", "propose", "review", "review"]


def test_a_proposal_that_was_overtaken_is_said_to_be(entity, cast, proposal, time_machine):
    time_machine.move_to(TODAY + dt.timedelta(hours=1), tick=False)
    entity.summary_en = "By another way."
    entity.save()
    publishing.publish(entity, by=cast["publisher"])
    assert "Another version came in between" in said(entity, cast["publisher"])


def test_what_was_returned_waits_for_its_author_until_it_is_changed(entity, cast, proposal):
    proposing.return_(proposal, by=cast["publisher"], reason="Which source?")
    assert said(entity, cast["focal"]).endswith("What was proposed last was returned.")
    assert of(entity, cast["focal"]).returned == proposal
    assert steps(entity, cast) == [None, None, None, PUBLIC]
    change(entity, "The gazette says so.", cast["focal"])
    assert steps(entity, cast) == ["propose", "propose", "publish", PUBLIC]
    assert of(entity, cast["focal"]).returned == proposal
    proposing.propose(entity, by=cast["focal"], message="Here.")
    assert of(entity, cast["focal"]).returned is None


def test_what_is_scheduled_is_said_with_its_moment_and_zone(entity, cast):
    change(entity, "For later.", cast["editor"])
    publishing.schedule(entity, by=cast["publisher"], at=dt.datetime(2026, 12, 1, 5, tzinfo=dt.UTC))
    sentence = "Version 2 becomes public on Tuesday 1 December 2026, 09:00 (Asia/Dubai, UTC+4)."
    assert sentence in said(entity, cast["focal"])
    assert "not proposed" not in said(entity, cast["focal"])
    assert steps(entity, cast) == ["versions", "versions", "versions", PUBLIC]


def test_a_withdrawal_is_said_and_nothing_urges_to_publish_anew(entity, cast, time_machine):
    publishing.withdraw(entity, by=cast["publisher"], reason=("It left.", "غادرت."))
    time_machine.move_to(TODAY + dt.timedelta(hours=1), tick=False)
    assert said(entity, cast["publisher"]) == "Withdrawn since 4 May 2026."
    assert steps(entity, cast) == [None] * 4
    change(entity, "It is back.", cast["editor"])
    assert steps(entity, cast) == ["propose", "propose", "publish", None]


def test_a_withdrawal_to_come_is_said(entity, cast):
    at = timezone.now() + dt.timedelta(days=1)
    publishing.withdraw(entity, by=cast["publisher"], reason=("It leaves.", "ستغادر."), at=at)
    assert "It is withdrawn on Tuesday 5 May 2026, 13:00 (Asia/Dubai, UTC+4)." in said(entity, cast["focal"])


@pytest.mark.parametrize("number", [1, 4])
def test_it_costs_a_fixed_number_of_queries(entity, cast, number, django_assert_num_queries):
    for row in range(number):
        change(entity, f"Summary {row}.", cast["editor"])
        at = timezone.now() + dt.timedelta(days=row + 1)
        publishing.schedule(entity, by=cast["publisher"], at=at)
        change(entity, f"Summary {row} anew.", cast["editor"])
        proposing.propose(entity, by=cast["focal"], message="Because.")
    content, user = workingcopy.document(entity), cast["publisher"]
    user.has_perm("profiles.publish_entity")
    with django_assert_num_queries(6):
        standing = Standing.of(entity, user, content)
        assert standing.step()
        assert standing.sentences()
