"""When an address that is cited counts as dead: never after one failure."""

import datetime as dt

import pytest

from profiles.desk.models import LinkState
from profiles.desk.models.links import Answer

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def after(*answers, address="https://example.org/"):
    """An address that has answered so, each at so many days from now."""
    link = LinkState.objects.create(address=address)
    for days, answer in answers:
        columns = link.note(answer, None, "", NOW + days * DAY)
        LinkState.objects.filter(pk=link.pk).update(**columns)
        link.refresh_from_db()
    return link


def is_dead(link):
    return LinkState.objects.dead().filter(pk=link.pk).exists()


@pytest.mark.parametrize(
    ("days", "expected"),
    [((0,), False), ((0, 1), False), ((0, 1, 2), False), ((0, 3), False), ((0, 1, 3), True), ((0, 1, 2, 3), True)],
)
def test_it_is_dead_after_three_failures_over_three_days(days, expected):
    assert is_dead(after(*((day, Answer.GONE) for day in days))) == expected


def test_failures_near_to_each_other_count_as_one():
    link = after((0, Answer.GONE), (0.1, Answer.SLOW), (0.4, Answer.SLOW), (3, Answer.GONE))
    assert (link.failures, link.failing_since) == (2, NOW)
    assert not is_dead(link)


@pytest.mark.parametrize("answer", [Answer.WELL, Answer.MOVED, Answer.REFUSED, Answer.BUSY])
def test_whatever_answers_in_between_ends_the_row(answer):
    link = after((0, Answer.GONE), (1, Answer.GONE), (3, Answer.GONE))
    assert is_dead(link)
    columns = link.note(answer, 200, "", NOW + 4 * DAY)
    assert (columns["failures"], columns["failing_since"]) == (0, None)
    assert columns.get("well_at") == (NOW + 4 * DAY if answer in (Answer.WELL, Answer.MOVED) else None)


def test_the_last_answers_are_kept_newest_first():
    link = after(*((day, Answer.WELL) for day in range(6)), (6, Answer.GONE))
    assert [answer for _moment, answer, _status in link.lately] == ["gone", "well", "well", "well", "well"]
    assert link.well_at == NOW + 5 * DAY


def test_what_is_left_out_on_purpose_is_in_no_other_list():
    link = after((0, Answer.GONE), (1, Answer.GONE), (3, Answer.GONE))
    LinkState.objects.filter(pk=link.pk).update(ignored_at=NOW)
    every = LinkState.objects
    found = [every.heeded(), every.failing(), every.dead(), every.moved(), every.unchecked(), every.allowed(NOW)]
    assert [list(rows) for rows in found] == [[]] * 6
    assert list(every.ignored()) == [link]


@pytest.mark.parametrize(
    ("answer", "hours", "expected"),
    [
        (Answer.WELL, 24, False),
        (Answer.WELL, 7 * 24, True),
        (Answer.REFUSED, 24, False),
        (Answer.GONE, 19, False),
        (Answer.GONE, 20, True),
    ],
)
def test_what_fails_is_due_each_day_and_other_things_each_week(answer, hours, expected):
    after((0, answer))
    assert LinkState.objects.due(NOW + hours * HOUR).exists() == expected


def test_what_was_never_asked_and_what_somebody_wants_is_due():
    new, wanted = after(), after((0, Answer.WELL), address="https://example.org/2")
    assert list(LinkState.objects.due(NOW)) == [new]
    LinkState.objects.filter(pk=wanted.pk).update(wanted=True)
    assert list(LinkState.objects.due(NOW).longest_waiting()) == [wanted, new]
    assert wanted.note(Answer.WELL, 200, "", NOW)["wanted"] is False


def test_a_server_that_asked_to_wait_is_not_asked_before():
    link = after()
    LinkState.objects.filter(pk=link.pk).update(not_before=NOW)
    assert not LinkState.objects.allowed(NOW - HOUR).exists()
    assert LinkState.objects.allowed(NOW).exists()
