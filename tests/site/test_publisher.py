"""Who publishes is said everywhere by the identity of the directory."""

import json

import pytest

from profiles.desk.models import User
from tests import factories

pytestmark = pytest.mark.django_db

NAME = {"en": "Secretariat & Co", "ar": "الأمانة"}
REACHED = {"email": "members@example.org", "telephone": "+971 2 000 0000", "url": "https://example.org/"}
SECRETARIAT = {
    "publisher_en": NAME["en"],
    "publisher_ar": NAME["ar"],
    "about_en": "It keeps the list.",
    "about_ar": "تحفظ القائمة.",
    "address_en": "P.O. Box 1, Abu Dhabi",
    "address_ar": "ص. ب. 1، أبوظبي",
    "email": REACHED["email"],
    "telephone": REACHED["telephone"],
    "website": REACHED["url"],
}


@pytest.fixture
def secretariat():
    return factories.identity(**SECRETARIAT)


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
    factories.identity()
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


def test_whoever_publishes_next_is_named_at_once(client, nepal, secretariat):
    client.get("/")
    factories.identity(**SECRETARIAT | {"publisher_en": "The new secretariat"})
    assert "The new secretariat" in client.get("/").content.decode()


def test_a_profile_that_was_kept_says_the_new_name_at_once(client, nepal):
    factories.identity(in_short_en="the Old Forum")
    factories.published_again(nepal, by=User.objects.get(username="publisher"), body_en="<p>It takes part.</p>")
    assert "In the Old Forum" in client.get("/members/nepal/").content.decode()
    factories.identity(in_short_en="the New Forum")
    html = client.get("/members/nepal/").content.decode()
    assert "In the New Forum" in html
    assert "the Old Forum" not in html
