import pytest

from tests import factories
from tests.site.test_jsonld import said

pytestmark = pytest.mark.django_db


def test_what_others_call_the_same_thing_is_named_where_it_leads(client, publisher):
    codes = {"iso2": "NP", "iso3": "NPL", "wikidata": "Q837"}
    factories.published(factories.entity("nepal", **codes))
    node = said(client.get("/ar/members/nepal/"))["Country+GovernmentOrganization"]
    assert [code["value"] for code in node["identifier"]] == ["NP", "NPL", "Q837"]
    assert node["sameAs"] == [
        "https://www.iso.org/obp/ui/#iso:code:3166:NP",
        "https://www.wikidata.org/entity/Q837",
    ]


def test_an_organization_without_identifiers_has_none(client, publisher):
    factories.published(factories.organization("body", ror="https://ror.org/0123"))
    factories.published(factories.organization("other"))
    assert said(client.get("/members/body/"))["GovernmentOrganization"]["sameAs"] == ["https://ror.org/0123"]
    assert not {"sameAs", "identifier"} & set(said(client.get("/members/other/"))["GovernmentOrganization"])
