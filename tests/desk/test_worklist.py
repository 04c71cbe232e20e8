"""Who finds what on the first page of admin."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.desk.verbs import proposing, publishing, reporting
from profiles.desk.worklist import Worklist
from tests import factories
from tests.desk.verbs.steps import HOUR, change

pytestmark = pytest.mark.django_db

QUERIES = 14


def test_each_finds_on_the_desk_what_concerns_them(publisher, editor, focal, entity, proposal):
    stranger = factories.focal_point("colombo", factories.entity("sri-lanka"))
    assert [item.about for item in Worklist.of(publisher).to_review] == [proposal]
    assert Worklist.of(editor).to_review == []
    assert [item.about for item in Worklist.of(focal).waiting] == [proposal]
    assert [item.entry for item in Worklist.of(focal).mine] == [entity]
    of_other = Worklist.of(stranger)
    assert (of_other.waiting, of_other.returned, of_other.published, of_other.scheduled) == ([], [], [], [])


def test_what_waits_too_long_is_overdue(publisher, proposal, time_machine):
    assert not Worklist.of(publisher).to_review[0].overdue
    time_machine.move_to(timezone.now() + dt.timedelta(days=6))
    assert Worklist.of(publisher).to_review[0].overdue


def test_a_returned_proposal_leaves_the_desk_once_it_is_proposed_anew(publisher, focal, entity, proposal):
    proposing.return_(proposal, by=publisher, reason="Which source?")
    assert [item.about for item in Worklist.of(focal).returned] == [proposal]
    proposing.propose(entity, by=focal, message="The gazette.")
    assert Worklist.of(focal).returned == []


def test_what_somebody_saved_and_did_not_propose_is_on_their_desk_alone(publisher, editor, entity):
    assert Worklist.of(editor).saved == []
    change(entity, "New.", editor)
    (line,) = Worklist.of(editor).saved
    assert line.entry == entity
    assert Worklist.of(publisher).saved == []
    proposing.propose(entity, by=editor, message="Because.")
    assert Worklist.of(editor).saved == []
    change(entity, "Newer.", editor)
    assert len(Worklist.of(editor).saved) == 1
    change(entity, "Newest.", publisher)
    assert Worklist.of(editor).saved == []
    publishing.publish(entity, by=publisher, override="Alone.")
    assert Worklist.of(publisher).saved == []


def test_what_was_returned_is_not_shown_again_as_saved(publisher, editor, entity):
    change(entity, "New.", editor)
    proposing.return_(proposing.propose(entity, by=editor, message="Why."), by=publisher, reason="Which source?")
    change(entity, "Newer.", editor)
    found = Worklist.of(editor)
    assert (len(found.returned), found.saved) == (1, [])


def test_what_was_proposed_or_is_released_together_is_one_line(publisher, editor):
    rows = [factories.published(factories.entity(slug), by=publisher) for slug in ("kuwait", "nepal", "oman")]
    for row in rows:
        change(row, "New.", editor)
    proposals = proposing.propose_together(rows, by=editor, message="All.")
    (line,) = Worklist.of(publisher).to_review
    assert (line.about, line.more) == (proposals[0], 2)
    publishing.approve_together(
        proposals[0].bundle, by=publisher, digests={row.uid: "" for row in rows}, at=timezone.now() + HOUR
    )
    (line,) = Worklist.of(editor).scheduled
    assert (line.entry, line.more) == (rows[0], 2)
    focal = factories.focal_point("focal", rows[1])
    (line,) = Worklist.of(focal).scheduled
    assert (line.entry, line.more) == (rows[1], 0)


def test_what_waits_for_a_publisher_is_not_shown_again_as_their_own(publisher, entity):
    change(entity, "New.", publisher)
    proposal = proposing.propose(entity, by=publisher, message="Because.")
    found = Worklist.of(publisher)
    assert ([item.about for item in found.to_review], found.waiting) == ([proposal], [])


def test_of_what_was_published_often_the_newest_is_shown_once(publisher, entity):
    change(entity, "New.", None)
    release = publishing.publish(entity, by=publisher)
    assert [item.about for item in Worklist.of(publisher).published] == [release]


@pytest.mark.parametrize("kinds", [("entity",), ("entity", "meeting", "paper", "programme", "text")])
def test_the_desk_costs_the_same_for_all_kinds_of_entries(publisher, django_assert_num_queries, kinds):
    for kind in kinds:
        factories.published(getattr(factories, kind)(), by=publisher)
    Worklist.of(publisher)
    with django_assert_num_queries(QUERIES):
        Worklist.of(publisher)


@pytest.mark.parametrize("number", [1, 6])
def test_the_desk_costs_a_fixed_number_of_queries(client, publisher, django_assert_max_num_queries, number):
    for _ in range(number):
        entity = factories.published(by=publisher)
        entity.summary_en = "New."
        entity.save()
        proposing.propose(entity, by=publisher, message="Because.")
    client.force_login(publisher)
    with django_assert_max_num_queries(27):
        client.get(reverse("admin:index"))


def test_open_reports_are_on_the_desks_of_those_whom_they_concern(nepal, report, publisher, editor, administrator):
    focal = factories.focal_point("focal", nepal)
    other = factories.focal_point("other", factories.entity("kuwait"))
    people = (publisher, editor, focal, other, administrator)
    assert [len(Worklist.of(person).reports) for person in people] == [1, 1, 1, 0, 0]
    reporting.close(report, by=editor, answer="Right.")
    assert [len(Worklist.of(person).reports) for person in people] == [0] * 5
