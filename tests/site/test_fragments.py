import datetime as dt
from dataclasses import replace

import pytest
from django.core.cache import caches
from django.utils import translation
from django.utils.safestring import SafeString

from profiles.desk.verbs import vocabulary
from profiles.published.models import MemberType
from profiles.reading.facts import GroupKey
from profiles.reading.listings import Listing
from profiles.reading.reading import Reading
from profiles.site import fragments
from tests import factories

pytestmark = pytest.mark.django_db

LINE = "_members_line.html"
YEARS = range(2008, 2027)


@pytest.fixture
def nepal(publisher):
    return factories.published(factories.entity("nepal", name_ar="نيبال"), by=publisher)


def everybody(reading):
    order = reading.members.order
    return Listing(reading.roll, order, [(GroupKey(), order.everybody)])[:]


def looks(reading, template=LINE) -> list[str]:
    with translation.override(reading.language):
        return list(fragments.of_part(everybody(reading), template, reading, years=YEARS).values())


def mark(reading, template=LINE) -> None:
    """Put something else in place of all fragments that are kept of a reading."""
    keys = [f"{fragments.key(reading, template, YEARS)}{pk}" for _group, pk in everybody(reading).lines]
    assert set(caches["fragments"].get_many(keys)) == set(keys)
    caches["fragments"].set_many(dict.fromkeys(keys, "<b>kept</b>"))


def test_a_fragment_is_made_once_and_is_html(nepal, django_assert_num_queries):
    reading = Reading.now()
    (made,) = looks(reading)
    assert "Nepal" in made
    with django_assert_num_queries(0):
        (kept,) = looks(reading)
    assert kept == made
    mark(reading)
    assert looks(Reading.now()) == ["<b>kept</b>"]
    assert [type(html) for html in looks(reading)] == [SafeString]


@pytest.mark.parametrize(
    "other",
    [
        lambda reading: reading.on(dt.date(2012, 1, 1)),
        lambda reading: replace(reading, language="ar"),
        lambda reading: replace(reading, today=reading.today + dt.timedelta(1), day=reading.today + dt.timedelta(1)),
        # The same day, but past by now: links from it carry the day.
        lambda reading: replace(reading, today=reading.today + dt.timedelta(1)),
    ],
    ids=["day", "language", "midnight", "past"],
)
def test_it_is_made_anew_for_another_day_or_language(nepal, other):
    reading = Reading.now()
    looks(reading)
    mark(reading)
    (made,) = looks(other(reading))
    assert "<tr>" in made
    assert looks(reading) == ["<b>kept</b>"]


def test_it_is_made_anew_when_a_vocabulary_changes(nepal, publisher):
    looks(Reading.now())
    mark(Reading.now())
    row = MemberType.objects.get(code="sending")
    row.label_en = "Country of origin"
    vocabulary.change(row, by=publisher)
    (made,) = looks(Reading.now())
    assert "Country of origin" in made


def test_each_template_has_fragments_of_its_own(nepal):
    reading = Reading.now()
    looks(reading)
    mark(reading)
    (person,) = looks(reading, "_person.html")
    assert "<li>" in person
    assert looks(reading) == ["<b>kept</b>"]


def test_only_what_is_not_kept_is_made_and_the_rest_stays_what_it_is(nepal, publisher):
    looks(Reading.now())
    mark(Reading.now())
    # Without a flag, which would give the file of flags another address.
    factories.published(factories.entity("india", iso2="ZZ"), by=publisher)
    reading = Reading.now()
    found = fragments.of_part(everybody(reading), LINE, reading, years=YEARS)
    slugs = {row.pk: row.slug for row in reading.live()}
    assert {slugs[pk]: "<tr>" in html for pk, html in found.items()} == {"india": True, "nepal": False}


def test_a_new_version_has_fragments_of_its_own(nepal, publisher):
    looks(Reading.now())
    mark(Reading.now())
    factories.published_again(nepal, by=publisher, name_en="New Nepal")
    (made,) = looks(Reading.now())
    assert "New Nepal" in made
