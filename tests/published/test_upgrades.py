import copy

import pytest

from profiles.published import documents
from profiles.published.upgrades import source_code, source_from_1, upgrade

UID = "11111111-1111-4111-8111-111111111111"
OFFICE = "22222222-2222-4222-8222-222222222222"
PAIR = {"en": "", "ar": ""}


def dated(uid, **more):
    fact = {"uid": uid, "start": "2008", "start_qualifier": "exact", "end": "", "end_qualifier": "exact"}
    fact |= {"ended": False, "certainty": "stated", "note": PAIR, "source_title": "", "source_url": ""}
    return fact | more


def of_schema_1():
    return {
        "schema": 1,
        "slug": "iom",
        "acronym": "IOM",
        "memberships": [dated(UID, source_title="A list", source_url="https://example.org/")],
        "role_terms": [],
        "affiliations": [
            dated("b", body={"code": "ilo", "label": PAIR, "acronym": "ILO"}, source_url="https://b.org/")
        ],
        "responsible_entities": [dated(OFFICE, acronym="RO", name=PAIR)],
    }


def test_a_document_of_the_future_is_refused():
    with pytest.raises(ValueError, match="schema 3"):
        upgrade({"schema": documents.SCHEMA + 1}, {})


def test_a_document_of_today_is_read_as_it_is():
    content = {"schema": documents.SCHEMA, "slug": "nepal"}
    assert upgrade(content, {UID: "2020-01-01"}) is content


def test_a_source_that_was_a_title_and_an_address_is_one_of_the_register():
    found = upgrade(of_schema_1(), {})
    code, address = source_code("A list", "https://example.org/"), source_code("", "https://b.org/")
    assert found["memberships"][0]["sources"] == [{"code": code, "carries": "all"}]
    assert {row["code"]: (row["title"], row["url"]) for row in found["sources"]} == {
        code: ({"en": "A list", "ar": "A list"}, "https://example.org/"),
        address: ({"en": "https://b.org/", "ar": "https://b.org/"}, "https://b.org/"),
    }
    assert [row["code"] for row in found["sources"]] == sorted([code, address])
    assert found["responsible_entities"][0]["sources"] == []
    assert (code[:7], len(code)) == ("source-", 19)
    assert source_code("", "") == ""


def test_the_register_has_what_later_documents_say_of_a_source():
    blank = {"publisher": "", "day": "", "language": "", "archived_url": "", "retrieved_on": "", "kind": ""}
    assert blank.items() <= upgrade(of_schema_1(), {})["sources"][0].items()


def test_acronyms_become_pairs_and_names_gain_what_they_lacked():
    found = upgrade(of_schema_1(), {})
    assert found["acronym"] == {"en": "IOM", "ar": ""}
    assert (found["other_names"], found["wikidata"], found["ror"], found["schema"]) == (PAIR, "", "", 2)
    assert found["affiliations"][0]["body"]["acronym"] == {"en": "ILO", "ar": ""}
    office = found["responsible_entities"][0]
    assert (office["acronym"], office["translation"]) == ({"en": "RO", "ar": ""}, PAIR)


def test_facts_gain_the_days_on_which_they_were_recorded():
    found = upgrade(of_schema_1(), {UID: "2020-01-01"})
    assert found["memberships"][0]["recorded"] == "2020-01-01"
    assert found["affiliations"][0]["recorded"] == ""
    more = {"start_by": "", "start_printed": "", "unusual": False}
    assert more.items() <= found["memberships"][0].items()
    assert not {"source_title", "source_url"} & found["memberships"][0].keys()


def test_what_was_stored_stays_as_it_is():
    old = of_schema_1()
    before = copy.deepcopy(old)
    upgrade(old, {})
    assert old == before


def test_an_address_for_a_title_is_as_long_as_the_register_takes():
    long = "https://example.org/" + "x" * 580
    assert source_from_1("", long)["title"] == {"en": long[:300], "ar": long[:300]}
    assert source_from_1("", long)["url"] == long
