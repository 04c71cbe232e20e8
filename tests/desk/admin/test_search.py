"""The search over everything at the desk: who finds what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from profiles.published.models import Role, Source
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def searched(client, person, query):
    """By title of the kind, the names that somebody finds."""
    client.force_login(person)
    page = client.get(reverse("admin:search"), {"q": query})
    assert page.status_code == 200
    return {str(kind.title): [line.name for line in kind.lines] for kind in page.context["found"]}


@pytest.fixture
def everything(publisher):
    """Something of each kind that is called Zephyr."""
    factories.entity("zephyr", name_en="Zephyr")
    for entry in (factories.meeting(), factories.text(), factories.paper(), factories.programme()):
        entry.name_en = "Zephyr"
        entry.save()
    factories.word(Role, "zephyr")
    factories.word(Source, "zephyr-list")
    factories.person("zephyr")


ENTRIES = {"Profiles", "Meetings", "Texts of the site", "Documents", "Programmes"}
WORDS = {"Roles", "Sources"}


def test_each_finds_what_they_may_see_and_nothing_else(client, everything, publisher, editor, administrator, stranger):
    focal = factories.focal_point("focal", factories.entity("kuwait"))
    assert set(searched(client, publisher, "zephyr")) == ENTRIES | WORDS
    assert set(searched(client, editor, "zephyr")) == ENTRIES | WORDS
    assert set(searched(client, administrator, "zephyr")) == ENTRIES | {"Accounts"}
    assert set(searched(client, focal, "zephyr")) == WORDS
    assert searched(client, focal, "kuwait") == {"Profiles": ["Kuwait"]}
    assert searched(client, stranger, "zephyr") == {}


@pytest.mark.parametrize("query", ["", "  ", "!!", "%", "x" * 1500, "zq " * 300])
def test_hostile_words_find_nothing_and_break_nothing(client, everything, publisher, query):
    assert searched(client, publisher, query) == {}


def test_of_many_the_first_are_shown_and_the_list_has_all(client, publisher):
    for number in range(12):
        factories.entity(f"isle-{number:02}", name_en=f"Isle {number:02}")
    client.force_login(publisher)
    (kind,) = client.get(reverse("admin:search"), {"q": "isle"}).context["found"]
    assert (len(kind.lines), kind.number) == (10, 12)
    assert client.get(kind.list_address).context["cl"].result_count == 12


@pytest.mark.parametrize(("query", "found"), [("الامارات", 1), ("vietnam", 1), ("امارات", 1), ("oman", 0)])
def test_lists_and_what_forms_offer_are_searched_in_the_same_way(client, publisher, administrator, query, found):
    factories.entity("emirates", name_en="UAE", name_ar="الإمارات العربية المتحدة")
    factories.entity("viet-nam", name_en="Viet Nam")
    client.force_login(publisher)
    assert client.get(url("changelist"), {"q": query}).context["cl"].result_count == found
    client.force_login(administrator)
    fields = {"app_label": "profiles", "model_name": "assignment", "field_name": "entity", "term": query}
    assert len(client.get(reverse("admin:autocomplete"), fields).json()["results"]) == found


def test_the_search_stands_in_the_head_of_every_page_but_not_in_windows(client, publisher):
    client.force_login(publisher)
    field = '<input type="search" id="desk-search"'
    assert field in client.get(url("changelist")).content.decode()
    assert field in client.get(reverse("admin:account")).content.decode()
    assert field not in client.get(reverse("admin:published_source_add"), {"_popup": "1"}).content.decode()
    client.logout()
    assert field not in client.get(reverse("admin:login")).content.decode()


def test_the_search_costs_a_fixed_number_of_queries(client, publisher):
    client.force_login(publisher)
    counts = []
    for number in range(3):
        factories.published(factories.entity(f"isle-{number}", name_en=f"Isle {number}"), by=publisher)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("admin:search"), {"q": "isle"})
        counts.append(len(captured))
    assert counts[0] == counts[2]
