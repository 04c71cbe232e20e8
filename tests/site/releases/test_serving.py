"""A file of a release as an answer: for good, whole or in parts."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from profiles.published.models.datareleases import ReleasedFile
from profiles.site.releases import serving
from profiles.values import files

BODY = b"0123456789"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "digits"
    path.write_bytes(BODY)
    return ReleasedFile("digits.csv", "text/csv", len(BODY), files.keep_released(path))


def ask(file, **headers):
    response = serving.serve(RequestFactory().get("/", headers=headers), file, "ours-digits.csv")
    return response, b"".join(response) if response.streaming else response.content


def test_it_is_kept_for_good_under_its_digest(file):
    response, body = ask(file)
    assert (response.status_code, body, response["Content-Length"]) == (200, BODY, "10")
    assert response["ETag"] == f'"{file.sha256}"'
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Disposition"] == 'attachment; filename="ours-digits.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert ask(file, **{"if-none-match": response["ETag"]})[0].status_code == 304


@pytest.mark.parametrize(
    ("wanted", "told", "body"),
    [
        ("bytes=0-3", "bytes 0-3/10", b"0123"),
        ("bytes=8-", "bytes 8-9/10", b"89"),
        ("bytes=-3", "bytes 7-9/10", b"789"),
        ("bytes=-30", "bytes 0-9/10", BODY),
        ("bytes=9-900", "bytes 9-9/10", b"9"),
    ],
)
def test_a_part_is_answered(file, wanted, told, body):
    response, found = ask(file, range=wanted)
    assert (response.status_code, response["Content-Range"], found) == (206, told, body)
    assert response["Content-Length"] == str(len(body))


@pytest.mark.parametrize("wanted", ["bytes=10-", "bytes=-0", "bytes=99999999999999999-"])
def test_a_part_that_it_has_not_is_refused(file, wanted):
    response, _body = ask(file, range=wanted)
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */10")


@pytest.mark.parametrize(
    "wanted", ["bytes=-", "bytes=3-1", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", "bytes=" + "9" * 30]
)
def test_of_what_is_no_one_part_all_is_answered(file, wanted):
    response, body = ask(file, range=wanted)
    assert (response.status_code, body) == (200, BODY)


def test_a_part_of_another_file_is_not_mixed_in(file):
    response, body = ask(file, range="bytes=0-3", **{"if-range": '"another"'})
    assert (response.status_code, body) == (200, BODY)
    response, body = ask(file, range="bytes=0-3", **{"if-range": f'"{file.sha256}"'})
    assert (response.status_code, body) == (206, b"0123")


def test_a_file_that_is_gone_is_not_there(file):
    with pytest.raises(Http404):
        ask(file._replace(sha256="0" * 64))
