import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.desk.merge import merge, same

# Few draws for each document: rows and pairs are chosen whole, from enough of them to differ and to agree.
TEXT = st.sampled_from(["", "one", "two", "three"])
PAIR = st.sampled_from([{"en": en, "ar": ar} for en in ("", "one", "two") for ar in ("", "one", "two")])
AREAS = st.sampled_from(
    [
        [{"code": code, "label": {"en": code, "ar": code}} for code in sorted(codes)]
        for number in range(5)
        for codes in itertools.combinations(["gender", "health", "skills", "wages"], number)
    ]
)
ROW = st.sampled_from(
    [
        {
            "start": start,
            "start_qualifier": qualifier,
            "end": end,
            "end_qualifier": "exact",
            "ended": ended,
            "certainty": certainty,
            "note": {"en": note, "ar": ""},
        }
        for start in ("", "2008")
        for qualifier in ("exact", "about")
        for end, ended in (("", False), ("", True), ("2012", False))
        for certainty in ("stated", "inferred")
        for note in ("", "one")
    ]
)
ROWS = st.tuples(*[st.none() | ROW] * 3).map(
    lambda rows: [{"uid": uid} | row for uid, row in zip("abc", rows, strict=True) if row]
)
FACTS = ("memberships", "role_terms", "affiliations", "responsible_entities")
DOCUMENT = st.fixed_dictionaries(
    {"schema": st.just(1), "uid": st.just("u"), "acronym": TEXT, "name": PAIR, "summary": PAIR, "areas": AREAS}
    | dict.fromkeys(FACTS, ROWS)
)
# A machine may be busy: how long documents take says nothing of merging them.
of_documents = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def row(uid, **fields):
    dates = {"start": "2008", "start_qualifier": "exact", "start_by": "", "start_printed": ""}
    dates |= {"end": "", "end_qualifier": "exact", "ended": False, "recorded": ""}
    return {"uid": uid, **dates, "certainty": "stated", "note": {"en": "", "ar": ""}} | fields


def document(*memberships, areas=(), **fields):
    return {
        "summary": {"en": "", "ar": ""},
        "acronym": "",
        "areas": [{"code": code} for code in areas],
        **{key: [] for key in FACTS},
        "memberships": list(memberships),
    } | fields


# ── What holds of all documents ────────


@of_documents
@given(DOCUMENT, DOCUMENT)
def test_what_only_they_changed_is_taken_whole(base, theirs):
    merged = merge(base, base, theirs)
    assert merged.content == theirs
    assert not merged.kept
    assert not merged.clashes


@of_documents
@given(DOCUMENT, DOCUMENT)
def test_what_only_i_changed_is_kept_whole(base, mine):
    merged = merge(base, mine, base)
    assert merged.content == mine
    assert not merged.taken
    assert not merged.clashes


@of_documents
@given(DOCUMENT, DOCUMENT)
def test_the_same_change_on_both_sides_is_no_clash(base, changed):
    merged = merge(base, changed, changed)
    assert merged.content == changed
    assert (merged.taken, merged.kept, merged.clashes) == ([], [], [])


@of_documents
@given(DOCUMENT, DOCUMENT, DOCUMENT)
def test_without_a_clash_the_order_of_the_two_does_not_matter(base, mine, theirs):
    merged, turned = merge(base, mine, theirs), merge(base, theirs, mine)
    assert {found.path for found in merged.clashes} == {found.path for found in turned.clashes}
    assert {found.path for found in merged.taken} == {found.path for found in turned.kept}
    if not merged.clashes:
        assert merged.content == turned.content


@of_documents
@given(DOCUMENT, DOCUMENT, DOCUMENT)
def test_no_row_stands_twice_and_none_is_lost_that_nobody_removed(base, mine, theirs):
    content = merge(base, mine, theirs).content
    for key in FACTS:
        uids = [found["uid"] for found in content[key]]
        before, here, there = ({found["uid"] for found in side[key]} for side in (base, mine, theirs))
        assert len(uids) == len(set(uids))
        assert set(uids) >= (here & there) | (here - before) | (there - before)


@of_documents
@given(DOCUMENT, DOCUMENT, DOCUMENT)
def test_chosen_everywhere_theirs_stands_in_every_clash(base, mine, theirs):
    clashes = merge(base, mine, theirs).clashes
    chosen = merge(base, mine, theirs, {found.path: "theirs" for found in clashes})
    assert merge(base, chosen.content, theirs).clashes == []


@of_documents
@given(DOCUMENT, DOCUMENT)
def test_without_a_base_every_difference_is_a_clash_and_no_row_is_lost(mine, theirs):
    merged = merge(None, mine, theirs)
    assert not merged.taken
    assert not merged.kept
    for key in FACTS:
        both = {found["uid"] for found in mine[key]} | {found["uid"] for found in theirs[key]}
        assert {found["uid"] for found in merged.content[key]} == both


# ── One by one ────────


def test_each_language_of_a_pair_is_a_field_of_its_own():
    base = document()
    merged = merge(base, document(summary={"en": "Mine", "ar": ""}), document(summary={"en": "", "ar": "لهم"}))
    assert merged.content["summary"] == {"en": "Mine", "ar": "لهم"}
    assert [found.path for found in merged.taken] == [("summary", "ar")]


def test_a_field_that_both_changed_differently_clashes_and_mine_stands():
    merged = merge(document(), document(acronym="M"), document(acronym="T"))
    assert merged.content["acronym"] == "M"
    assert [(found.path, found.base, found.theirs) for found in merged.clashes] == [(("acronym",), "", "T")]


