"""What a good profile has: each rule, when it is kept and when it is not, and of whom it is asked."""

import datetime as dt

import pytest

from profiles.desk import workingcopy
from profiles.desk.upkeep.completeness import RULES, completeness
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 29)


@pytest.fixture
def whole():
    """A profile that lacks nothing."""
    entity = factories.entity(type=None, body_en="<p>Text.</p>", website="https://example.org")
    factories.membership(entity, start="2008", sources=factories.cites())
    factories.responsible_entity(entity, name_ar="وزارة العمل", start="2010", sources=factories.cites())
    entity.areas.add(factories.area())
    return entity


def lacking(entity):
    found = completeness(workingcopy.document(entity), TODAY)
    return [lack.rule.code for lack in found.lacks]


def test_a_whole_profile_lacks_nothing(whole):
    found = completeness(workingcopy.document(whole), TODAY)
    assert (found.lacks, found.asked, found.kept, found.missing, found.is_whole) == ([], 12, 12, [], True)


def test_each_rule_has_a_code_of_its_own():
    assert len({rule.code for rule in RULES}) == len(RULES) == 12


@pytest.mark.parametrize(
    ("columns", "rule", "anchor"),
    [
        ({"name_ar": ""}, "name", "id_name_ar"),
        ({"summary_ar": ""}, "summary", "id_summary_ar"),
        ({"summary_en": ""}, "summary", "id_summary_en"),
        ({"body_en": ""}, "text", "id_body_en"),
        ({"website": ""}, "reached", "id_website"),
        ({"kind": "group", "organization_kind": "civil_society", "iso2": ""}, "mark", "id_upload"),
    ],
)
def test_a_field_that_is_empty_is_lacking(whole, columns, rule, anchor):
    for name, value in columns.items():
        setattr(whole, name, value)
    (lack,) = completeness(workingcopy.document(whole), TODAY).lacks
    assert (lack.rule.code, lack.anchor) == (rule, anchor)


def test_so_are_themes(whole):
    whole.areas.clear()
    assert lacking(whole) == ["themes"]


def test_a_logo_is_the_mark_of_an_organization():
    organization = factories.organization("iom", logo="0.png")
    assert "mark" not in lacking(organization)


@pytest.mark.parametrize("how", [{"website": "https://ministry.example"}, {"contact_ar": "هاتف"}])
def test_a_responsible_entity_says_how_it_is_reached(whole, how):
    whole.website = ""
    whole.responsible_entities.update(**how)
    assert lacking(whole) == []


@pytest.mark.parametrize(
    "columns", [{"end": "2020"}, {"start": "2030"}, {"certainty": "disputed"}], ids=["over", "to come", "disputed"]
)
def test_an_office_that_is_not_certain_today_does_not_answer(whole, columns):
    whole.responsible_entities.update(**columns)
    assert lacking(whole)[0] == "office"


def test_who_has_left_needs_no_office_and_is_not_reached(whole):
    whole.memberships.update(end="2015")
    whole.responsible_entities.all().delete()
    whole.website = ""
    found = completeness(workingcopy.document(whole), TODAY)
    assert ([lack.rule.code for lack in found.lacks], found.asked) == ([], 8)


@pytest.mark.parametrize(("columns", "rule"), [({"name_ar": ""}, "office_ar"), ({"name_en": ""}, "office_en")])
def test_an_office_of_today_is_called_something_in_both_languages(whole, columns, rule):
    office = whole.responsible_entities.get()
    whole.responsible_entities.update(**columns)
    (lack,) = completeness(workingcopy.document(whole), TODAY).lacks
    assert (lack.rule.code, lack.anchor) == (rule, f"fact-{office.uid}")
    whole.responsible_entities.update(**{name.replace("name", "translation"): "x" for name in columns})
    assert lacking(whole) == []


def test_without_a_start_nobody_knows_when_it_joined(whole):
    whole.memberships.update(start="")
    found = completeness(workingcopy.document(whole), TODAY)
    assert [(lack.rule.code, lack.anchor) for lack in found.lacks] == [("join_date", "memberships-group")]
    # Nor is a source asked for what is not said.
    assert found.asked == 11


@pytest.mark.parametrize(
    ("carries", "expected"),
    [("all", []), ("start", []), ("end", ["join_source", "sources"]), ("", ["join_source", "sources"])],
)
def test_the_date_of_joining_rests_on_a_source(whole, carries, expected):
    whole.memberships.update(sources=factories.cites(carries=carries) if carries else [])
    assert lacking(whole) == expected


@pytest.mark.parametrize(
    ("dates", "carries", "expected"),
    [
        ({"end": "2020"}, ["all"], []),
        ({"end": "2020"}, ["start", "end"], []),
        ({"end": "2020"}, ["start"], ["sources"]),
        ({"end": "2020"}, ["end"], ["sources"]),
        ({"start": "", "end": "2020"}, ["end"], []),
        ({"start": "", "start_by": "2010"}, ["end"], ["sources"]),
        ({"start": ""}, [], []),
    ],
)
def test_each_start_and_end_rests_on_a_source(whole, dates, carries, expected):
    sources = [factories.cites(f"List {carry}", carries=carry)[0] for carry in carries]
    row = factories.affiliation(whole, **{"start": "2009"} | dates, sources=sources)
    found = completeness(workingcopy.document(whole), TODAY)
    assert [lack.rule.code for lack in found.lacks] == expected
    assert all((lack.anchor, lack.sentence.split(":")[0]) == (f"fact-{row.uid}", "Iom") for lack in found.lacks)


def test_a_rule_that_is_broken_twice_counts_once(whole):
    whole.name_ar = whole.name_en = ""
    found = completeness(workingcopy.document(whole), TODAY)
    assert (len(found.lacks), found.kept) == (2, 11)
    assert found.missing == [("name in both languages", found.lacks)]


def test_it_asks_the_database_nothing(whole, django_assert_num_queries):
    content = workingcopy.document(whole)
    with django_assert_num_queries(0):
        completeness(content)
