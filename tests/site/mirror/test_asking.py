import pytest

from profiles.published import stamp
from profiles.site.mirror.asking import Site, Stopped
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return Site("https://copy.example.org", stamp.now())


def test_answers_speak_by_the_address_of_the_copy(publisher, site):
    factories.published(factories.entity("nepal"), by=publisher)
    answer = Site(site.base, stamp.now()).ask("/api/v1/members/")
    assert (answer.status, answer.kind) == (200, "application/json")
    assert b"https://copy.example.org/members/nepal/" in answer.body


def test_all_answers_are_of_the_moment_at_which_the_copy_began(publisher, site):
    factories.published(factories.entity("nepal"), by=publisher)
    assert site.ask("/members/nepal/").status == 404


def test_a_redirect_is_followed(directory, site):
    assert site.ask("/flags.000000000000.svg").kind == "image/svg+xml"


@pytest.mark.parametrize(("path", "why"), [("/admin/", "sign in"), ("/admin/login/", "cookie")])
def test_what_is_not_for_everybody_stops_the_copy(site, path, why):
    with pytest.raises(Stopped, match=why):
        site.ask(path)
