import datetime as dt

import pytest

from profiles.published.models import Publication
from profiles.reading.entries import papers
from profiles.reading.reading import Reading
from profiles.values.choices import PaperKind
from tests import factories

pytestmark = pytest.mark.django_db


def slugs(rows):
    return [row["slug"] for row in rows]


def page_of(slug):
    content = Publication.objects.of_kind("document").get(slug=slug).content()
    return papers.PaperPage.live(content, Reading.now())


@pytest.fixture
def library(publisher):
    """Agreements of two years, a declaration of a meeting, a paper of no stated day; and a draft."""
    factories.published(factories.meeting("m1"), by=publisher)
    area = factories.area("skills")
    for slug, day in (("old", "1987-03-28"), ("new", "2024-04")):
        paper = factories.paper(slug, "agreement", day)
        for party in ("india", "qatar"):
            factories.party(paper, party)
        factories.published(paper, by=publisher)
    declaration = factories.paper("declaration", day="2008-01-22", meeting_slug="m1")
    declaration.areas.add(area)
    factories.published(declaration, by=publisher)
    undated = factories.paper("undated", "paper", "", meeting_slug="m1")
    undated.areas.add(area)
    factories.published(undated, by=publisher)
    factories.party(factories.paper("draft", "agreement"), "india")


def test_they_stand_the_latest_first_and_by_kind(library):
    reading = Reading.now()
    assert slugs(reading.papers) == ["new", "declaration", "old", "undated"]
    assert [(kind, slugs(rows)) for kind, rows in papers.by_kind(reading.papers)] == [
        (PaperKind.DECLARATION, ["declaration"]),
        (PaperKind.PAPER, ["undated"]),
        (PaperKind.AGREEMENT, ["new", "old"]),
    ]


def test_a_meeting_has_what_was_adopted_or_presented_there(library):
    assert slugs(papers.of_meeting("m1", Reading.now())) == ["undated", "declaration"]
    assert papers.of_meeting("m2", Reading.now()) == []


def test_a_theme_has_what_took_it_up_by_the_day(library):
    reading = Reading.now()
    assert slugs(papers.of_area("skills", reading)) == ["declaration", "undated"]
    assert slugs(papers.of_area("skills", reading.on(dt.date(2008, 1, 21)))) == ["undated"]
    assert papers.of_area("wages", reading) == []


def test_a_profile_has_the_agreements_of_which_it_is_a_party_by_the_day(library):
    reading = Reading.now()
    assert slugs(papers.of_profile("india", reading)) == ["new", "old"]
    assert slugs(papers.of_profile("india", reading.on(dt.date(2024, 3, 31)))) == ["old"]
    assert papers.of_profile("nepal", reading) == []


def test_a_page_says_where_it_was_adopted_or_presented(library):
    found = [(page.adopted, page.meeting and page.meeting.slug) for page in map(page_of, ("declaration", "undated"))]
    assert found == [(True, "m1"), (False, "m1")]
    assert page_of("old").meeting is None


def test_parties_are_named_by_their_profile_or_else_as_the_document_has_them(library, publisher):
    factories.published(factories.entity("india", name_en="Republic of India"), by=publisher)
    found = [(row.name["en"], bool(row.profile)) for row in page_of("old").parties]
    assert found == [("Qatar", False), ("Republic of India", True)]
