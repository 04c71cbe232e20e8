"""Where words are named, and what rests on a source: publications, working copies, words."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from profiles.desk import uses
from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from profiles.published.models import Body, MemberType, Role, Source, ThematicArea
from tests import factories

pytestmark = pytest.mark.django_db

FOOTNOTE = '<p>So it is.<sup data-source="a-list"></sup></p>'


@pytest.fixture
def source():
    factories.cites("A list")
    factories.cites("A list of another")
    return Source.objects.get(code="a-list")


def places(source, by=None):
    return uses.uses_of(source, by).places()


def test_nothing_rests_on_a_source_of_which_only_the_beginning_of_a_code_is_cited(source):
    factories.membership(
        factories.entity(), "observer", "2001", end="2002", sources=factories.cites("A list of another")
    )
    assert places(source) == []
    assert not uses.is_published(source)


@pytest.mark.parametrize(
    ("make", "part"),
    [
        (lambda entity: factories.role_term(entity, sources=factories.cites("A list")), "role held: Chair 2008"),
        (lambda entity: factories.responsible_entity(entity, "Ministry", text_ar=FOOTNOTE), "text of Ministry"),
        (lambda entity: Entity.objects.filter(pk=entity.pk).update(body_en=FOOTNOTE), "text"),
    ],
)
def test_working_copies_are_named_with_the_part_that_rests_on_it(source, stranger, make, part):
    entity = factories.entity("nepal")
    make(entity)
    found = uses.uses_of(source)
    assert (found.parts, found.places()) == ({entity: [part]}, ["Nepal, working copy"])
    assert not uses.is_published(source)
    assert places(source, stranger) == []


def test_of_publications_the_live_one_is_named_or_else_the_last(source, publisher):
    entity = factories.entity("nepal", body_en=FOOTNOTE)
    factories.published(entity, by=publisher)
    factories.published_again(entity, by=publisher, body_en="<p>No more.</p>")
    assert places(source) == ["Nepal, version 1"]
    assert uses.is_published(source)


@pytest.mark.parametrize("model", [Body, ThematicArea])
def test_words_are_public_and_so_is_what_they_rest_on(source, model):
    row = factories.word(model, "word", sources=[{"code": "a-list", "carries": "all"}])
    assert uses.uses_of(source).words == [row]
    assert uses.is_published(source)


def test_what_is_to_come_is_named_to_those_alone_who_may_see_the_profile(source, publisher, stranger):
    entity = factories.entity("nepal", body_en=FOOTNOTE)
    publishing.publish(entity, by=publisher, at=timezone.now() + dt.timedelta(days=2))
    Entity.objects.filter(pk=entity.pk).update(body_en="")
    assert places(source, publisher) == places(source, factories.focal_point("keeper", entity)) == ["Nepal, version 1"]
    assert places(source, factories.focal_point("focal", factories.entity("kuwait"))) == places(source, stranger) == []
    assert uses.is_published(source)


def test_what_was_once_live_is_named_to_everybody(source, publisher, stranger):
    entity = factories.published(factories.entity("nepal", body_en=FOOTNOTE), by=publisher)
    factories.published_again(entity, by=publisher, body_en="<p>No more.</p>")
    assert places(source, stranger) == ["Nepal, version 1"]


def test_the_code_of_a_source_that_something_rests_on_is_fixed(source, publisher):
    uses.refuse_another_code(source, "another", by=publisher)
    factories.role_term(factories.entity("nepal"), sources=factories.cites("A list"))
    uses.refuse_another_code(source, "a-list", by=publisher)
    with pytest.raises(ValidationError, match="Nepal, working copy"):
        uses.refuse_another_code(source, "another", by=publisher)


def test_a_refusal_names_no_working_copy_that_somebody_may_not_see(source):
    factories.role_term(factories.entity("nepal"), sources=factories.cites("A list"))
    focal = factories.focal_point("focal", factories.entity("kuwait"))
    with pytest.raises(ValidationError) as refused:
        uses.refuse_another_code(source, "another", by=focal)
    assert refused.value.messages == ["The code is fixed: something rests on it."]


# ── Words ────────


@pytest.mark.parametrize(
    ("model", "code", "part"),
    [
        (MemberType, "sending", "membership: Sending 2008"),
        (Role, "chair", "role held: Chair 2008"),
        (Body, "iom", "affiliation: Iom 2008"),
        (ThematicArea, "gender", "thematic areas"),
    ],
)
def test_a_word_is_named_by_publications_and_parts_of_working_copies(publisher, stranger, model, code, part):
    entity, other = factories.entity("nepal"), factories.entity("kuwait", type="receiving")
    for row in (entity, other):
        factories.role_term(row, "chair" if row == entity else "host")
        factories.affiliation(row, "iom" if row == entity else "ilo")
        row.areas.add(factories.area("gender" if row == entity else "ciop"))
    row = model.objects.get(code=code)
    found = uses.uses_of(row)
    assert (found.publications, found.words, found.parts) == ([], [], {entity: [part]})
    assert places(row, stranger) == []
    factories.published(entity, by=publisher)
    factories.published(other, by=publisher)
    assert places(row) == ["Nepal, version 1", "Nepal, working copy"]
    assert places(row, stranger) == ["Nepal, version 1"]


def test_a_word_that_nothing_names_is_nowhere():
    factories.entity("nepal").areas.add(factories.area("gender"))
    assert places(factories.area("gender-equality")) == places(factories.word(Role, "gender")) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_places_of_a_word_are_found_by_the_same_few_questions(publisher, number):
    for _time in range(number):
        entity = factories.entity()
        factories.role_term(entity)
        factories.role_term(entity, start="2012")
        factories.published(entity, by=publisher)
    row = Role.objects.get()
    with CaptureQueriesContext(connection) as queries:
        places(row)
    assert len(queries) == 5
