"""What a search finds among what is published."""

import datetime as dt
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from profiles.desk.verbs import publishing
from profiles.published import search
from profiles.published.models import Publication, Spelling
from tests import factories


@pytest.fixture
def names(publisher):
    """Some published names, by primary key of their publications."""
    factories.published(factories.entity("malaysia", name_ar="ماليزيا", iso2="MY"), by=publisher)
    factories.published(factories.entity("india", name_ar="الهند", iso2="IN"), by=publisher)
    indonesia = factories.entity("indonesia", name_ar="إندونيسيا", iso2="ID")
    factories.responsible_entity(indonesia, "Ministry of Manpower of the Indian Ocean")
    factories.published(indonesia, by=publisher)
    return dict(Publication.objects.values_list("pk", "slug"))


def slugs(names, pks):
    return sorted(names[pk] for pk in pks)


def test_whole_words_of_names_are_told_from_beginnings_and_the_rest(names):
    found = search.find("in", names.keys())
    assert slugs(names, found.named) == ["india"]
    assert not found.mistyped
    assert slugs(names, found.begun) == ["india", "indonesia"]
    assert slugs(names, search.find("indian", names.keys()).anywhere) == ["indonesia"]
    assert search.find("indian", names.keys()).begun == set()


@pytest.mark.parametrize("typed", ["malasia", "malaysai", "mallaysia", "malaisia", "Malaysiaa", "ماليزبا", "ماليزا"])
def test_a_name_with_one_typing_error_is_found(names, typed):
    found = search.find(typed, names.keys())
    assert (slugs(names, found.anywhere), found.mistyped) == (["malaysia"], True)


@pytest.mark.parametrize("typed", ["mlysia", "xx", "1234", '"; DROP', "NEAR(a b)", "*", "a" * 100, "'':*", "\\"])
def test_what_nothing_is_like_is_found_nowhere_and_breaks_nothing(names, typed):
    found = search.find(typed, names.keys())
    assert slugs(names, found.anywhere) == []


@pytest.mark.parametrize(
    ("slug", "typed", "found"), [("argentina", "argetinna", True), ("malaysia", "maaylsia", False)]
)
def test_from_nine_letters_on_a_word_is_itself_with_one_missing_and_one_too_many(publisher, slug, typed, found):
    factories.published(factories.entity(slug), by=publisher)
    live = set(Publication.objects.values_list("pk", flat=True))
    assert bool(search.find(typed, live).anywhere) == found


def test_a_word_of_a_name_that_is_not_public_does_not_change_what_is_found(client, publisher):
    factories.published(factories.entity("vietnam"), by=publisher)
    before = client.get("/members/?q=vietnem").content
    moment = timezone.now() + dt.timedelta(days=1)
    publishing.publish(factories.entity("vietnem"), by=publisher, at=moment, override="Alone.")
    assert b"Vietnam" in before
    assert client.get("/members/?q=vietnem").content == before
    withdrawn = factories.published(factories.entity("wd", name_en="Vietnem"), by=publisher)
    publishing.withdraw(withdrawn, by=publisher, reason=("Gone.", "ذهب."))
    assert client.get("/members/?q=vietnem").content == before


@pytest.mark.parametrize(
    ("typed", "word", "found"), [("vietna nepla", "Vietnan", True), ("vietnz", "Vietn", False), ("nepla", "Nepl", True)]
)
def test_a_word_that_stands_in_no_live_name_hides_and_adds_nothing(publisher, typed, word, found):
    factories.published(factories.entity("both", name_en="Vietnamese Nepal"), by=publisher)
    live = set(Publication.objects.values_list("pk", flat=True))
    before = search.find(typed, live)
    assert bool(before.anywhere) == found
    moment = timezone.now() + dt.timedelta(days=1)
    publishing.publish(factories.entity("draft", name_en=word), by=publisher, at=moment, override="Alone.")
    assert Spelling.objects.filter(word=word.lower()).exists()
    assert search.find(typed, live) == before


def test_a_long_name_with_one_letter_missing_and_one_too_many_is_found(publisher):
    factories.published(factories.entity("philippines"), by=publisher)
    assert search.find("phillipines", set(Publication.objects.values_list("pk", flat=True))).anywhere


@pytest.fixture
def ministries(publisher):
    """Two ministries of one name, each in its spelling; Sri Lanka; a state by its short name."""
    for slug, name in (("oman", "Ministry of Labour"), ("nepal", "Ministry of Labor"), ("sri-lanka", "Bureau")):
        entity = factories.entity(slug, name_ar={"oman": "عُمان"}.get(slug, slug))
        factories.responsible_entity(entity, name)
        factories.published(entity, by=publisher)
    return dict(Publication.objects.values_list("pk", "slug"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Ministry of Labour", ["nepal", "oman"]),
        ("ministry of labor", ["nepal", "oman"]),
        ("state of oman", ["oman"]),
        ("the Sultanate of Oman", ["oman"]),
        ("دولة عمان", ["oman"]),
        ("sri lan ka", ["sri-lanka"]),
        ("srilanka", ["sri-lanka"]),
    ],
)
def test_a_query_finds_the_same_however_it_is_put(ministries, query, found):
    hits = search.find(query, ministries.keys())
    assert (slugs(ministries, hits.anywhere), hits.mistyped) == (found, False)


def test_many_mistyped_words_cost_a_query_each(names, django_assert_num_queries):
    with django_assert_num_queries(12 + 2):
        search.find("malasia " * 11 + "qqqqqqqq", set(names))


def test_every_index_that_a_search_needs_is_used(publisher):
    """A table that Django remakes loses its triggers: then nothing would be found any more."""
    factories.published(factories.entity("india"), by=publisher)
    sql, query = {"sqlite": search_sql("fts5"), "postgresql": search_sql("tsquery")}[connection.vendor]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}", [query])
        plan = str(cursor.fetchall())
    assert "VIRTUAL TABLE INDEX" in plan or "published_search" in plan, plan


def search_sql(name):
    return getattr(search, name)([["india"]], "search_names", False)


def test_what_was_published_before_is_found_by_its_year_once_it_is_migrated(publisher):
    factories.published(factories.meeting("fourth", start="2017-01-23"), by=publisher)
    live = set(Publication.objects.values_list("pk", flat=True))
    migration = import_module("profiles.published.migrations.0011_found_by_years")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE published_publication SET search = 'fourth', search_names = 'fourth'")
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO published_search(published_search) VALUES ('rebuild')")
    assert search.find("2017", live).named == set()
    apps = MigrationExecutor(connection).loader.project_state().apps
    migration.recompute(apps, SimpleNamespace(connection=connection))
    assert search.find("2017", live).named == live
    assert search.find("fourth", live).named == live


def test_what_was_published_before_is_found_by_letters_that_fold_once_it_is_migrated(publisher):
    factories.published(factories.entity("oecd", name_en="Economic Co-operation", native_name="کویت"), by=publisher)
    live = set(Publication.objects.values_list("pk", flat=True))
    migration = import_module("profiles.published.migrations.0012_folded_letters")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE published_publication SET search = 'co operation', search_names = 'co operation'")
        cursor.execute("DELETE FROM published_spelling")
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO published_search(published_search) VALUES ('rebuild')")
    assert search.find("cooperation", live).named == set()
    apps = MigrationExecutor(connection).loader.project_state().apps
    migration.recompute(apps, SimpleNamespace(connection=connection))
    for query in ("cooperation", "co-operation", "كويت", "الکویت"):
        assert search.find(query, live).named == live, query
    assert search.find("coopertion", live).mistyped
