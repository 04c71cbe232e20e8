import json

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tests.desk.exchange.steps import written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nepal():
    factories.entity("nepal")


@pytest.mark.parametrize(("name", "form"), [("a.json", "json"), ("a.zip", "csv")])
def test_the_ending_of_the_path_says_what_is_written(tmp_path, name, form):
    call_command("export_data", tmp_path / name)
    assert (tmp_path / name).read_bytes() == written(form)[0]


def test_a_folder_has_a_csv_file_for_each_sheet(tmp_path, capsys):
    call_command("export_data", tmp_path / "data", only=["profiles", "memberships"])
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["memberships.csv", "profiles.csv"]
    assert b"\r" not in (tmp_path / "data" / "profiles.csv").read_bytes()
    assert "1 profiles" in capsys.readouterr().out


def test_the_format_can_be_said(tmp_path):
    call_command("export_data", tmp_path / "data", format="json", only=["profiles"])
    assert json.loads((tmp_path / "data").read_text("utf-8"))["profiles"][0]["slug"] == "nepal"
    call_command("export_data", tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


def test_what_cannot_be_written_ends_with_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="nowhere") as caught:
        call_command("export_data", tmp_path / "nowhere" / "a.json")
    assert caught.value.returncode == 2
    factories.entity("long", body_en=f"<p>{'x' * 40_000}</p>")
    with pytest.raises(CommandError, match="longer than a cell") as caught:
        call_command("export_data", tmp_path / "a.xlsx")
    assert caught.value.returncode == 1
