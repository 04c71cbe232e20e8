"""The filters without a page: what can be asked for, who is listed in which groups and order, and how many they are."""

import datetime as dt

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict

from profiles.published.models import Body, MemberType, Publication, Role, ThematicArea
from profiles.reading.filters import MemberFilter
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db

NO_CHOICE = "Select a valid choice. {} is not one of the available choices."


def filter_of(query, **fixed):
    return MemberFilter.of(QueryDict(query), Reading.now(), **fixed)


def groups_of(found):
    """The groups of the list that are not empty: code and how it is held, and who."""
    slugs = dict(Publication.objects.values_list("pk", "slug"))
    return [(tuple(key), [slugs[pk] for pk in found.order.primary_keys(bits)]) for key, bits in found.listing().groups]


def groups(query):
    return groups_of(filter_of(query))


def choices(query):
    """For each facet what the form offers: value, words, count and whether it is chosen."""
    return {
        facet.name: [(row["value"], str(row["label"]), row["count"], row["chosen"]) for row in facet.choices]
        for facet in filter_of(query).facets()
    }


# ── What can be asked for ────────


def test_each_parameter_has_a_name_and_choices(directory):
    fields = filter_of("").form.fields
    assert {name: str(field.label) for name, field in fields.items()} == {
        "q": "Name, acronym or ministry",
        "type": "Member type",
        "standing": "Standing",
        "area": "Theme",
        "role": "Role",
        "body": "Member of another body",
        "sort": "Sort by",
    }
    assert {name: {code: str(label) for code, label in fields[name].choices} for name in fields if name != "q"} == {
        "type": {"sending": "Sending", "receiving": "Receiving", "observer": "Observer"},
        "standing": {"member": "Members", "observer": "Observers", "former": "Former"},
        "area": {"gender": "Gender", "fair-recruitment": "Fair-recruitment", "not-stated": "Not stated"},
        "role": {"chair": "Chair", "not-stated": "Not stated"},
        "body": {"not-stated": "Not stated"},
        "sort": {"type": "Member type", "name": "Name", "joined": "Join date", "found": "Best match"},
    }


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("type=nonsense", f"Member type: {NO_CHOICE.format('nonsense')}"),
        ("type=not-stated", f"Member type: {NO_CHOICE.format('not-stated')}"),
        ("area=gender&area=x", f"Theme: {NO_CHOICE.format('x')}"),
        ("sort=x", f"Sort by: {NO_CHOICE.format('x')}"),
        (
            "q=" + 101 * "x",
            "Name, acronym or ministry: Ensure this value has at most 100 characters (it has 101).",
        ),
    ],
)
def test_what_cannot_be_asked_for_is_refused_with_the_reason(directory, query, reason):
    with pytest.raises(BadRequest) as refused:
        filter_of(query)
    assert str(refused.value) == reason


def test_words_may_have_a_hundred_letters(directory):
    assert groups("q=" + 100 * "x") == []


def test_a_fixed_parameter_stands_for_that_of_the_address(directory):
    assert groups_of(filter_of("type=sending&area=gender", type=["receiving"])) == [
        (("receiving", "certain"), ["kuwait"])
    ]


def test_the_facets_have_names_and_what_is_chosen_is_said_by_its_labels(directory):
    found = filter_of("q=ind&area=gender&role=chair&standing=member")
    assert [str(group.label) for group in found.facets()] == [
        "Member type",
        "Standing",
        "Theme",
        "Role",
        "Member of another body",
    ]
    assert [(name, value, str(words)) for name, value, words in found.active()] == [
        ("q", "ind", "“ind”"),
        ("standing", "member", "Members"),
        ("area", "gender", "Gender"),
        ("role", "chair", "Chair"),
    ]


def test_a_choice_is_offered_if_somebody_has_it_or_it_is_chosen(directory):
    assert choices("type=observer&type=sending&role=chair") == {
        "type": [("sending", "Sending", 1, True), ("observer", "Observer", 0, True)],
        "standing": [("member", "Members", 1, False)],
        "area": [("gender", "Gender", 1, False)],
        "role": [("chair", "Chair", 1, True), ("not-stated", "Not stated", 1, False)],
        "body": [("not-stated", "Not stated", 1, False)],
    }


# ── Who is listed ────────


