"""The register of sources, and what rests on it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from profiles.desk.models import Entity, Membership, ResponsibleEntity
from profiles.published.models import Citation, Publication, Source
from profiles.published.models.sources import of_codes, with_codes
from tests import factories

pytestmark = pytest.mark.django_db


def source(code="a-list", **columns):
    return factories.word(Source, code, label_en="A list", label_ar="قائمة", **columns)


def test_a_document_holds_all_that_is_known_of_a_source():
    row = source(publisher="IOM", day="2008-01", language="en", url="https://a.org/", kind="copy")
    row.retrieved_on = dt.date(2026, 11, 28)
    assert row.as_document() == {
        "code": "a-list",
        "title": {"en": "A list", "ar": "قائمة"},
        "publisher": "IOM",
        "day": "2008-01",
        "language": "en",
        "url": "https://a.org/",
        "archived_url": "",
        "retrieved_on": "2026-11-28",
        "kind": "copy",
    }
    assert Source(code="b").as_document()["retrieved_on"] == ""


def test_details_are_given_by_code_each_once(django_assert_num_queries):
    source("b-list")
    source("a-list")
    with django_assert_num_queries(1):
        assert [row["code"] for row in of_codes(["b-list", "a-list", "b-list", "none"])] == ["a-list", "b-list"]


def test_an_address_is_in_the_register_once():
    source("a-list", url="https://a.org/")
    source("none")
    source("none-either")
    with pytest.raises(ValidationError, match="in the register already"):
        Source(code="other", label_en="A", label_ar="أ", url="https://a.org/").full_clean()
    with pytest.raises(IntegrityError):
        source("b-list", url="https://a.org/")


def test_sources_of_earlier_documents_may_share_an_address():
    source("a-list", url="https://a.org/")
    source("source-0123456789ab", url="https://a.org/")


@pytest.mark.parametrize(
    "value",
    ["a-list", {"code": "a-list"}, ["a-list"], [{"code": "a-list"}], [{"code": "a-list", "carries": "middle"}]],
)
def test_what_is_no_list_of_sources_is_refused(value):
    source()
    row = factories.membership(factories.entity(type=None))
    row.sources = value
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == ["sources"]


def test_a_source_that_does_not_exist_is_named():
    row = factories.membership(factories.entity(type=None), sources=factories.cites())
    row.full_clean()
    row.sources = [*row.sources, {"code": "nothing", "carries": "all"}]
    with pytest.raises(ValidationError, match="There is no source “nothing”"):
        row.full_clean()


def test_a_row_has_no_sources_to_begin_with():
    assert Membership().sources == []


def test_what_a_publication_cites_is_kept_with_it_and_makes_the_source_public(publisher):
    entity = factories.entity("nepal", body_en='<p>Since 2008.<sup data-source="a-list"></sup></p>', type=None)
    membership = factories.membership(entity, sources=factories.cites(carries="start"))
    row = Source.objects.get()
    assert not row.is_published()
    factories.published(entity, by=publisher)
    found = Citation.objects.order_by("pk").values_list("publication", "source", "part", "fact_uid", "carries")
    pk = Publication.objects.get().pk
    assert ("a-list", "memberships") in {(code, part) for _pk, code, part, _uid, _carries in found}
    assert (pk, "a-list", "memberships", membership.uid, "start") in found
    assert row.is_published()


TEXT = '<p>So.<sup data-source="a-list"></sup> And so.<sup data-source="unknown"></sup></p>'


@pytest.mark.parametrize(("model", "name"), [(Entity, "body_en"), (ResponsibleEntity, "text_ar")])
def test_a_footnote_leads_into_the_register_or_is_refused_at_its_text(model, name):
    factories.cites("A list")
    with pytest.raises(ValidationError) as refused:
        model(name_en="A", **{name: TEXT}).clean()
    assert refused.value.message_dict == {name: ["There is no source “unknown”."]}
    model(name_en="A", **{name: TEXT.replace("unknown", "a-list")}).clean()


def test_every_source_of_a_list_that_is_not_in_the_register_is_named():
    sources = [*factories.cites("A list"), {"code": "x", "carries": "all"}, {"code": "y", "carries": "end"}]
    with pytest.raises(ValidationError) as refused:
        factories.membership(factories.entity(), "observer", sources=sources).full_clean()
    assert refused.value.message_dict["sources"] == ["There is no source “x”.", "There is no source “y”."]


@pytest.mark.parametrize(
    "sources",
    [
        [{"code": code, "carries": "all"} for code in codes]
        for codes in ([1], [None], [["a-list"]], [{"a": "list"}], ["a-list", 1])
    ]
    + [[{"code": "a-list", "carries": ["all"]}], [{"code": "a-list"}], ["a-list"], {"a-list": "all"}, "a-list", 1],
)
def test_what_is_no_list_of_sources_is_refused_in_words(sources):
    factories.cites("A list")
    with pytest.raises(ValidationError) as refused:
        factories.membership(factories.entity(), "observer", sources=sources).full_clean()
    assert refused.value.message_dict["sources"] == ["This is no list of sources."]


def test_a_code_that_no_database_holds_is_that_of_no_source():
    row = factories.word(Source, "a-list")
    assert list(with_codes(["a-list", "a\0list", "\0"])) == [row]
