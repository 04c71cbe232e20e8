import json
import re

import pytest
from django.utils import translation

from profiles.site import jsonld
from profiles.values.choices import Licence
from tests import factories

pytestmark = pytest.mark.django_db
SITE = jsonld.Site("https://example.org")


def said(response):
    """The nodes of a page's data block, by type."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    assert len(blocks) <= 1
    graph = json.loads(blocks[0])["@graph"] if blocks else []
    return {"+".join([node["@type"]] if isinstance(node["@type"], str) else node["@type"]): node for node in graph}


def roles(node):
    keys = ("roleName", "startDate", "endDate")
    return [tuple(part.get(key) for key in keys) for part in node["memberOf"]]


def test_a_state_is_a_country_with_its_codes_names_and_ministry(client, publisher):
    entity = factories.entity("nepal", iso2="NP", iso3="NPL", name_ar="نيبال", native_name="नेपाल")
    factories.responsible_entity(entity, "Ministry of Labour", name_ar="وزارة العمل", acronym_en="MoL", kind="ministry")
    factories.published(entity)
    node = said(client.get("/members/nepal/"))["Country+GovernmentOrganization"]
    assert node["name"] == "Nepal"
    assert node["alternateName"] == [{"@language": "ar", "@value": "نيبال"}, "नेपाल"]
    assert [code["value"] for code in node["identifier"]] == ["NP", "NPL"]
    assert node["department"] == [
        {
            "@type": "GovernmentOrganization",
            "name": "Ministry of Labour",
            "alternateName": [{"@language": "ar", "@value": "وزارة العمل"}, "MoL"],
        }
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("un", "GovernmentOrganization"), ("employers", "Organization"), ("civil_society", "Organization")],
)
def test_an_organization_is_of_its_kind(client, publisher, kind, expected):
    factories.published(factories.organization("body", organization_kind=kind))
    assert expected in said(client.get("/members/body/"))


def test_a_page_in_arabic_says_its_names_and_addresses_in_arabic(client, publisher):
    factories.published(factories.entity("nepal", name_ar="نيبال"))
    nodes = said(client.get("/ar/members/nepal/"))
    assert nodes["WebPage"]["url"] == "http://testserver/ar/members/nepal/"
    assert nodes["WebPage"]["inLanguage"] == "ar"
    assert nodes["Country+GovernmentOrganization"]["name"] == "نيبال"
    assert nodes["Country+GovernmentOrganization"]["alternateName"] == [{"@language": "en", "@value": "Nepal"}]


def test_dates_are_as_partial_as_their_source_and_left_out_where_not_exact(client, publisher):
    entity = factories.entity("nepal", type=None)
    factories.membership(entity, "observer", "2008", end="2010-03")
    factories.membership(entity, "sending", "2010-03")
    factories.role_term(entity, "chair", "2012-04-18", start_qualifier="about")
    factories.published(entity)
    node = said(client.get("/members/nepal/"))["Country+GovernmentOrganization"]
    assert roles(node) == [("Observer", "2008", "2010-03"), ("Sending", "2010-03", None), ("Chair", None, None)]


def test_what_is_disputed_or_over_on_no_stated_day_or_not_sure_is_not_said(client, publisher):
    entity = factories.entity("nepal", start="2008")
    factories.membership(entity, "receiving", "2007", certainty="disputed")
    factories.role_term(entity, "chair", "2009", ended=True)
    factories.role_term(entity, "host", "2010", end="2011", end_qualifier="about")
    factories.affiliation(entity, "iom", "none")
    factories.published(entity)
    node = said(client.get("/members/nepal/"))["Country+GovernmentOrganization"]
    assert roles(node) == [("Sending", "2008", None)]


def test_the_page_names_its_version_and_the_day_it_changed(client, publisher):
    factories.published(factories.entity("nepal"))
    page = said(client.get("/members/nepal/"))["WebPage"]
    assert page["isBasedOn"] == "http://testserver/members/nepal/versions/1/"
    assert page["license"] == Licence.CC_BY.address
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+04:00", page["dateModified"])


@pytest.mark.parametrize("address", ["/members/nepal/versions/1/", "/about/"])
def test_old_versions_and_texts_have_no_data_block(client, publisher, address):
    factories.published(factories.entity("nepal"))
    assert said(client.get(address)) == {}


def test_a_past_day_has_the_way_to_the_page_alone(client, publisher):
    factories.published(factories.entity("nepal"))
    assert list(said(client.get("/members/nepal/?on=2010"))) == ["BreadcrumbList"]


def test_no_text_can_end_the_block_or_be_markup(client, publisher):
    hostile = "</script><script>alert(1)</script>&amp;<!--"
    factories.published(factories.entity("nepal", summary_en=hostile))
    html = client.get("/members/nepal/").content.decode()
    assert "<script>alert" not in html
    assert said(client.get("/members/nepal/"))["Country+GovernmentOrganization"]["description"] == hostile


def test_the_block_is_json_without_angle_brackets_or_ampersands():
    text = jsonld.script([{"name": "<>&\u2028"}])
    body = text.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028") & set(body)
    assert json.loads(body)["@graph"] == [{"name": "<>&\u2028"}]


def test_home_is_a_site_that_can_be_searched(client, db):
    factories.identity()
    nodes = said(client.get("/ar/"))
    assert nodes["Organization"]["alternateName"] == {"@language": "en", "@value": "Abu Dhabi Dialogue"}
    target = nodes["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == "http://testserver/ar/search/?q={search_term_string}"


@pytest.mark.parametrize(
    ("address", "trail"),
    [
        ("/members/", ["/", "/members/"]),
        ("/members/nepal/", ["/", "/members/", "/members/nepal/"]),
        ("/areas/gender/", ["/", "/areas/", "/areas/gender/"]),
        ("/roles/chair/", ["/", "/roles/", "/roles/chair/"]),
    ],
)
def test_crumbs_lead_from_home_to_the_page(client, publisher, address, trail):
    entity = factories.entity("nepal")
    factories.role_term(entity, "chair")
    entity.areas.add(factories.area("gender"))
    factories.published(entity)
    items = said(client.get(address))["BreadcrumbList"]["itemListElement"]
    assert [item["item"].removeprefix("http://testserver") for item in items] == trail
    assert [item["position"] for item in items] == list(range(1, len(trail) + 1))


def test_addresses_follow_the_language():
    with translation.override("ar"):
        assert SITE.page("members") == "https://example.org/ar/members/"


def test_identifiers_lead_to_where_others_name_the_same_thing(client, publisher):
    factories.published(factories.organization("iom", wikidata="Q189946", ror="https://ror.org/04y77sx06"))
    node = said(client.get("/members/iom/"))["GovernmentOrganization"]
    assert [(code["propertyID"], code["value"]) for code in node["identifier"]] == [
        ("Wikidata", "Q189946"),
        ("ROR", "https://ror.org/04y77sx06"),
    ]
    assert node["sameAs"] == ["https://www.wikidata.org/entity/Q189946", "https://ror.org/04y77sx06"]


def test_a_printed_date_is_what_is_meant(client, publisher):
    entity = factories.entity("nepal", type=None)
    factories.membership(entity, start="2008", start_printed="2008-01-01")
    factories.published(entity)
    assert roles(said(client.get("/members/nepal/"))["Country+GovernmentOrganization"]) == [("Sending", "2008", None)]


def test_a_responsible_entity_is_named_officially_or_by_our_translation(client, publisher):
    entity = factories.entity("nepal")
    office = {"name_ar": "وزارة العمل", "translation_en": "Ministry of Labour", "kind": "ministry"}
    factories.responsible_entity(entity, "", **office)
    factories.published(entity)
    for address, name, other in (
        ("/members/nepal/", "Ministry of Labour", {"@language": "ar", "@value": "وزارة العمل"}),
        ("/ar/members/nepal/", "وزارة العمل", {"@language": "en", "@value": "Ministry of Labour"}),
    ):
        (node,) = said(client.get(address))["Country+GovernmentOrganization"]["department"]
        assert (node["name"], node["alternateName"]) == (name, [other])


def test_other_names_and_footnotes_are_not_said(client, publisher):
    (cited,) = factories.cites("A list")
    note = f'<sup data-source="{cited["code"]}"></sup>'
    factories.published(factories.entity("nepal", other_names_en="Hidden", body_en=f"<p>Text.{note}</p>"))
    html = client.get("/members/nepal/").content.decode()
    assert "Hidden" not in html
    assert "data-source" not in html


def test_a_thing_has_one_identifier_in_both_languages(client, publisher):
    factories.published(factories.entity("nepal"))
    factories.published(factories.meeting("m1"), by=publisher)
    for address, kind in (("/members/nepal/", "Country+GovernmentOrganization"), ("/meetings/m1/", "Event")):
        names = {said(client.get(f"{language}{address}"))[kind]["@id"] for language in ("", "/ar")}
        assert names == {f"http://testserver{address}#about"}
    pages = [said(client.get(f"{language}/members/nepal/"))["WebPage"] for language in ("", "/ar")]
    assert pages[0]["@id"] != pages[1]["@id"]
    assert pages[0]["about"] == pages[1]["about"] == {"@id": "http://testserver/members/nepal/#about"}


def test_what_it_was_names_the_works_that_say_so(client, publisher):
    entity = factories.entity("nepal", type=None)
    factories.membership(entity, sources=factories.cites("A list", "https://example.org/list"))
    factories.role_term(entity)
    factories.published(entity, by=publisher)
    for language, title in (("", "A list"), ("/ar", "A list")):
        nodes = said(client.get(f"{language}/members/nepal/"))
        works = [part.get("subjectOf") for part in nodes["Country+GovernmentOrganization"]["memberOf"]]
        assert works == [[{"@id": "http://testserver/sources/a-list/#about"}], None]
        assert nodes["CreativeWork"] == {
            "@type": "CreativeWork",
            "@id": "http://testserver/sources/a-list/#about",
            "name": title,
            "url": "https://example.org/list",
        }
