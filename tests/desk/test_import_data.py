import pytest
from django.core.management import CommandError, call_command

from profiles.desk.exchange.reading.bounds import unpack
from profiles.desk.exchange.reading.files import packed
from profiles.desk.models import Entity, Import, Proposal, SavedCopy
from profiles.desk.verbs import savedcopies
from tests import factories
from tests.desk.exchange.steps import csv_file, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal(editor):
    return factories.entity("nepal", summary_en="Old.")


@pytest.fixture
def bring(tmp_path, nepal):
    """Calls the command for a file with these rows of profiles."""

    def call(*rows, name="profiles.csv", **options):
        path = tmp_path / name
        path.write_bytes(csv_file(("slug", "summary_en"), *rows))
        call_command("import_data", path, **{"by": "editor"} | options)

    return call


def code_of(caught):
    return caught.value.returncode


def test_a_dry_run_prints_each_cell_and_writes_nothing(bring, capsys):
    bring(("nepal", "New."), dry_run=True)
    out = capsys.readouterr().out
    assert "profiles, row 2: changed Nepal\n    summary_en: “Old.” → “New.”\n" in out
    assert "1 row changes something, 0 nothing." in out
    assert Entity.objects.get().summary_en == "Old."
    assert not Import.objects.exists()


def test_a_run_prints_and_writes(bring, capsys, editor):
    bring(("nepal", "New."))
    assert "“Old.” → “New.”" in (out := capsys.readouterr().out)
    assert f"Written, as import {Import.objects.get().pk}." in out
    assert Entity.objects.get().summary_en == "New."
    assert SavedCopy.objects.first().author == editor
    bring(("nepal", "New."))
    assert "0 rows change something, 1 nothing." in capsys.readouterr().out
    assert Import.objects.count() == 1


def test_mistakes_are_printed_with_their_place_and_nothing_is_written(bring, capsys):
    with pytest.raises(CommandError, match=r"1 mistake\.") as caught:
        bring(("nepal", "New."), ("nepal", "Newer."))
    assert code_of(caught) == 1
    assert "profiles, row 3 (Nepal): Row 2 says something of the same already." in capsys.readouterr().err
    assert Entity.objects.get().summary_en == "Old."


def test_what_changed_can_be_proposed_at_once_and_else_nothing_is_written(bring):
    Entity.objects.update(name_ar="")
    with pytest.raises(CommandError, match="name") as caught:
        bring(("nepal", "New."), propose="From the list.")
    assert code_of(caught) == 1
    assert Entity.objects.get().summary_en == "Old."
    Entity.objects.update(name_ar="نيبال")
    bring(("nepal", "New."), propose="From the list.")
    assert Proposal.objects.get().message == "From the list."


def test_who_calls_it_wrongly_is_told_so(bring, tmp_path, administrator):
    for options in ({"by": "nobody"}, {"by": "administrator"}):
        with pytest.raises(CommandError) as caught:
            bring(("nepal", "New."), **options)
        assert code_of(caught) == 2
    with pytest.raises(CommandError, match="nowhere") as caught:
        call_command("import_data", tmp_path / "nowhere", by="editor")
    assert code_of(caught) == 2


def test_what_cannot_be_read_ends_with_a_sentence(tmp_path, editor):
    (tmp_path / "a.csv").write_bytes(b"")
    with pytest.raises(CommandError, match="empty") as caught:
        call_command("import_data", tmp_path / "a.csv", by="editor")
    assert code_of(caught) == 1


def test_a_folder_comes_back(nepal, tmp_path, capsys):
    call_command("export_data", tmp_path / "data")
    call_command("import_data", tmp_path / "data", by="editor")
    assert "0 rows change something, 2 nothing." in capsys.readouterr().out


def test_a_cell_that_both_sides_changed_stops_it_until_a_side_is_chosen(nepal, tmp_path, capsys):
    text = written("csv", "profiles")[0]
    path = tmp_path / "data.zip"
    path.write_bytes(packed({name: part.replace(b"Old.", b"Theirs.") for name, part in unpack(text).items()}))
    savedcopies.save(nepal, by=None)
    Entity.objects.update(summary_en="Ours.")
    with pytest.raises(CommandError, match=r"1 mistake\."):
        call_command("import_data", path, by="editor")
    assert "profiles, row 2 (Nepal), summary_en: Changed on both sides" in capsys.readouterr().err
    call_command("import_data", path, by="editor", conflicts="ours")
    assert Entity.objects.get().summary_en == "Ours."
    call_command("import_data", path, by="editor", conflicts="theirs")
    assert Entity.objects.get().summary_en == "Theirs."
