import pytest

from tests import factories
from tests.answers import names

pytestmark = pytest.mark.django_db


def test_an_area_page_lists_who_works_on_it(directory, client):
    assert names(client.get("/areas/gender/")) == ["India", "Kuwait"]
    assert client.get("/areas/nonsense/").status_code == 404


def test_a_theme_on_a_past_day_leads_to_the_directory_of_that_day(client, publisher):
    nepal = factories.entity("nepal")
    nepal.areas.add(factories.area())
    factories.published(nepal, by=publisher)
    page = client.get("/areas/fair-recruitment/?on=2012").content.decode()
    assert 'href="/members/?area=fair-recruitment&amp;on=2012-12-31"' in page


def test_a_role_page_lists_who_held_it_and_marks_today(directory, client):
    response = client.get("/roles/chair/")
    held = [(holder.profile["slug"], holder.term.held) for holder in response.context["holders"]]
    assert held == [("kuwait", "no"), ("india", "certain")]


def test_too_many_profiles_for_a_table_leave_the_list_of_themes(affiliates, client, monkeypatch):
    monkeypatch.setattr("profiles.site.views.themes.TABLED", 2)
    response = client.get("/areas/")
    assert response.status_code == 200
    assert "<table" not in response.content.decode()