def test_two_fields_of_one_row_are_merged():
    base = document(row("a"))
    merged = merge(base, document(row("a", start="2009")), document(row("a", end="2012")))
    assert merged.content["memberships"] == [row("a", start="2009", end="2012")]


@pytest.mark.parametrize(
    ("date", "more"),
    [
        ("start", {"start_qualifier": "about"}),
        ("start", {"start_by": "2008-01-22"}),
        ("start", {"start_printed": "2008-01-01"}),
        ("end", {"end_qualifier": "about"}),
        ("end", {"ended": True}),
    ],
)
def test_a_date_is_taken_with_all_that_qualifies_it(date, more):
    mine, theirs = document(row("a", **{date: "2012"})), document(row("a", **more))
    merged = merge(document(row("a")), mine, theirs)
    assert [found.path for found in merged.clashes] == [("memberships", "a", date)]
    assert merged.content == mine
    assert merge(document(row("a")), mine, theirs, {("memberships", "a", date): "theirs"}).content == theirs


def test_the_day_of_recording_goes_with_neither_date():
    merged = merge(document(row("a")), document(row("a", start="2009")), document(row("a", recorded="2026-11-23")))
    assert merged.content["memberships"] == [row("a", start="2009", recorded="2026-11-23")]
    assert merged.clashes == []


def test_the_sources_of_a_fact_are_one_thing():
    mine, theirs = ([{"code": code, "carries": "all"}] for code in ("a-list", "b-law"))
    merged = merge(document(row("a", sources=[])), document(row("a", sources=mine)), document(row("a", sources=theirs)))
    assert [(found.path, found.mine, found.theirs) for found in merged.clashes] == [
        (("memberships", "a", "sources"), mine, theirs)
    ]


def test_details_of_sources_follow_from_what_is_cited_and_are_not_merged():
    merged = merge(document(sources=[]), document(sources=[{"code": "a"}]), document(sources=[{"code": "b"}]))
    assert (merged.taken, merged.kept, merged.clashes) == ([], [], [])
    assert "sources" not in merged.content


def test_what_only_one_side_knows_of_is_a_change_of_that_side():
    merged = merge(document(), document(ror="mine"), document(wikidata="theirs"))
    assert (merged.content["ror"], merged.content["wikidata"]) == ("mine", "theirs")
    assert [(found.path, found.base, found.mine, found.theirs) for found in (*merged.kept, *merged.taken)] == [
        (("ror",), None, "mine", None),
        (("wikidata",), None, None, "theirs"),
    ]


def test_in_each_clash_the_side_stands_that_is_chosen_for_it():
    mine, theirs = (document(acronym=name, website=name) for name in ("mine", "theirs"))
    content = merge(document(), mine, theirs, {("acronym",): "theirs", ("website",): "mine"}).content
    assert (content["acronym"], content["website"]) == ("theirs", "mine")


def test_unless_somebody_chooses_mine_stands_or_theirs_where_mine_removed_the_row():
    base, gone = document(row("a")), document()
    changed, other = document(row("a", start="2009")), document(row("a", start="2010"))
    for mine, theirs, side in ((changed, other, "mine"), (changed, gone, "mine"), (gone, changed, "theirs")):
        (clash,) = merge(base, mine, theirs).clashes
        assert clash.default == side


def test_a_word_and_a_text_are_not_the_same():
    word, text = {"code": "chair", "label": "Chair"}, {"en": "Chair", "ar": ""}
    assert not same(word, text)
    assert not same(text, word)


def test_another_word_is_a_change_whatever_its_label():
    merged = merge(*(document(row("a", type={"code": code, "label": "The same"})) for code in "xyz"))
    assert [(found.path, found.mine["code"]) for found in merged.clashes] == [(("memberships", "a", "type"), "y")]
    assert merged.content["memberships"] == [row("a", type={"code": "y", "label": "The same"})]


def test_a_row_that_one_removed_and_the_other_changed_stays_unless_chosen_otherwise():
    base, changed, gone = document(row("a")), document(row("a", start="2009")), document()
    for mine, theirs, removing in ((changed, gone, "theirs"), (gone, changed, "mine")):
        merged = merge(base, mine, theirs)
        assert merged.content["memberships"] == changed["memberships"]
        (clash,) = merged.clashes
        assert merge(base, mine, theirs, {clash.path: removing}).content["memberships"] == []


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("acb", "bca", "bca"),  # both have just these: as theirs
        ("b", "ba", "ba"),  # theirs alone has
        ("cab", "ca", "cab"),  # mine alone has
        ("ca", "cb", "abc"),  # neither has: by key
        ("cb", "ca", "abc"),
    ],
)
def test_merged_rows_and_areas_stand_in_the_order_of_the_side_that_has_them_all(mine, theirs, merged):
    def side(keys):
        return document(*map(row, keys), areas=keys)

    content = merge(None, side(mine), side(theirs)).content
    assert "".join(found["uid"] for found in content["memberships"]) == merged
    assert "".join(area["code"] for area in content["areas"]) == merged


def test_areas_are_a_set():
    merged = merge(document(areas="ab"), document(areas="bc"), document(areas="abd"))
    assert [area["code"] for area in merged.content["areas"]] == ["b", "c", "d"]
    assert [found.path for found in merged.kept] == [("areas", "a"), ("areas", "c")]
    assert [found.path for found in merged.taken] == [("areas", "d")]
    assert not merged.clashes


def test_a_word_that_was_relabelled_meanwhile_is_no_change():
    def said(label):
        return {"areas": [{"code": "skills", "label": {"en": label, "ar": label}}]}

    merged = merge(said("Old"), said("Old"), said("New"))
    assert (merged.taken, merged.kept, merged.clashes) == ([], [], [])
    assert merged.content["areas"] == said("New")["areas"]
