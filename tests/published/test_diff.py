import re

import pytest
from django.utils import translation

from profiles.desk import workingcopy
from profiles.desk.models import Entity
from profiles.published import diff, documents
from profiles.published.models import Body, MemberType, Role
from tests import factories

pytestmark = pytest.mark.django_db

PLACES = {
    "slug": "address",
    "kind": "kind",
    "organization_kind": "kind of organization",
    "iso2": "ISO code, two letters",
    "iso3": "ISO code, three letters",
    "wikidata": "Wikidata",
    "ror": "ROR",
    "native_name": "native name",
    "website": "website",
    "logo": "logo",
    "name": "name",
    "formal_name": "formal name",
    "former_names": "former names",
    "other_names": "other names",
    "acronym": "acronym",
    "summary": "summary",
    "body": "text",
    "title": "title",
    "note": "public note",
    "translation": "our translation",
    "text": "text",
    "contact": "contact",
    "status": "status",
    "position": "position",
}


def found(before, after):
    with translation.override("en"):
        return [(change.where, change.before, change.after) for change in diff.changes(before, after)]


def pair(en="", ar=""):
    return {"en": en, "ar": ar}


PLAIN_SOURCE = {"publisher": "", "day": "", "url": "", "archived_url": ""}
SOURCES = [
    PLAIN_SOURCE | {"code": "a-list", "title": pair("A list")},
    PLAIN_SOURCE | {"code": "b-law", "title": pair(ar="قانون")},
]


def document(**said):
    """A document that says this and nothing else."""
    blank = dict.fromkeys(documents.PLAIN, "") | {key: pair() for key in documents.PAIRS}
    return blank | {key: [] for key in (*documents.FACTS, "areas", "sources")} | said


def word(code, label=None):
    return {"code": code, "label": pair(label or code.capitalize())}


def fact(key, **said):
    """A dated fact of one of the four kinds, since 2008; of a ministry, a type, a role or a body named “Word”."""
    kind = documents.FACTS[key]
    blank = dict.fromkeys(kind.columns, "") | {key: pair() for key in kind.pairs} | {"uid": "1", "start": "2008"}
    blank |= {"start_qualifier": "exact", "end_qualifier": "exact", "ended": False, "unusual": False}
    blank |= {"certainty": "stated", "sources": []} | {link: word("word") for link in kind.links}
    return blank | ({"name": pair("Word")} if "name" in kind.pairs else {}) | said


def found_of_fact(key, before, after, sources=()):
    """What is found where one fact stayed and says something else, each without the name of the fact."""
    content = [document(**{key: [fact(key, **said)]}, sources=sources) for said in (before, after)]
    return [(where.split(": ")[-1].removeprefix("Word, "), old, new) for where, old, new in found(*content)]


def test_nothing_differs_from_itself():
    content = workingcopy.document(factories.entity())
    assert found(content, content) == []


@pytest.mark.parametrize("key", documents.PLAIN)
def test_each_plain_text_of_a_profile_is_compared_under_its_name(key):
    assert found(document(**{key: "old"}), document(**{key: "new"})) == [(PLACES[key], "old", "new")]


@pytest.mark.parametrize("key", documents.PAIRS)
def test_each_pair_of_texts_of_a_profile_is_compared_under_its_name_by_language(key):
    assert found(document(), document(**{key: pair("new", "جديد")})) == [
        (f"{PLACES[key]}, English", "", "new"),
        (f"{PLACES[key]}, Arabic", "", "جديد"),
    ]


@pytest.mark.parametrize(("kind", "key"), [(name, key) for name, kind in documents.FACTS.items() for key in kind.plain])
def test_each_plain_text_of_a_fact_is_compared_under_its_name(kind, key):
    assert found_of_fact(kind, {key: "old"}, {key: "new"}) == [(PLACES[key], "old", "new")]


