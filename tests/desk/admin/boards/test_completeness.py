"""The board of completeness: whose profiles lack what, and where it is filled in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from profiles.desk.upkeep.completeness import RULES
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db

BOARD = reverse("admin:completeness")


def names(client, query=""):
    return [str(line.entry) for line in client.get(BOARD + query).context["lines"]]


def test_the_least_complete_come_first_each_with_what_it_lacks(desk):
    better = factories.entity("better", body_en="<p>Text.</p>")
    factories.entity("nepal")
    assert names(desk) == ["Nepal", "Better"]
    html = desk.get(BOARD).content.decode()
    field = f"{url('change', better.pk)}#id_areas"
    assert f'<a href="{field}" title="No thematic area is named.">thematic areas</a>' in html
    assert "whether or not a translation is behind" in html


def test_one_can_ask_who_lacks_something(desk):
    factories.entity("better", body_en="<p>Text.</p>")
    factories.entity("nepal")
    assert names(desk, "?lacks=text") == ["Nepal"]
    assert names(desk, "?lacks=name") == []
    assert "No profile lacks it." in desk.get(f"{BOARD}?lacks=name").content.decode()
    assert len(names(desk, "?lacks=x")) == 2


def test_a_profile_that_lacks_nothing_is_shown_on_request(desk, monkeypatch):
    factories.entity("nepal")
    monkeypatch.setattr("profiles.desk.upkeep.completeness.RULES", RULES[:2])
    assert names(desk) == []
    assert names(desk, "?lacks=-") == ["Nepal"]


def test_each_finds_the_profiles_that_they_edit(client, publisher, editor, administrator, stranger):
    nepal = factories.entity("nepal")
    focal = factories.focal_point("focal", nepal)
    factories.entity("kuwait")
    found = {}
    for person in (publisher, editor, focal):
        client.force_login(person)
        found[person.username] = sorted(names(client))
    assert found == {"publisher": ["Kuwait", "Nepal"], "editor": ["Kuwait", "Nepal"], "focal": ["Nepal"]}
    for person in (administrator, stranger):
        client.force_login(person)
        assert client.get(BOARD).status_code == 403
    client.logout()
    assert client.get(BOARD).status_code == 302


def test_it_costs_a_fixed_number_of_queries(desk):
    counts = []
    for number in (1, 40):
        for _ in range(number):
            factories.responsible_entity(factories.entity())
        desk.get(BOARD)
        with CaptureQueriesContext(connection) as captured:
            desk.get(BOARD)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_in_arabic_each_rule_is_said_too(desk):
    factories.entity("nepal")
    html = desk.get("/ar" + BOARD).content.decode()
    assert html.count("<option") == len(RULES) + 2


def test_the_first_page_leads_to_the_boards_of_whoever_edits(client, editor, administrator):
    for person, offered in ((editor, True), (administrator, False)):
        client.force_login(person)
        html = client.get(reverse("admin:index")).content.decode()
        assert (f'href="{BOARD}"' in html) is offered
        assert (f'href="{reverse("admin:translations")}"' in html) is offered
