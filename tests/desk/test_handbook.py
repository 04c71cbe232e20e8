import pytest
from django.core.management import CommandError, call_command

from profiles.desk.management.commands import handbook as command
from profiles.site.handbook import contents
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def members(publisher):
    for slug in ("oman", "nepal"):
        factories.published(factories.entity(slug, name_en=slug.title()), by=publisher)


def test_it_writes_the_file_and_says_what_it_did(tmp_path, capsys):
    pytest.importorskip("typst")
    call_command("handbook", str(tmp_path / "book.pdf"), "--on=2010", "--select=q=oman")
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")
    assert "1 profiles as of 2010-12-31" in capsys.readouterr().out


def test_several_volumes_are_files_with_numbers(tmp_path, monkeypatch):
    monkeypatch.setattr(contents, "VOLUME", 1)
    monkeypatch.setattr(command.press, "print_book", lambda data, path: path.write_text(data["title"]))
    call_command("handbook", str(tmp_path / "book.pdf"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book-1.pdf", "book-2.pdf"]


@pytest.mark.parametrize(
    "options", [["--on=2999"], ["--select=type=nonsense"], ["--select=q=nobodyatall"], ["--volume=9"]]
)
def test_what_selects_nothing_is_an_error_of_use(tmp_path, options):
    with pytest.raises(CommandError) as error:
        call_command("handbook", str(tmp_path / "book.pdf"), *options)
    assert error.value.returncode == command.USAGE


def test_a_filter_that_there_is_not_is_named(tmp_path):
    with pytest.raises(CommandError, match="There is no filter foo, on: there are q, type") as error:
        call_command("handbook", str(tmp_path / "book.pdf"), "--select=foo=1&type=sending&on=2010")
    assert error.value.returncode == command.USAGE
    assert not list(tmp_path.iterdir())


def test_without_the_package_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "is_installed", lambda: False)
    with pytest.raises(CommandError, match="requirements-handbook") as error:
        call_command("handbook", str(tmp_path / "book.pdf"))
    assert error.value.returncode == command.USAGE
