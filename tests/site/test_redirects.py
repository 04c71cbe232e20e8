import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.verbs import publishing
from profiles.published.models import OldAddress
from profiles.reading.reading import Reading
from profiles.site import redirects
from tests import factories

pytestmark = pytest.mark.django_db


OLD = {
    "index.php/*": "/*",
    "projects": "/areas/",
    "projects/orientation": "/areas/skills/",
    "about-us": "/about/",
    "members/migration-organization": "/members/iom/",
    "roles/host": "/meetings/",
    "shop/*": "/areas/",
}


def find_address(path):
    return redirects.find_address(path, Reading.now())


@pytest.fixture
def directory(publisher):
    factories.area("skills")
    factories.published(factories.meeting("first"))
    OldAddress.objects.bulk_create(OldAddress(path=path, target=target) for path, target in OLD.items())
    factories.published(factories.text("about"))
    factories.published(factories.organization("iom", acronym_en="IOM"))
    factories.published(factories.organization("un-women", acronym_en="UN Women"))
    factories.published(factories.entity("india", iso2="IN", iso3="IND"))
    factories.published(factories.entity("saudi-arabia", iso2="SA", iso3="SAU"))
    factories.published(factories.organization("one", acronym_en="TWIN"))
    factories.published(factories.organization("two", acronym_en="TWIN"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/members/IOM/", "/members/iom/"),
        ("/members/iom", "/members/iom/"),
        ("/members/IOM", "/members/iom/"),
        ("/members/IN/", "/members/india/"),
        ("/members/ind", "/members/india/"),
        ("/members/UN%20Women/", "/members/un-women/"),
        ("/members/saudi_arabia/", "/members/saudi-arabia/"),
        ("/member/iom", "/members/iom/"),
        ("/en/members/iom/", "/members/iom/"),
        ("/en/members/IN", "/members/india/"),
        ("/en/", "/"),
        ("/en", "/"),
        ("/ar", "/ar/"),
        ("/en/roles", "/roles/"),
        ("/index.php", "/"),
        ("/index.php/members", "/members/"),
        ("/index.php/members/iom", "/members/iom/"),
        ("/members/migration-organization", "/members/iom/"),
        ("/index.php/members/migration-organization", "/members/iom/"),
        ("/index.php/about-us", "/about/"),
        ("/index.php/projects", "/areas/"),
        ("/roles/host/", "/meetings/"),
        ("/roles/host", "/meetings/"),
        ("/en/roles/host/", "/meetings/"),
        ("/en/meetings/first/", "/meetings/first/"),
        ("/Projects/Orientation", "/areas/skills/"),
        ("/index.php/index.php/projects", "/areas/"),
        ("/shop", "/areas/"),
        ("/shop/cart/1", "/areas/"),
    ],
)
def test_an_old_address_leads_in_one_step_to_the_page_with_its_language_and_query(directory, client, old, new):
    for prefix in ("", "/ar") if not old.startswith(("/en", "/ar")) else ("",):
        response = client.get(f"{prefix}{old}?on=2010&x=%26")
        assert (response.status_code, response["Location"]) == (301, f"{prefix}{new}?on=2010&x=%26")


def test_arabic_behind_the_old_prefix_stays_arabic(directory, client):
    assert client.get("/index.php/ar/members/IOM")["Location"] == "/ar/members/iom/"


@pytest.mark.parametrize(
    "address",
    [
        "/members/nothing/",
        "/members/twin/",
        "/members/in.../",
        "/members/%00/",
        "/members/%25/",
        "/members/" + "x" * 500 + "/",
        "/en/members/nothing/",
        "/en/areas/nothing/",
        "/en/healthz",
        "/en/admin/",
        "/en/preview/token/",
        "/en//example.org",
        "/index.php/members/iom/versions/1/",
        "/index.php/projects/unknown",
        "/shopping",
        "/en/meetings/nothing/",
    ],
)
def test_what_nobody_can_mean_is_not_sent_anywhere(directory, client, address):
    response = client.get(address)
    assert response.status_code in (400, 404)


def test_a_draft_and_a_scheduled_profile_cannot_be_told_from_nothing(client, publisher):
    factories.organization("draft", acronym_en="DRF")
    later = factories.organization("later", acronym_en="LTR")
    publishing.schedule(later, by=publisher, at=timezone.now() + dt.timedelta(days=1))
    for text in ("DRAFT", "DRF", "LATER", "LTR", "NOTHING"):
        for address in (f"/members/{text}", f"/members/{text}/", f"/en/members/{text.lower()}/"):
            assert find_address(address) == "", address


def test_a_withdrawn_profile_is_found_by_its_address_and_not_by_its_code(client, publisher):
    entity = factories.published(factories.organization("gone", acronym_en="GNE"))
    publishing.withdraw(entity, by=publisher, reason=("Gone.", "ذهب."))
    assert find_address("/members/GONE/") == "/members/gone/"
    assert find_address("/members/GNE/") == ""


def test_every_old_address_leads_to_a_page_that_is_there(client, real_directory):
    known = [str(row).removesuffix("*").strip("/") for row in OldAddress.objects.all()]
    assert len(known) > 10
    for old in known:
        for prefix in ("", "/ar"):
            response = client.get(f"{prefix}/index.php/{old}", follow=True)
            assert response.status_code == 200, old
            assert len(response.redirect_chain) == 1, old
            assert response.redirect_chain[0][0].startswith("/ar/") == bool(prefix)


def test_forms_are_not_sent_on(directory, client):
    assert client.post("/members/IOM/").status_code in (404, 405)


@pytest.mark.parametrize("number", [1, 3])
def test_a_missing_page_costs_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    for _ in range(number):
        factories.published()
    client.get("/members/nothing/")
    with django_assert_num_queries(4):
        client.get("/members/nothing/")
    # That of the stamp, which the server has read before it asks us.
    with django_assert_num_queries(1):
        client.get("/wp-login.php")


def test_rows_that_lead_round_in_a_circle_lead_nowhere(client, db):
    for path, target in (("a/*", "/b/*"), ("b/*", "/a/*"), ("c", "/d/"), ("d", "/c/")):
        OldAddress.objects.create(path=path, target=target)
    for address in ("/a/x", "/b", "/c/", "/d"):
        assert client.get(address, follow=True).status_code == 404


def test_where_the_page_is_gone_nobody_is_sent_there(client, directory):
    OldAddress.objects.create(path="gone", target="/members/nobody/")
    assert client.get("/gone").status_code == 404


@pytest.mark.parametrize("path", ["/en/admin/login/", "/en/admin/set-up/", "/en/admin/search/", "/ar/en/admin/login/"])
def test_pages_of_the_desk_are_meant_by_no_other_address(client, publisher, path):
    assert client.get(path).status_code == 404
