"""The identity in force, and what messages call the body."""

import pytest
from django.utils.translation import override

from profiles.desk import verbs
from profiles.published import identity, stamp
from profiles.published.models import Identity
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_directory_that_is_not_set_up_speaks_of_nobody_by_name():
    assert identity.names() == {
        "body_name": "This organization",
        "in_full": "this organization",
        "in_short": "this organization",
        "of_full": "of this organization",
        "of_short": "of this organization",
        "directory_name": "Member directory",
    }


def test_the_names_are_those_of_the_language_in_force():
    factories.identity()
    assert identity.names()["in_short"] == "the Dialogue"
    with override("ar"):
        assert identity.names()["body_name"] == "حوار أبوظبي"
        assert identity.names()["in_full"] == identity.names()["of_full"] == "حوار أبوظبي"


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("le Forum carpatique", "du Forum carpatique"),
        ("Les Amis", "des Amis"),
        ("la Commission", "de la Commission"),
        ("l’Union", "de l’Union"),
        ("Union", "d’Union"),
        ("Lesotho", "de Lesotho"),
    ],
)
def test_in_french_an_article_melts_into_the_word_before(monkeypatch, name, owner):
    monkeypatch.setattr(identity, "current_language", lambda: "fr")
    with override("fr"):
        assert identity.as_owner(name) == owner


def test_a_name_that_is_not_there_is_the_next_longer_one():
    factories.identity(in_full_en="", in_short_en="")
    assert identity.names()["in_short"] == "Abu Dhabi Dialogue"


def test_a_change_is_in_force_at_once_and_says_another_digest():
    factories.identity()
    before = identity.current()
    factories.identity(name_en="Another")
    assert identity.current().name_en == "Another"
    assert identity.current().digest != before.digest


def test_what_changes_nothing_of_it_leaves_its_digest():
    factories.identity()
    before = identity.of(stamp.now()[1]).digest
    with verbs.writing():
        pass
    assert identity.of(stamp.now()[1]).digest == before


def test_while_the_database_does_not_answer_it_is_what_the_process_read_last(django_assert_num_queries):
    factories.identity()
    identity.current()
    Identity.objects.update(name_en="Not read")
    with django_assert_num_queries(0):
        assert identity.known().name_en == "Abu Dhabi Dialogue"


def test_a_sentence_takes_the_names_and_other_values():
    factories.identity()
    assert identity.named("%(who)s joined %(in_short)s.", who="Nepal") == "Nepal joined the Dialogue."
