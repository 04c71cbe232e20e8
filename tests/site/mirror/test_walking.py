import pytest
from django.http import QueryDict

from profiles.published import stamp
from profiles.reading.reading import Reading
from profiles.site.handbook import shelf
from profiles.site.mirror import walking
from profiles.site.mirror.asking import Stopped


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/", "text/html", "index.html"),
        ("/ar/members/", "text/html", "ar/members/index.html"),
        ("/api/v1/members/", "application/json", "api/v1/members/index.json"),
        ("/changes/feed/", "application/atom+xml", "changes/feed/index.atom"),
        ("/members.csv", "text/csv", "members.csv"),
    ],
)
def test_a_file_is_named_by_its_address_and_in_a_folder_by_what_it_is(path, kind, name):
    assert walking.file_of(path, kind) == name


@pytest.mark.parametrize(("path", "kind"), [("/a/%2e%2e/b", "text/html"), ("/a%00", "text/html"), ("/a/", "image/png")])
def test_what_can_be_no_file_stops_the_copy(path, kind):
    with pytest.raises(Stopped):
        walking.file_of(path, kind)


def test_a_walk_begins_with_addresses_that_hold_nothing_in_both_languages():
    found = set(walking.fixed_addresses())
    assert {"/", "/ar/members/", "/members.csv", "/api/v1/facts/", "/.well-known/security.txt"} <= found
    assert not {"/search/", "/ar/report/", "/oembed"} & found


def test_a_handbook_is_copied_where_it_was_made_and_never_asked_for(db, settings, tmp_path):
    settings.HANDBOOKS, settings.HANDBOOK_DIR = True, tmp_path
    read = stamp.now()
    assert walking.handbooks(read) == []
    shelf.place(shelf.key_of(Reading.at(*read), "en", QueryDict(), 1)).write_bytes(b"%PDF")
    assert walking.handbooks(read) == ["/ar/handbook-en.pdf", "/handbook-en.pdf"]
