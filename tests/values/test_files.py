"""Files that are kept: what is taken, and which file a name leads to."""

import hashlib
import os
import re
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from profiles.values import files

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def pdf(content=PDF):
    return SimpleUploadedFile("declaration.pdf", content)


def test_a_pdf_is_taken_as_it_is():
    taken = files.take_pdf(pdf())
    assert taken.content == PDF
    assert re.fullmatch("[0-9a-f]{64}[.]pdf", taken.name)
    assert files.type_of(taken.name) == "application/pdf"


@pytest.mark.parametrize(
    "content", [b"", b"<html>%PDF-1.4 %%EOF", b"\n" + PDF, PDF[:20], PDF.replace(b"%%EOF", b"") + b"x" * 5000]
)
def test_what_is_no_whole_pdf_is_refused(content):
    with pytest.raises(ValidationError, match="not a whole PDF"):
        files.take_pdf(pdf(content))


@pytest.mark.parametrize(("more", "refused"), [(0, False), (1, True)])
def test_twenty_five_megabytes_are_taken_and_a_byte_more_is_not(more, refused):
    room = 25 * 2**20 + more - len(PDF)
    upload = pdf(PDF[:9] + b" " * room + PDF[9:])
    if refused:
        with pytest.raises(ValidationError, match="larger than 25 MB"):
            files.take_pdf(upload)
    else:
        assert len(files.take_pdf(upload).content) == 25 * 2**20


def test_a_file_is_kept_once_under_the_digest_of_its_content():
    first, again = files.Taken(b"orchid", "png"), files.Taken(b"orchid", "png")
    assert not default_storage.exists(first.name)
    assert first.keep() == again.keep() == first.name
    assert re.fullmatch("[0-9a-f]{64}[.]png", first.name)
    with files.open_file(first.name) as file:
        assert file.read() == first.content
    default_storage.delete(first.name)


@pytest.mark.parametrize("name", ["", "0" * 64 + ".png", "../settings.py", "0" * 64 + ".png\n", "logo.png", "0" * 64])
def test_a_name_of_no_kept_file_leads_nowhere(name):
    with pytest.raises(Http404):
        files.open_file(name)


def test_a_file_that_nobody_took_in_is_not_opened_though_it_is_there():
    default_storage.save("notes.txt", SimpleUploadedFile("notes.txt", b"private"))
    with pytest.raises(Http404):
        files.open_file("notes.txt")
    default_storage.delete("notes.txt")


def test_a_file_of_a_release_is_kept_once_under_its_digest(tmp_path):
    path = tmp_path / "members.csv"
    path.write_bytes(b"orchid, tulip")
    digest = files.keep_released(path)
    assert files.keep_released(path) == digest == hashlib.sha256(b"orchid, tulip").hexdigest()
    assert files.is_whole(files.RELEASED.format(digest))
    with files.open_released(digest) as file:
        assert file.read() == b"orchid, tulip"
    with pytest.raises(Http404):
        files.open_file(digest)


def test_half_a_logo_is_not_taken_for_all_of_it():
    taken = files.Taken(b"a logo that is long", "png")
    default_storage.save(taken.name, SimpleUploadedFile("half", b"a logo"))
    with files.open_file(taken.keep()) as file:
        assert file.read() == taken.content
    default_storage.delete(taken.name)


class Broken(SimpleUploadedFile):
    """A file of which half comes, before whoever stores it is stopped."""

    def chunks(self, chunk_size=None):
        yield b"a rose is"
        raise KeyboardInterrupt


def test_who_is_stopped_leaves_what_was_there_and_nothing_half(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    default_storage.save("releases/a", SimpleUploadedFile("a", b"a rose"))
    for name in ("releases/a", "releases/b"):
        with pytest.raises(KeyboardInterrupt):
            default_storage.save(name, Broken("b", b"a rose is a rose"))
    assert [path.name for path in (tmp_path / "releases").iterdir()] == ["a"]
    assert (tmp_path / "releases" / "a").read_bytes() == b"a rose"


def test_while_a_file_is_written_nothing_stands_under_its_name(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path

    class Watched(SimpleUploadedFile):
        def chunks(self, chunk_size=None):
            yield b"a rose is"
            seen.append(default_storage.exists("a"))
            yield b" a rose"

    seen = []
    assert default_storage.save("a", Watched("a", b"")) == "a"
    assert seen == [False]
    assert (tmp_path / "a").read_bytes() == b"a rose is a rose"


def test_who_reads_a_file_while_it_is_stored_again_reads_all_of_it():
    taken = files.Taken(b"orchid", "png")
    with files.open_file(taken.keep()) as file:
        default_storage.save(taken.name, SimpleUploadedFile("again", b"orchid"))
        assert file.read() == b"orchid"
    assert files.is_whole(taken.name)
    default_storage.delete(taken.name)


def test_half_a_file_is_written_anew(tmp_path):
    path = tmp_path / "members.csv"
    path.write_bytes(b"a rose is a rose")
    digest = files.keep_released(path)
    default_storage.delete(files.RELEASED.format(digest))
    default_storage.save(files.RELEASED.format(digest), SimpleUploadedFile("half", b"a rose"))
    assert not files.is_whole(files.RELEASED.format(digest))
    assert files.keep_released(path) == digest
    assert files.is_whole(files.RELEASED.format(digest))


@pytest.mark.parametrize("digest", ["", "0" * 64, "../releases", "A" * 64])
def test_a_digest_of_no_kept_file_leads_nowhere(digest):
    with pytest.raises(Http404):
        files.open_released(digest)


def test_what_is_left_of_a_file_that_was_broken_off_goes_after_a_day_and_nothing_else(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "releases").mkdir()
    old, end = time.time() - 25 * 3600, f"{'0' * 16}.part"
    names = [f"{'a' * 64}.png", f"{'a' * 64}.png.{end}", f"releases/{'b' * 64}.{end}", "notes.part"]
    for name in names:
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (old, old))
    (tmp_path / f"releases/{'c' * 64}.{end}").write_bytes(b"begun just now")
    assert files.remove_abandoned() == names[1:3]
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {names[0], names[3], f"releases/{'c' * 64}.{end}"}
    assert files.remove_abandoned() == []
