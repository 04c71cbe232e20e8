import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.verbs import publishing
from profiles.published import meetings, stamp
from profiles.published.models import MeetingKind
from tests import factories

pytestmark = pytest.mark.django_db


def slugs():
    return [row.slug for row in meetings.current(stamp.now()[1]).rows]


def test_they_stand_by_their_first_day_and_only_what_is_public_does(publisher):
    for slug, start in (("late", "2012"), ("early", "2008-01-21"), ("undated", "")):
        factories.published(factories.meeting(slug, start=start))
    factories.meeting("draft")
    publishing.schedule(factories.meeting("planned"), by=publisher, at=timezone.now() + dt.timedelta(days=1))
    assert slugs() == ["undated", "early", "late"]


def test_a_kind_is_called_as_it_is_today():
    factories.published(factories.meeting())
    MeetingKind.objects.update(label_en="Summit")
    (row,) = meetings.current(stamp.now()[1]._replace(counter=99)).rows
    assert (row.kind.label_en, row.content["kind"]["label"]["en"]) == ("Summit", "Ministerial")


def test_they_are_read_once_under_a_stamp(django_assert_num_queries):
    factories.published(factories.meeting(rests_on=factories.cites("Minutes")))
    now = stamp.now()[1]
    (row,) = meetings.current(now).rows
    assert [cited.source["title"]["en"] for cited in row.cited] == ["Minutes"]
    with django_assert_num_queries(0):
        assert meetings.current(now).rows == [row]


def test_what_they_say_has_a_digest(publisher):
    entry = factories.published(factories.meeting())
    before = meetings.current(stamp.now()[1]).digest
    factories.published_again(entry, by=publisher, place_en="Manila")
    assert meetings.current(stamp.now()[1]).digest != before


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [("2012-04-18", "2012-04-19", "18 Apr. 2012 – 19 Apr. 2012"), ("2012-04-18", "", "18 Apr. 2012")],
)
def test_its_days_are_a_period_whose_last_day_counts(start, end, text):
    factories.published(factories.meeting(start=start, end=end))
    (row,) = meetings.current(stamp.now()[1]).rows
    assert str(row.days) == text
    assert row.days.bounds().on(dt.date(2012, 4, int((end or start)[-2:]))) == "certain"


def test_where_one_day_alone_is_stated_it_is_as_vague_at_its_end_as_at_its_start():
    factories.published(factories.meeting(start="2012-04", start_qualifier="about"))
    (row,) = meetings.current(stamp.now()[1]).rows
    assert str(row.days) == "about Apr. 2012"
    assert row.days.bounds().on(dt.date(2012, 4, 30)) == "possible"