@pytest.mark.parametrize(
    ("kind", "key"), [(name, key) for name, kind in documents.FACTS.items() for key in kind.pairs if key != "name"]
)
def test_each_pair_of_texts_of_a_fact_is_compared_under_its_name_by_language(kind, key):
    assert found_of_fact(kind, {key: pair("old", "قديم")}, {key: pair("new", "قديم")}) == [
        (f"{PLACES[key]}, English", "old", "new")
    ]


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("memberships", "membership"),
        ("role_terms", "role held"),
        ("affiliations", "affiliation"),
        ("responsible_entities", "responsible entity"),
    ],
)
def test_each_kind_of_fact_is_compared_under_its_name(kind, label):
    before, after = (document(**{kind: [fact(kind, end=end)]}) for end in ("2011", "2012"))
    assert found(before, after) == [(f"{label}: Word", "2008 – 2011", "2008 – 2012")]


@pytest.mark.parametrize(
    ("key", "code", "label"),
    [
        ("kind", "state", "State"),
        ("organization_kind", "un", "United Nations entity"),
    ],
)
def test_a_choice_of_a_profile_is_named_as_on_forms(key, code, label):
    assert found(document(), document(**{key: code})) == [(PLACES[key], "", label)]


@pytest.mark.parametrize(
    ("kind", "key", "codes", "change"),
    [
        ("responsible_entities", "kind", ("ministry", "agency"), ("kind", "Ministry", "Agency")),
        ("affiliations", "status", ("observer", "chair"), ("status", "Observer", "Chair")),
        ("memberships", "certainty", ("stated", "not_stated"), ("certainty", "stated", "not stated")),
        ("memberships", "unusual", (False, True), ("the year is right", "", "yes")),
        ("memberships", "start_printed", ("", "2008-01-01"), ("from, as printed", "", "2008-01-01")),
    ],
)
def test_what_a_fact_says_in_codes_is_named_as_on_forms(kind, key, codes, change):
    assert found_of_fact(kind, *({key: code} for code in codes)) == [change]


def test_the_order_of_responsible_entities_is_compared():
    assert found_of_fact("responsible_entities", {"position": 1}, {"position": 2}) == [("position", "1", "2")]


def test_areas_are_compared_by_what_they_are_called():
    before, after = document(areas=[word("gender")]), document(areas=[word("gender", "Women"), word("skills")])
    assert found(before, after) == [("themes", "Gender", "Women, Skills")]


def test_changes_stand_in_the_order_of_the_page():
    content = document(areas=[word("gender")], summary=pair("Short."), name=pair("India"), slug="india")
    content |= {"role_terms": [fact("role_terms")], "memberships": [fact("memberships")]}
    places = [where for where, _before, _after in found(None, content)]
    assert places == ["address", "name, English", "summary, English", "themes", "membership", "role held"]


def test_a_source_that_came_to_be_cited_is_said_in_full():
    more = {"publisher": "IOM", "day": "2008-01", "url": "https://a.org/", "archived_url": "https://b.org/"}
    assert found(document(), document(sources=[SOURCES[0] | more])) == [
        ("source", "", "A list, IOM, Jan. 2008, https://a.org/, https://b.org/")
    ]


def test_a_source_whose_details_changed_is_said_with_both():
    after = [SOURCES[0] | {"url": "https://a.org/"}, SOURCES[1]]
    assert found(document(sources=SOURCES), document(sources=after)) == [("source", "A list", "A list, https://a.org/")]
    assert found(document(sources=after), document(sources=after[:1])) == []


def test_facts_are_matched_by_identity():
    entity = factories.entity()
    term = factories.role_term(entity, "chair", "2008", end="2012")
    before = workingcopy.document(entity)
    term.end = "2013"
    term.save()
    factories.affiliation(entity, "iom", start="2006")
    entity.memberships.all().delete()
    assert found(before, workingcopy.document(entity)) == [
        ("membership", "Sending, 2008 – today", ""),
        ("role held: Chair", "2008 – 2012", "2008 – 2013"),
        ("affiliation", "", "Iom (Member), 2006 – today"),
    ]


