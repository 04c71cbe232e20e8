"""Who publishes is said everywhere by one record of the settings."""

import json

import pytest
from django.core import checks

from profiles.site import public
from tests import factories

pytestmark = pytest.mark.django_db

NAME = {"en": "Secretariat & Co", "ar": "الأمانة"}
REACHED = {"email": "members@example.org", "telephone": "+971 2 000 0000", "url": "https://example.org/"}


@pytest.fixture
def secretariat(settings):
    about = {"en": "It keeps the list.", "ar": "تحفظ القائمة."}
    address = {"en": "P.O. Box 1, Abu Dhabi", "ar": "ص. ب. 1، أبوظبي"}
    settings.PUBLISHER = {"name": NAME, "about": about, "address": address, **REACHED}


@pytest.fixture
def nepal(publisher):
    factories.published(factories.text("contact"), by=publisher)
    return factories.published(factories.entity("nepal"), by=publisher)


def linked_data(response) -> list[dict]:
    text = response.content.decode().split('<script type="application/ld+json">')[1].split("</script>")[0]
    return json.loads(text)["@graph"]


def graph(response) -> dict:
    return {node.get("@id", "").rpartition("#")[2]: node for node in linked_data(response)}


@pytest.mark.parametrize("address", ["/", "/members/", "/members/nepal/", "/contact/", "/nothing/"])
def test_the_foot_of_each_page_says_who_publishes(client, nepal, secretariat, address):
    foot = client.get(address).content.decode().split('<footer class="site-foot">')[1]
    assert '<a href="https://example.org/">Secretariat &amp; Co</a>.\n  It keeps the list.' in foot
    assert '<a href="mailto:members@example.org">' in foot


def test_the_contact_page_says_all_that_is_known(client, nepal, secretariat):
    html = client.get("/ar/contact/").content.decode().split("<main")[1].split("</main>")[0]
    assert "<strong>الأمانة</strong><br>تحفظ القائمة." in html
    assert "<dd>ص. ب. 1، أبوظبي</dd>" in html
    assert '<a href="tel:+97120000000"><bdi dir="ltr">+971 2 000 0000</bdi></a>' in html
    assert "mailto:members@example.org" in html


def test_until_it_is_set_it_is_a_demonstration_that_says_so_and_invents_no_address(client, nepal):
    html = client.get("/contact/").content.decode()
    assert (
        html.count("addportal demonstration") == 4
    )  # on the page, in its citation, for reference managers, in the foot
    assert html.count("Not an official site: nobody speaks here for the Abu Dhabi Dialogue.") == 2
    assert "No address, telephone or e-mail is published here yet." in html
    assert "mailto:" not in html


def test_a_past_version_of_the_text_is_that_text_alone(client, nepal, secretariat):
    assert 'id="publisher"' not in client.get("/contact/versions/1/").content.decode()


def test_a_citation_is_of_the_publisher(client, nepal, secretariat):
    assert "Secretariat &amp; Co, “Nepal” (member directory" in client.get("/members/nepal/").content.decode()
    assert "{{Secretariat \\& Co}}" in client.get("/members/nepal/versions/1/cite.bib").content.decode()
    assert "{{الأمانة}}" in client.get("/ar/members/nepal/versions/1/cite.bib").content.decode()


def test_machines_read_who_publishes_and_that_it_is_not_whom_the_site_is_about(client, nepal, secretariat):
    home = graph(client.get("/"))
    assert home["site"]["publisher"] == {"@id": "http://testserver/#publisher"}
    assert home["site"]["about"] == {"@id": "http://testserver/#dialogue"}
    assert home["publisher"] == {
        "@type": "Organization",
        "@id": "http://testserver/#publisher",
        "name": "Secretariat & Co",
        "alternateName": {"@language": "ar", "@value": "الأمانة"},
        "description": "It keeps the list.",
        "address": "P.O. Box 1, Abu Dhabi",
        **REACHED,
    }
    page, *_others = linked_data(client.get("/members/nepal/"))
    assert page["publisher"] == home["publisher"]


def test_feeds_the_api_and_files_name_it(client, nepal, secretariat):
    feed = client.get("/changes/feed/").content.decode()
    assert "<author><name>Secretariat &amp; Co</name><email>members@example.org</email>" in feed
    assert client.get("/api/v1/").json()["publisher"]["name"] == NAME
    assert client.get("/api/v1/openapi.json").json()["info"]["contact"] == {
        "name": "Secretariat & Co",
        "url": "https://example.org/",
        "email": "members@example.org",
    }
    about = json.loads(b"".join(client.get("/members.json").streaming_content))["about"]
    assert about["publisher"] == client.get("/api/v1/").json()["publisher"]


def test_the_api_names_what_is_known_alone(client):
    assert list(client.get("/api/v1/").json()["publisher"]) == ["name", "about"]


def test_kept_answers_are_others_once_somebody_else_publishes(settings, secretariat):
    public.build.cache_clear()
    before = public.build()
    settings.PUBLISHER = settings.PUBLISHER | {"telephone": ""}
    public.build.cache_clear()
    assert public.build() != before
    public.build.cache_clear()


@pytest.mark.parametrize(
    ("known", "codes"),
    [
        ({}, ["site.W001", "site.W002"]),
        ({"name": {"en": "A", "ar": ""}, "email": "a@example.org"}, ["site.W001"]),
        ({"name": NAME, "email": "a@example.org"}, []),
    ],
)
def test_a_deployment_is_asked_to_say_who_speaks(settings, known, codes):
    settings.PUBLISHER = settings.PUBLISHER | known
    found = [check.id for check in checks.run_checks(include_deployment_checks=True) if check.id.startswith("site.")]
    assert found == codes
    assert not [check for check in checks.run_checks() if check.id.startswith("site.")]
