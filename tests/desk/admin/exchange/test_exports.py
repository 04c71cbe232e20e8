"""Working copies as files: each person takes what they see, all of it or what they selected."""

import io
import json
import zipfile

import pytest

from profiles.desk.models import Entity
from profiles.desk.verbs import importing
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = "/admin/export/"
LIST = "/admin/profiles/entity/"


@pytest.fixture
def nepal():
    return factories.entity("nepal", summary_en="Nepal’s.")


@pytest.fixture
def india():
    return factories.entity("india", summary_en="India’s.")


def slugs(answer):
    return [row["slug"] for row in json.loads(answer.content)["profiles"]]


def test_an_editor_takes_all_of_it_and_it_comes_back_unchanged(as_editor, nepal, india, editor):
    factories.meeting("m1")
    for form, name in (("xlsx", "a.xlsx"), ("csv", "a.zip"), ("json", "a.json")):
        answer = as_editor.get(PAGE, {"as": form})
        assert name[1:] in answer["Content-Disposition"]
        _file, found = importing.look(answer.content, name=name, by=editor)
        assert (found.changes, found.problems) == ([], [])
        assert found.unchanged > 3


def test_a_focal_point_takes_their_own_alone(client, nepal, india):
    factories.meeting("m1")
    client.force_login(factories.focal_point("kathmandu", nepal))
    answer = client.get(PAGE, {"as": "json"})
    assert slugs(answer) == ["nepal"]
    assert set(json.loads(answer.content)) == {"profiles", "sources"}
    assert set(json.loads(client.get(PAGE, {"as": "json", "sheet": "meetings"}).content)) == {"profiles", "sources"}
    page = client.get(PAGE)
    assert list(page.context["sheets"]) == ["profiles", "sources"]


def test_some_sheets_can_be_taken(as_editor, nepal):
    answer = as_editor.get(PAGE, {"as": "csv", "sheet": "profiles"})
    names = set(zipfile.ZipFile(io.BytesIO(answer.content)).namelist())
    assert {"profiles.csv", "memberships.csv"} < names
    assert not names & {"meetings.csv", "sources.csv"}
    assert "profiles-" in answer["Content-Disposition"]


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_the_selected_rows_of_a_list_are_taken_out(as_editor, nepal, india, form, editor):
    answer = as_editor.post(LIST, {"action": f"take_out_{form}", "_selected_action": [nepal.pk]})
    if form == "json":
        assert slugs(answer) == ["nepal"]
    Entity.objects.update(summary_en="")
    _file, found = importing.look(answer.content, name="a", by=editor)
    assert [change.name for change in found.changes] == ["Nepal"]


def test_nobody_selects_what_their_list_does_not_show(client, nepal, india):
    client.force_login(factories.focal_point("kathmandu", nepal))
    answer = client.post(LIST, {"action": "take_out_json", "_selected_action": [nepal.pk, india.pk]})
    assert slugs(answer) == ["nepal"]


def test_what_excel_cannot_hold_is_said(as_editor, nepal):
    Entity.objects.update(body_en=f"<p>{'x' * 33_000}</p>")
    page = as_editor.get(PAGE, {"as": "xlsx"}, follow=True)
    assert "longer than a cell of Excel" in page.content.decode()
    page = as_editor.post(LIST, {"action": "take_out_xlsx", "_selected_action": [nepal.pk]}, follow=True)
    assert "longer than a cell of Excel" in page.content.decode()


def test_lists_lead_to_it_with_their_sheet_chosen(as_editor, nepal):
    assert f"{PAGE}?sheet=profiles" in as_editor.get(LIST).content.decode()
    assert f"{PAGE}?sheet=sources" in as_editor.get("/admin/profiles/source/").content.decode()
    assert PAGE not in as_editor.get("/admin/profiles/role/").content.decode()
    assert as_editor.get(PAGE, {"sheet": "profiles"}).context["chosen"] == ["profiles"]
    assert "import/add" in as_editor.get("/admin/").content.decode()


def test_who_sees_nothing_takes_nothing(client, stranger, nepal):
    client.force_login(stranger)
    assert client.get(PAGE).status_code == 403
    assert client.get(PAGE, {"as": "json"}).status_code == 403
