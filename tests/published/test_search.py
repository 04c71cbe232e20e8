"""What is indexed of a document, and what is asked for of a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.desk import workingcopy
from profiles.published import search
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


def test_two_letters_apart_is_another_word():
    assert not search.one_letter_apart("malaysia", "malisia")
    assert not search.one_letter_apart("abcd", "badc")
    assert not search.one_letter_apart("abcd", "abcdef")


@pytest.mark.parametrize(("whole", "query"), [(True, "('a' | 'b') & ('c')"), (False, "('a':* | 'b':*) & ('c':*)")])
def test_postgresql_is_asked_for_a_word_of_each_group_whole_or_by_its_beginning(whole, query):
    vector = "array_to_tsvector(string_to_array(search, ' '))"
    sql = f"SELECT id FROM published_publication WHERE {vector} @@ %s::tsquery"  # noqa: S608
    assert search.tsquery([["a", "b"], ["c"]], "search", whole) == (sql, query)


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
