import pytest

from profiles.desk.verbs import publishing, savedcopies
from profiles.published.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(publisher):
    return factories.published(factories.text("about", name_en="About us"), by=publisher)


@pytest.mark.parametrize("language", ["", "/ar"])
def test_a_text_is_read_with_its_version_and_how_to_cite_it(page_texts, client, language):
    for slug in ("about", "contact", "licence", "accessibility"):
        html = client.get(f"{language}/{slug}/").content.decode()
        assert f"/{slug}/versions/1/" in html
        assert f"/report/?text={slug}" in html


def test_a_saved_change_is_not_public_until_it_is_published(about, publisher, client):
    about.body_en = "<p>Changed.</p>"
    about.save()
    savedcopies.save(about, by=publisher)
    assert "Changed." not in client.get("/about/").content.decode()
    publishing.publish(about, by=publisher, override="Alone.")
    assert "Changed." in client.get("/about/").content.decode()


def test_an_earlier_text_is_put_back(about, publisher, client):
    factories.published_again(about, by=publisher, body_en="<p>Changed.</p>")
    old = client.get("/about/versions/1/")
    assert old["X-Robots-Tag"] == "noindex"
    assert "<p>Text.</p>" in old.content.decode()
    entry = savedcopies.restore(Publication.objects.of(about).get(number=1), by=publisher)
    publishing.publish(entry, by=publisher, override="Alone.")
    assert "<p>Text.</p>" in client.get("/about/").content.decode()
    assert "/about/versions/3/" in client.get("/about/").content.decode()


def test_a_withdrawn_text_says_why(about, publisher, client):
    publishing.withdraw(about, by=publisher, reason=("Being rewritten.", "قيد إعادة الكتابة."))
    response = client.get("/about/")
    assert response.status_code == 410
    assert "Being rewritten." in response.content.decode()


def test_the_front_page_has_its_text_and_its_versions(page_texts, client):
    assert "<p>Text.</p>" in client.get("/").content.decode()
    assert client.get("/home/versions/1/").status_code == 200
    assert client.get("/home/").status_code == 404


def test_what_was_never_published_is_not_there(publisher, client):
    factories.text("about")
    assert client.get("/about/").status_code == 404
    assert client.get("/about/versions/1/").status_code == 404
    assert client.get("/nothing/versions/1/").status_code == 404


def test_a_version_is_cited_by_its_own_address(about, client):
    text = client.get("/about/versions/1/cite.bib").content.decode()
    assert "@misc{directory-text-about-1" in text
    assert "/about/versions/1/" in text


def test_no_page_leads_to_a_text_that_is_not_public(publisher, client):
    contact = factories.published(factories.text("contact"), by=publisher)
    factories.published(factories.text("about"), by=publisher)
    for address in ("/", "/members/"):
        html = client.get(address).content.decode()
        assert 'href="/contact/"' in html, address
        assert 'href="/licence/"' not in html, address
    publishing.withdraw(contact, by=publisher, reason=("No.", "لا."))
    html = client.get("/").content.decode()
    assert 'href="/contact/"' not in html
    assert 'href="/about/"' in html
