import pytest
from django.core.management import CommandError, call_command

from profiles.desk.exchange.factsheets.making import fact_sheet
from tests import factories
from tests.desk.exchange.factsheets.sheets import cells_of

pytestmark = pytest.mark.django_db


def test_the_command_writes_the_file_in_a_language_with_a_day_and_an_address(tmp_path, capsys):
    factories.entity("nepal")
    path = tmp_path / "a.xlsx"
    call_command("fact_sheet", "nepal", path, "--language=ar", "--until=2027-01-31", "--to=desk@example.org")
    cells = cells_of(path.read_bytes())
    assert "صفحة تعريف" in cells
    said = " ".join(row[0] for row in next(iter(cells.values())))
    assert "31 يناير 2027" in said
    assert "desk@example.org" in said
    assert "nepal" in capsys.readouterr().out


def test_without_more_it_is_in_english(tmp_path):
    entity = factories.entity("nepal")
    call_command("fact_sheet", "nepal", tmp_path / "a.xlsx")
    assert cells_of((tmp_path / "a.xlsx").read_bytes()) == cells_of(fact_sheet(entity, language="en"))


@pytest.mark.parametrize(
    ("slug", "place", "code"), [("nobody", "a.xlsx", 2), ("nepal", "nowhere/a.xlsx", 2), ("long", "a.xlsx", 1)]
)
def test_what_cannot_be_written_ends_with_a_sentence(tmp_path, slug, place, code):
    factories.entity("nepal")
    factories.entity("long", body_en=f"<p>{'x' * 40_000}</p>")
    with pytest.raises(CommandError) as caught:
        call_command("fact_sheet", slug, tmp_path / place)
    assert caught.value.returncode == code
