"""One small book is set here; what it looks like is looked at."""

import io

import pypdf
import pytest

from profiles.site.handbook import press

from .conftest import HOSTILE

pytestmark = pytest.mark.django_db
typst = pytest.importorskip("typst")


@pytest.fixture
def printed(book, tmp_path):
    def made(*args, **kwargs):
        path = tmp_path / "book.pdf"
        press.print_book(book(*args, **kwargs), path)
        return path.read_bytes()

    return made


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def bookmarks(found) -> list[str]:
    return [title for row in found for title in (bookmarks(row) if isinstance(row, list) else [row["/Title"]])]


def fonts(reader) -> list:
    pages = (page["/Resources"].get_object().get("/Font", {}) for page in reader.pages)
    return [font.get_object() for page in pages for font in page.get_object().values()]


def test_the_file_is_tagged_named_and_complete(printed):
    pdf = printed("both")
    reader = read(pdf)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()
    assert reader.metadata.title == "This organization: Handbook, As of 5 Mar. 2026"
    assert all(font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"] for font in fonts(reader))
    titles = bookmarks(reader.outline)
    assert titles.index("Oman") < titles.index("Index") < titles.index("سلطنة عمان")
    assert HOSTILE in titles
    text = "\n".join(page.extract_text() for page in reader.pages)
    # Text of texts is text: nothing was run, nothing set in bold.
    assert '#read("/etc/passwd") *bold* $x$' in " ".join(text.split())
    assert "root:" not in text
    assert "Ministry of Labour" in text
    assert "في" in text.split()
    assert "يف" not in text.split()


def test_the_same_data_make_the_same_bytes(printed):
    assert printed(query="type=receiving") == printed(query="type=receiving")


def test_what_cannot_be_set_leaves_what_was_there(book, tmp_path):
    path = tmp_path / "book.pdf"
    path.write_bytes(b"before")
    data = book()
    del data["parts"][0]["cover"]["title"]
    with pytest.raises(press.Jammed, match="title"):
        press.print_book(data, path)
    assert path.read_bytes() == b"before"
    assert [found.name for found in tmp_path.iterdir()] == ["book.pdf"]


def test_only_what_the_book_shows_is_laid_before_the_press(book, tmp_path):
    press.lay_out(book(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.typ", "data.json", "flags", "mark.svg"]
    assert "om.svg" in [path.name for path in (tmp_path / "flags").iterdir()]
    assert len(list((tmp_path / "flags").iterdir())) == 2


def test_the_press_has_bounds(tmp_path, monkeypatch, book):
    monkeypatch.setattr(press, "MEMORY", 64 * 2**20)
    with pytest.raises(press.Jammed):
        press.print_book(book(), tmp_path / "book.pdf")


def test_without_the_package_it_says_what_to_install(tmp_path, monkeypatch, book):
    monkeypatch.setattr(press, "is_installed", lambda: False)
    with pytest.raises(press.Jammed, match="requirements-handbook"):
        press.print_book(book(), tmp_path / "book.pdf")
