import datetime as dt
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from profiles.desk import workingcopy
from profiles.desk.verbs import publishing
from profiles.published import search
from profiles.published.models import Publication, Spelling
from tests import factories


def test_words_are_asked_for_without_their_article():
    assert search.tokens("الإمارات العربية") == ["امارات", "عربيه"]
    assert search.tokens("ال") == ["ال"]


def test_a_query_of_many_words_is_cut():
    assert len(search.tokens("a b c d e f g h i j k l m n o p")) == 12


@pytest.mark.parametrize("typed", ["الهجرة", "هجرة", "للهجرة", "والهجرة", "بالهجرة"])
def test_a_word_is_found_with_and_without_its_particles(typed):
    assert search.tokens(typed) == ["هجره"]
    assert "هجره" in search.index_text(content(ar="المنظمة الدولية للهجرة"))["search_names"].split()


def test_a_name_is_found_written_in_one_word():
    row = content(en="Viet Nam") | {"other_names": {"en": "South Korea\nKorea", "ar": "كوريا الجنوبية"}}
    assert {"vietnam", "southkorea", "كورياالجنوبيه"} <= set(search.index_text(row)["search_names"].split())


def content(en="", ar=""):
    pairs = {name: {"en": "", "ar": ""} for name in ("formal_name", "former_names", "other_names", "acronym")}
    plain = dict.fromkeys(("slug", "iso2", "iso3", "native_name"), "")
    return plain | pairs | {"name": {"en": en, "ar": ar}, "responsible_entities": []}


def test_names_are_told_from_what_stands_elsewhere():
    names = {"name": {"en": "Ministry of Labour", "ar": ""}, "translation": {"en": "", "ar": "وزارة"}}
    ministry = {"acronym": {"en": "MoL", "ar": ""}, "native_name": ""} | names
    row = content(en="Viet Nam") | {"slug": "viet-nam", "iso2": "VN", "responsible_entities": [ministry]}
    assert search.index_text(row) == {
        "search_names": "viet nam vn vietnam",
        "search": "viet nam vn ministry of labour وزاره mol vietnam",
    }


def test_a_profile_is_found_by_its_other_names_and_acronyms_in_both_languages():
    row = content(en="Republic of Korea") | {"acronym": {"en": "ROK", "ar": "كوريا ج"}}
    row |= {"other_names": {"en": "South Korea\nKorea, South", "ar": "كوريا الجنوبية"}}
    names = search.index_text(row)["search_names"].split()
    assert {"south", "rok", "ج", "الجنوبيه", "جنوبيه"} <= set(names)


@pytest.mark.parametrize("typed", ["106", "10^6", "10⁶"])
def test_raised_letters_and_cells_of_tables_are_found(typed):
    html = "<table><tbody><tr><td>10<sup>6</sup></td><td>CO<sub>2</sub></td></tr></tbody></table><p>a<em>b</em></p>"
    found = search.index_text({"entry": "text", "name": {"en": "x", "ar": ""}, "body": {"en": html, "ar": ""}})
    assert found["search"].split() == ["x", "106", "co2", "ab"]
    assert search.tokens(typed) == ["106"]


def test_no_token_is_longer_than_the_index_takes():
    assert search.index_text(content(en="a" * 70))["search_names"] == "a" * 60
    assert search.tokens("a" * 70) == ["a" * 60]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Viet Nam", "vietnam"),
        ("الأردن", "اردن"),
        ("الهند", "هند"),
        ("الأم", "الام"),
        ("The Gambia", "thegambia"),
        ("ab " * 150, "ab" * 100),
    ],
)
def test_names_sort_by_letters_alone_without_the_arabic_article(name, key):
    assert search.sort_key(name) == key


# ── Looking up ────────


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


@given(st.text(min_size=4, max_size=9, alphabet="abcdeهجرة"), st.data())
def test_one_letter_more_less_other_or_swapped_is_one_letter_apart(word, data):
    place = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("xyzم"))
    changed = [
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    ]
    for other in changed:
        assert search.one_letter_apart(word, other)
        assert search.one_letter_apart(other, word)
        if len(other) >= 4:
            assert search.spellings(word) & search.spellings(other)


@pytest.mark.parametrize(("letters", "kept"), [(3, 0), (4, 5), (14, 15), (15, 0)])
def test_words_that_are_neither_short_nor_very_long_are_kept_under_their_spellings(letters, kept):
    assert len(search.spellings("abcdefghijklmno"[:letters])) == kept
    assert search.spellings("123456789012345"[:letters]) == set()


@pytest.mark.parametrize(
    ("slug", "typed", "found"), [("argentina", "argetinna", True), ("malaysia", "maaylsia", False)]
)
def test_from_nine_letters_on_a_word_is_itself_with_one_missing_and_one_too_many(publisher, slug, typed, found):
    factories.published(factories.entity(slug), by=publisher)
    live = set(Publication.objects.values_list("pk", flat=True))
    assert bool(search.find(typed, live).anywhere) == found


def test_two_letters_apart_is_another_word():
    assert not search.one_letter_apart("malaysia", "malisia")
    assert not search.one_letter_apart("abcd", "badc")
    assert not search.one_letter_apart("abcd", "abcdef")


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


@pytest.mark.parametrize(("whole", "query"), [(True, "('a' | 'b') & ('c')"), (False, "('a':* | 'b':*) & ('c':*)")])
def test_postgresql_is_asked_for_a_word_of_each_group_whole_or_by_its_beginning(whole, query):
    vector = "array_to_tsvector(string_to_array(search, ' '))"
    sql = f"SELECT id FROM published_publication WHERE {vector} @@ %s::tsquery"  # noqa: S608
    assert search.tsquery([["a", "b"], ["c"]], "search", whole) == (sql, query)


def search_sql(name):
    return getattr(search, name)([["india"]], "search_names", False)


@pytest.mark.django_db
def test_a_document_and_a_programme_are_found_by_their_names_and_by_whom_they_name():
    agreement, programme = factories.paper("pact", name_ar="اتفاق"), factories.programme("skills")
    factories.party(agreement, "nepal")
    factories.part(programme, "", name_en="World Bank", name_ar="البنك الدولي")
    for entry, name, elsewhere in ((agreement, "اتفاق", "nepal"), (programme, "skills", "بنك")):
        text = search.index_text(workingcopy.document(entry))
        assert name in text["search_names"].split()
        assert elsewhere in text["search"].split()
        assert elsewhere not in text["search_names"].split()


@pytest.mark.django_db
def test_years_are_names_of_what_is_dated_and_its_texts_stand_elsewhere():
    meeting = factories.meeting("m1", start="2016-12-31", end="2017", agenda_en="<p>Fair</p><p>pay &amp; skills</p>")
    factories.attendance(meeting, "nepal", head_en="Minister of Labour")
    factories.attendance(meeting, "", name_en="World Bank")
    paper, programme = factories.paper(day="2018-05", summary_en="<p>Wages</p>"), factories.programme(start="2014")
    for entry, names, elsewhere in (
        (meeting, {"2016", "2017"}, {"fair", "pay", "skills", "labour", "bank", "ministerial"}),
        (paper, {"2018"}, {"wages"}),
        (programme, {"2014"}, set()),
    ):
        text = search.index_text(workingcopy.document(entry))
        named, every = (set(text[column].split()) for column in ("search_names", "search"))
        assert names <= named
        assert elsewhere <= every - named
        assert not {"nepal", ""} & every


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
