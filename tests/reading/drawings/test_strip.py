import pytest

from profiles.published.models import Publication
from profiles.reading import facts
from profiles.reading.drawings import strip
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db
SPAN = range(2008, 2015)


def strip_of(publisher, *memberships, span=SPAN):
    nepal = factories.entity("nepal", type=None)
    for start, columns in memberships:
        factories.membership(nepal, "observer", start, **columns)
    factories.published(nepal, by=publisher)
    (profile,) = facts.profiles(Publication.objects.filter(slug="nepal"), Reading.now())
    return strip.of_profile(profile, span)


def test_years_that_are_alike_are_one_run(publisher):
    found = strip_of(publisher, ("2010-05-01", {"end": "2012-02-01"}))
    assert found == strip.Strip(2008, 2014, [strip.Run(0, 2, "no"), strip.Run(2, 3, "certain"), strip.Run(5, 2, "no")])
    assert found.length == 7


def test_a_year_is_as_sure_as_its_surest_day(publisher):
    found = strip_of(publisher, ("2009-06", {"start_qualifier": "at_latest", "end": "2012-12-31"}))
    assert found.runs == [strip.Run(0, 1, "possible"), strip.Run(1, 4, "certain"), strip.Run(5, 2, "no")]


def test_an_end_on_the_first_of_january_leaves_that_year_out(publisher):
    assert strip_of(publisher, ("2008-01-01", {"end": "2010-01-01"})).runs[0] == strip.Run(0, 2, "certain")


def test_what_is_disputed_is_never_more_than_possible(publisher):
    found = strip_of(publisher, ("2008", {"end": "2009", "certainty": "disputed"}))
    assert {run.held for run in found.runs} == {"possible", "no"}


def test_strips_begin_with_the_first_year_that_is_known(publisher):
    today = Reading.now().today
    assert strip.years(Reading.now()) == range(today.year, today.year + 1)
    factories.published(factories.entity("nepal", start="2008"), by=publisher)
    factories.published(factories.entity("oman", start=""), by=publisher)
    assert strip.years(Reading.now()) == range(2008, today.year + 1)


def test_strips_are_never_longer_than_can_be_seen(publisher):
    factories.published(factories.entity("nepal", start="1919"), by=publisher)
    reading = Reading.now()
    assert strip.years(reading) == range(reading.today.year - strip.MOST_YEARS + 1, reading.today.year + 1)
