import pytest

from profiles.published.models import Body
from profiles.values.choices import Licence
from tests import factories
from tests.answers import csv_rows

pytestmark = pytest.mark.django_db


def member(slug="nepal", **columns):
    return factories.published(factories.entity(slug, **columns))


def test_csv_says_who_a_member_is_and_since_when(client, publisher):
    entity = factories.entity("nepal", iso2="NP", iso3="NPL", start="2008-01", formal_name_en="Federal Nepal")
    factories.role_term(entity)
    factories.role_term(entity, "host", "2010", end="2011")
    factories.responsible_entity(entity, "Ministry of Labour", name_ar="وزارة العمل")
    factories.responsible_entity(entity, "Foreign Employment Board", position=1)
    factories.responsible_entity(entity, "Old ministry", start="2000", end="2004")
    entity.areas.add(factories.area())
    factories.published(entity, by=publisher)
    (row,) = csv_rows(client, "/members.csv")
    wanted = {
        "slug": "nepal",
        "uid": str(entity.uid),
        "name_en": "Nepal",
        "name_ar": "اسم nepal",
        "formal_name_en": "Federal Nepal",
        "formal_name_ar": "",
        "kind": "state",
        "iso3": "NPL",
        "member_type": "sending",
        "standing": "member",
        "held": "certain",
        "former_member_type": "",
        "membership_certainty": "stated",
        "joined": "2008-01",
        "joined_precision": "month",
        "joined_qualifier": "exact",
        "membership_start": "2008-01",
        "membership_start_precision": "month",
        "membership_end": "",
        "membership_end_precision": "",
        "membership_end_qualifier": "",
        "membership_ended": "0",
        "roles": "chair",
        "roles_possible": "",
        "areas": "fair-recruitment",
        "responsible_entities_en": "Ministry of Labour; Foreign Employment Board",
        "responsible_entities_ar": "وزارة العمل",
        "version": "1",
        "address": "http://testserver/members/nepal/",
        "licence": Licence.CC_BY.address,
    }
    assert {name: row[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("start", "qualifier", "precision"),
    [("2008", "exact", "year"), ("2008-01", "about", "month"), ("2008-01-01", "at_latest", "day")],
)
def test_a_join_date_is_as_precise_as_its_source(client, publisher, start, qualifier, precision):
    entity = factories.entity(type=None)
    factories.membership(entity, start=start, start_qualifier=qualifier)
    factories.published(entity, by=publisher)
    (row,) = csv_rows(client)
    assert [row[name] for name in ("joined", "joined_qualifier", "joined_precision")] == [start, qualifier, precision]


def test_a_date_that_is_not_stated_stays_empty(client, publisher):
    member(start="")
    (row,) = csv_rows(client)
    assert {name: value for name, value in row.items() if name.startswith(("joined", "membership_start"))} == {
        "joined": "",
        "joined_precision": "",
        "joined_qualifier": "",
        "joined_by": "",
        "joined_printed": "",
        "membership_start": "",
        "membership_start_precision": "",
        "membership_start_qualifier": "",
        "membership_start_by": "",
        "membership_start_printed": "",
    }
    assert row["held"] == "certain"


def test_none_is_apart_from_not_stated_and_from_empty(client, publisher):
    for code in ("iom", "ilo", "gfmd", "oic", "silent", "two-words"):
        factories.word(Body, code)
    entity = factories.entity()
    factories.affiliation(entity, "iom", "none")
    factories.affiliation(entity, "ilo", "not_stated")
    factories.affiliation(entity, "gfmd", "observer", certainty="disputed")
    factories.affiliation(entity, "oic", "member", start="2000", end="2005")
    factories.published(entity, by=publisher)
    (row,) = csv_rows(client)
    assert {name: value for name, value in row.items() if name.startswith("body_")} == {
        "body_iom": "none",
        "body_ilo": "not_stated",
        "body_gfmd": "possible:observer",
        "body_oic": "",
        "body_silent": "not_stated",
        "body_two_words": "not_stated",
    }


def test_what_may_hold_is_possible_and_a_former_member_is_none_today(client, publisher):
    left, unsure = factories.entity("left", type=None), factories.entity("unsure", type=None)
    factories.membership(left, "sending", "2008", end="2012")
    factories.membership(unsure, "sending", "2008", certainty="disputed")
    factories.published(left, by=publisher)
    factories.published(unsure, by=publisher)
    said = {
        row["slug"]: [row[name] for name in ("member_type", "standing", "held", "former_member_type")]
        for row in csv_rows(client)
    }
    assert said == {"left": ["", "former", "no", "sending"], "unsure": ["sending", "member", "possible", ""]}


def test_every_column_is_explained_to_readers(client, publisher):
    factories.word(Body, "two-words")
    member()
    html = client.get("/api/").content.decode()
    assert [name for name in csv_rows(client)[0] if f'<code dir="ltr">{name}</code>' not in html] == ["body_two_words"]
    assert "<code>body_two_words</code>" in html


def test_a_printed_join_date_stands_beside_what_is_meant(client, publisher):
    entity = factories.entity(type=None)
    factories.membership(entity, start="2008", start_by="2008-01-22", start_printed="2008-01-01")
    factories.published(entity, by=publisher)
    (row,) = csv_rows(client)
    for begun in ("joined", "membership_start"):
        names = [begun, f"{begun}_precision", f"{begun}_by", f"{begun}_printed"]
        assert [row[name] for name in names] == ["2008", "year", "2008-01-22", "2008-01-01"]


def test_a_responsible_entity_has_its_official_name_or_our_translation_in_each_column(client, publisher):
    entity = factories.entity("nepal")
    factories.responsible_entity(entity, "Ministry of Labour", translation_ar="وزارة العمل")
    factories.responsible_entity(entity, "Board", position=1)
    factories.published(entity, by=publisher)
    (row,) = csv_rows(client)
    assert row["responsible_entities_en"] == "Ministry of Labour; Board"
    assert row["responsible_entities_ar"] == "وزارة العمل"
