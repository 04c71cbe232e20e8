"""What is offered as an archived address."""

import datetime as dt

import pytest

from profiles.desk.admin.links.archives import archived_lines, offer
from profiles.desk.links.where import Where
from profiles.desk.models import LinkState
from profiles.published.models import Source
from tests import factories

pytestmark = pytest.mark.django_db

AT = dt.datetime(2020, 1, 31, 22, tzinfo=dt.UTC)  # in Dubai it is the first of February


def link_of(*sources, **columns):
    link = LinkState.objects.create(address="https://a.example/", **columns)
    link.where = [Where(source, "url", None) for source in sources]
    return link


@pytest.mark.parametrize(
    ("retrieved", "well_at", "day"),
    [
        (dt.date(2015, 3, 9), AT, "20150309"),
        (None, AT, "20200201"),
        (dt.date(1990, 1, 1), None, "19960512"),
    ],
)
def test_the_day_is_when_it_was_retrieved_or_else_last_well(retrieved, well_at, day):
    source = factories.word(Source, "list", url="https://a.example/#p", retrieved_on=retrieved)
    offered = offer(link_of(source, well_at=well_at), source)
    assert offered == f"https://web.archive.org/web/{day}/https://a.example/#p"


def test_the_archived_address_that_a_source_has_is_shown(editor):
    source = factories.word(Source, "list", url="https://a.example/", archived_url="https://archive.example/1")
    html = archived_lines(link_of(source), editor)
    assert '<a href="https://archive.example/1"' in html
    assert "web.archive.org" not in html
    assert "<button" not in html


def test_of_a_source_without_one_it_is_offered_to_those_who_may_change_it(editor, administrator):
    source = factories.word(Source, "list", url="https://a.example/")
    assert "Use the archived address" in archived_lines(link_of(source), editor)
    LinkState.objects.all().delete()
    html = archived_lines(link_of(source), administrator)
    assert "Look whether it is archived" in html
    assert "<button" not in html


def test_of_what_no_source_has_there_is_the_offer_to_look(editor):
    html = archived_lines(link_of(well_at=AT), editor)
    assert 'href="https://web.archive.org/web/20200201/https://a.example/"' in html
    assert "<button" not in html
