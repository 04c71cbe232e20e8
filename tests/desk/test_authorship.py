"""Who wrote what is about to be published: the same of one profile as of several."""

import pytest

from profiles.desk import authorship, publishing
from tests import factories

pytestmark = pytest.mark.django_db


def save(entity, summary, by):
    entity.summary_en = summary
    entity.save()
    return publishing.save_copy(entity, by=by)


def test_whoever_saved_since_the_newest_publication_is_an_author(publisher, editor):
    entity = factories.entity()
    save(entity, "One.", editor)
    factories.published(entity)
    assert authorship.authors(entity) == set()
    first = save(entity, "Two.", editor)
    save(entity, "Three.", publisher)
    assert authorship.authors(entity) == {editor.pk, publisher.pk}
    assert authorship.authors(entity, copy=first) == {editor.pk}


def test_a_state_taken_up_again_keeps_its_first_author(publisher, editor):
    entity = factories.published()
    publishing.save_copy(entity, by=None)
    copy = save(entity, "Two.", editor)
    factories.published(entity)
    save(entity, "Three.", None)
    publishing.restore(copy, by=publisher)
    assert authorship.authors(entity) == {editor.pk, publisher.pk}


@pytest.mark.parametrize("number", [1, 4])
def test_authors_of_several_cost_as_many_queries_as_of_one(publisher, editor, django_assert_num_queries, number):
    rows = [factories.published(by=publisher) for _ in range(number)]
    for row in rows:
        save(row, "New.", editor)
    save(factories.entity(), "Other.", publisher)
    with django_assert_num_queries(2):
        assert authorship.authors_of(rows) == {editor.pk}


def test_nobody_wrote_nothing():
    assert authorship.authors_of([]) == set()
