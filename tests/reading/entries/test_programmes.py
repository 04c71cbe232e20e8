import datetime as dt

import pytest

from profiles.published.models import Publication
from profiles.reading.entries import programmes
from profiles.reading.reading import Reading
from profiles.values.choices import Part
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def skills(publisher):
    """A programme with a lead, two partners and a funder."""
    programme = factories.programme(start="2015-04")
    programme.areas.add(factories.area("skills"))
    factories.part(programme, "philippines")
    factories.part(programme, "united-arab-emirates", "lead", start="2014", end="2016")
    factories.part(programme, "india", ended=True)
    factories.part(programme, "switzerland", "funder")
    return factories.published(programme, by=publisher)


def page():
    content = Publication.objects.of_kind("programme").get().content()
    return programmes.ProgrammePage.live(content, Reading.now())


def test_who_has_a_part_stands_by_what_it_is_and_by_name(skills):
    assert [(part, [row["entity_slug"] for row in rows]) for part, rows in page().parts] == [
        (Part.LEAD, ["united-arab-emirates"]),
        (Part.PARTNER, ["india", "philippines"]),
        (Part.FUNDER, ["switzerland"]),
    ]
    assert [row["entity_slug"] for row in page().leads + page().funders] == ["united-arab-emirates", "switzerland"]


def test_days_are_said_where_there_are_any(skills):
    found = {row["entity_slug"]: row.dated for _part, rows in page().parts for row in rows}
    assert found == {"united-arab-emirates": True, "india": False, "philippines": False, "switzerland": False}


def test_a_profile_has_its_parts_in_programmes_that_may_have_begun_by_the_day(skills):
    reading = Reading.now()
    ((found,), (lead,)) = (programmes.of_profile(slug, reading) for slug in ("india", "united-arab-emirates"))
    assert (found.programme["slug"], found.part, found.dated) == ("skills", Part.PARTNER, False)
    assert (lead.part, lead.dated) == (Part.LEAD, True)
    assert programmes.of_profile("india", reading.on(dt.date(2015, 3, 31))) == []
    assert programmes.of_profile("nepal", reading) == []


def test_a_theme_has_the_programmes_that_took_it_up(skills):
    reading = Reading.now()
    assert [row["slug"] for row in programmes.of_area("skills", reading)] == ["skills"]
    assert programmes.of_area("skills", reading.on(dt.date(2010, 1, 1))) == []
    assert programmes.of_area("wages", reading) == []