def test_who_is_perhaps_of_a_type_stands_behind_those_who_certainly_are(directory, publisher):
    oman = factories.entity("oman", type=None)
    factories.membership(oman, "sending", certainty="disputed")
    factories.published(oman, by=publisher)
    assert groups("") == [
        (("sending", "certain"), ["india"]),
        (("sending", "possible"), ["oman"]),
        (("receiving", "certain"), ["kuwait"]),
        (("observer", "certain"), ["iom"]),
        (("", "former"), ["yemen"]),
    ]


def test_who_is_perhaps_of_several_types_stands_at_the_first(publisher):
    oman = factories.entity("oman", type=None)
    for code in ("observer", "receiving"):
        factories.membership(oman, code, certainty="disputed")
    factories.published(oman, by=publisher)
    assert groups("") == [(("receiving", "possible"), ["oman"])]


def test_who_joins_later_stands_last_and_is_not_there_on_an_earlier_day(directory, publisher):
    factories.published(factories.entity("bahrain", start="2035"), by=publisher)
    assert groups("")[-2:] == [(("", "former"), ["yemen"]), (("", "ahead"), ["bahrain"])]
    earlier = MemberFilter.of(QueryDict(), Reading.now().on(dt.date(2008, 12, 31)))
    assert groups_of(earlier) == [
        (("sending", "certain"), ["india"]),
        (("receiving", "certain"), ["yemen"]),
        (("observer", "certain"), ["iom"]),
    ]


def test_words_that_are_looked_for_order_the_list_unless_another_order_is_asked_for(directory, publisher):
    factories.published(factories.entity("ministry"), by=publisher)
    factories.published(factories.entity("a-minister"), by=publisher)
    assert groups("q=ministry") == [(("", ""), ["ministry"])]
    assert groups("q=min&sort=name") == [(("", ""), ["a-minister", "ministry"])]
    assert groups("sort=found") == [(("", ""), ["a-minister", "india", "iom", "kuwait", "ministry", "yemen"])]


@pytest.mark.parametrize("sort", ["", "&sort=found"])
def test_whole_words_of_names_stand_before_beginnings_and_those_before_what_is_no_name(publisher, sort):
    aruba = factories.entity("aruba")
    factories.responsible_entity(aruba, "Public Authority for Manpower")
    for entity in (aruba, *map(factories.entity, ("port-man", "man", "costa-manila", "brunei"))):
        factories.published(entity, by=publisher)
    assert groups(f"q=man{sort}") == [
        (("", ""), ["man", "port-man"]),
        (("", ""), ["costa-manila"]),
        (("", ""), ["aruba"]),
    ]


# ── What nobody has ────────


@pytest.fixture
def afghanistan(publisher):
    """An observer that states nothing else, beside words of each vocabulary that nobody has."""
    for model, code in ((MemberType, "receiving"), (ThematicArea, "gender"), (Role, "chair"), (Body, "iom")):
        factories.word(model, code)
    factories.published(factories.entity("afghanistan", type="observer"), by=publisher)


@pytest.mark.parametrize("query", ["type=receiving", "standing=member", "area=gender", "role=chair", "body=iom"])
def test_nobody_has_a_word_that_none_states(afghanistan, query):
    assert groups(query) == []
    assert filter_of(query).tally() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "query", ["", "type=receiving&type=observer", "area=not-stated&role=not-stated&body=not-stated"]
)
def test_who_states_nothing_has_not_stated_anything(afghanistan, query):
    assert groups(query) == [(("observer", "certain"), ["afghanistan"])]
    assert filter_of(query).tally() == (1, 0, 0, 0)


def test_a_word_that_none_states_is_not_offered(afghanistan):
    not_stated = [("not-stated", "Not stated", 1, False)]
    assert choices("") == {
        "type": [("observer", "Observer", 1, False)],
        "standing": [("observer", "Observers", 1, False)],
        "area": not_stated,
        "role": not_stated,
        "body": not_stated,
    }


def test_who_only_perhaps_holds_a_role_that_nobody_certainly_holds_is_counted_as_perhaps(publisher):
    nepal = factories.entity("nepal")
    factories.role_term(nepal, "chair", certainty="disputed")
    factories.published(nepal, by=publisher)
    assert filter_of("role=chair").tally() == (0, 1, 0, 0)