def test_a_word_under_another_label_is_no_change_of_the_fact():
    entity = factories.entity()
    factories.role_term(entity, "chair", "2008", end="2012")
    factories.affiliation(entity, "iom", start="2006")
    before = workingcopy.document(entity)
    for model in (MemberType, Role, Body):
        model.objects.update(label_en="Otherwise", label_ar="غير ذلك")

    after = workingcopy.document(Entity.objects.get())

    assert after != before
    assert found(before, after) == []


def test_another_word_is_a_change_of_the_fact():
    entity = factories.entity()
    before = workingcopy.document(entity)
    entity.memberships.update(type=factories.word(MemberType, "observer", standing="observer"))

    assert found(before, workingcopy.document(Entity.objects.get())) == [
        ("membership: Observer", "Sending", "Observer")
    ]


def test_the_day_of_recording_is_no_change_and_no_news_of_a_fact():
    assert found_of_fact("memberships", {"recorded": "2020-01-01"}, {"recorded": "2021-01-01"}) == []
    new = document(memberships=[fact("memberships", recorded="2020-01-01")])
    assert found(document(), new) == [("membership", "", "Word, 2008 – today")]


def test_from_nothing_everything_that_is_said_is_new():
    content = workingcopy.document(factories.entity("nepal"))
    assert ("membership", "", "Sending, 2008 – today") in found(None, content)
    assert all(before == "" for _where, before, _after in found(None, content))


def test_all_that_a_new_or_removed_fact_says_is_shown():
    entity = factories.entity()
    before = workingcopy.document(entity)
    row = factories.responsible_entity(entity, "Board", text_en="<p>Long text.</p>", website="https://board.example")
    after = workingcopy.document(entity)
    new, gone = found(before, after), found(after, before)
    assert ("responsible entity: Board, text, English", "", "Long text.") in new
    assert ("responsible entity: Board, website", "", row.website) in new
    assert ("responsible entity: Board, text, English", "Long text.", "") in gone


@pytest.mark.parametrize(("certainty", "said"), [("stated", []), ("disputed", ["disputed"])])
def test_a_new_fact_says_how_sure_it_is_where_it_is_not_simply_stated(certainty, said):
    new = document(affiliations=[fact("affiliations", status="chair", certainty=certainty)])
    assert found(document(), new) == [
        ("affiliation", "", "Word (Chair), 2008 – today"),
        *(("affiliation: Word, certainty", "", text) for text in said),
    ]


def test_a_new_responsible_entity_says_neither_its_place_nor_its_identity():
    new = document(responsible_entities=[fact("responsible_entities", position=1)])
    assert found(document(), new) == [
        ("responsible entity", "", "Word, 2008 – today"),
        ("responsible entity: Word, name, English", "", "Word"),
    ]


def test_a_responsible_entity_without_an_official_name_goes_by_its_translation():
    board = fact("responsible_entities", name=pair(), translation=pair("Board"))
    assert diff.describe(board) == "Board, 2008 – today"


def test_what_a_fact_rests_on_is_said_by_title_with_what_of_it_a_source_carries():
    cites = [{"code": "a-list", "carries": "all"}, {"code": "b-law", "carries": "start"}]
    assert found_of_fact("memberships", {}, {"sources": cites}, SOURCES) == [
        ("sources", "", "A list\nقانون (the start)")
    ]


def test_a_source_that_the_register_lacks_is_said_by_its_code():
    assert diff.cited([{"code": "c-book", "carries": "all"}], {}) == "c-book"


@pytest.mark.parametrize("kind", documents.FACTS)
def test_in_arabic_no_part_of_a_fact_is_named_in_english(kind):
    columns = documents.FACTS[kind]
    told = {link: word("word", "كلمة") for link in columns.links} | {"name": pair("كلمة", "كلمة")}
    pairs = {"title", "text", "contact", "note"}.intersection(columns.pairs)
    new = dict.fromkeys(columns.plain, "1") | {key: pair("1", "1") for key in pairs}
    before, after = (document(**{kind: [fact(kind, **told | said)]}) for said in ({}, new | {"certainty": "disputed"}))
    with translation.override("ar"):
        places = [change.where for change in diff.changes(before, after)]
    assert len(places) > 1
    assert not [place for place in places if re.search("[a-z]", place)]
