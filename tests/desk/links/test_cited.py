"""Which addresses are cited, and where."""

import pytest

from profiles.desk.links import cited
from profiles.desk.models import LinkPlace, LinkState
from profiles.published.models import Body, Source
from tests import factories

pytestmark = pytest.mark.django_db


def found():
    """By address, the places: model, column."""
    rows = {}
    for place in cited.places():
        rows.setdefault(place.address, set()).add((place.model, place.column))
    return rows


def test_addresses_of_rows_words_and_rich_texts_are_found_wherever_they_stand():
    entity = factories.entity("nepal", website="https://nepal.example/", ror="https://ror.org/031m4d720")
    entity.body_en = '<p><a href="https://text.example/a?b=1&amp;c=2#part">Text</a> <a href="mailto:a@b.org">a</a></p>'
    entity.body_ar = '<p><a href="/members/">Members</a> <a href="https://nepal.example/">Site</a></p>'
    entity.save()
    factories.responsible_entity(entity, website="http://ministry.example")
    factories.paper(url="https://paper.example/", archived_url="https://archive.example/1")
    factories.meeting(agenda_en='<p><a href="https://agenda.example/">Agenda</a></p>')
    factories.text(body_ar='<p><a href="https://about.example/">About</a></p>')
    factories.word(Body, "iom", website="https://iom.example/")
    factories.word(Source, "list", url="https://source.example/", archived_url="https://archive.example/1")
    assert found() == {
        "https://nepal.example/": {("profiles.entity", "website"), ("profiles.entity", "body_ar")},
        "https://ror.org/031m4d720": {("profiles.entity", "ror")},
        "https://text.example/a?b=1&c=2": {("profiles.entity", "body_en")},
        "http://ministry.example": {("profiles.responsibleentity", "website")},
        "https://paper.example/": {("profiles.paper", "url")},
        "https://archive.example/1": {("profiles.paper", "archived_url"), ("published.source", "archived_url")},
        "https://agenda.example/": {("profiles.meeting", "agenda_en")},
        "https://about.example/": {("profiles.text", "body_ar")},
        "https://iom.example/": {("published.body", "website")},
        "https://source.example/": {("published.source", "url")},
    }


def test_what_is_only_public_is_found_too():
    entity = factories.entity("nepal", website="https://old.example/")
    entity.body_en = '<p><a href="https://text.example/">Text</a></p>'
    entity.save()
    office = factories.responsible_entity(entity, website="https://ministry.example/")
    factories.published(entity)
    assert {column for places in found().values() for _model, column in places} == {"website", "body_en"}
    office.delete()
    entity.website, entity.body_en = "https://new.example/", ""
    entity.save()
    assert found() == {
        "https://new.example/": {("profiles.entity", "website")},
        "https://old.example/": {("profiles.entity", "")},
        "https://text.example/": {("profiles.entity", "")},
        "https://ministry.example/": {("profiles.entity", "")},
    }


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://example.org/",
        "mailto:a@example.org",
        "/members/",
        "https://",
        "https:///x",
        "http://[",
        "http://example.org:99999/",
        "http://example.org:0/",
        "http://example.org/a b",
        "http://example.org/\0",
        f"http://example.org/{'a' * 2000}",
        f"http://example.org/{'ا' * 1000}",
    ],
)
def test_what_cannot_be_asked_is_no_address(address):
    assert not cited.is_asked(address)


@pytest.mark.parametrize("address", ["https://example.org", "HTTP://example.org:8080/ا", "http://[2001:db8::1]/"])
def test_what_can(address):
    assert cited.is_asked(address)


def test_the_tables_follow_and_keep_what_is_known():
    entity = factories.entity("nepal", website="https://a.example/")
    cited.update()
    LinkState.objects.update(failures=2)
    before = list(LinkPlace.objects.values_list("pk", flat=True))
    factories.paper(url="https://a.example/#part")
    cited.update()
    assert LinkState.objects.get().failures == 2
    assert LinkPlace.objects.count() == 2
    assert LinkPlace.objects.filter(pk__in=before, entry_uid=entity.uid).exists()
    entity.website = "https://b.example/"
    entity.save()
    cited.update()
    assert [(row.address, row.places.count()) for row in LinkState.objects.order_by("address")] == [
        ("https://a.example/", 1),
        ("https://b.example/", 1),
    ]
    entity.delete()
    cited.update()
    assert LinkState.objects.get().address == "https://a.example/"


@pytest.mark.parametrize("many", [1, 4])
def test_it_costs_a_fixed_number_of_queries(many, django_assert_max_num_queries):
    for number in range(many):
        factories.published(factories.entity(f"state-{number}", website=f"https://{number}.example/"))
    cited.update()
    with django_assert_max_num_queries(40):
        cited.update()
