"""Uploaded files while the database is away; and what never needs one."""

import pytest

from profiles.desk.verbs import publishing
from profiles.serving.knownfiles import KnownFiles, known_files
from profiles.serving.pagecache import PageCache
from profiles.values.files import Taken
from tests import buckets, factories
from tests.serving.server import ask, without_database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def entity(publisher, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return factories.published(factories.entity("nepal", logo=factories.logo()), by=publisher)


@pytest.fixture
def begin(cached, tmp_path):
    """A process of a node, as often as it is called."""
    return lambda: KnownFiles(cached, reader=cached.reader, folder=tmp_path / "pages" / "files")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_file_that_was_public_when_it_was_answered_last_is_answered_by_every_process(entity, begin, cached, method):
    address = f"/media/{entity.logo}"
    page = ask(begin(), address, method)
    with without_database(cached):
        answer = ask(begin(), address)
        assert answer.status == 200
        assert answer.headers["content-type"] == page.headers["content-type"]
        assert "sandbox" in answer.headers["content-security-policy"]
        assert "no-cache" in answer.headers["cache-control"]
    assert ask(begin(), address).body == answer.body


def test_a_database_that_falls_silent_at_the_view_is_no_matter_either(entity, begin, cached, monkeypatch):
    ask(begin(), f"/media/{entity.logo}")
    with without_database(cached):
        monkeypatch.setattr(cached.reader, "read", lambda: None)
        assert ask(begin(), f"/media/{entity.logo}").status == 200


def test_what_was_not_asked_for_or_is_public_no_more_is_not_known(entity, begin, cached, publisher):
    address = f"/media/{entity.logo}"
    with without_database(cached):
        assert ask(begin(), address).status == 503
    cached.reader.down_since = 0
    ask(begin(), address)
    publishing.withdraw(entity, by=publisher, reason=("Gone.", "ذهب."))
    assert ask(begin(), address).status == 404
    with without_database(cached):
        assert ask(begin(), address).status == 503


@pytest.mark.parametrize("name", ["../nepal", "x.png", f"{'0' * 64}.png", f"{'0' * 64}.png/"])
def test_no_other_name_leaves_a_note(begin, name, tmp_path):
    assert ask(begin(), f"/media/{name}").status in (301, 404)
    assert not (tmp_path / "pages").exists()


@pytest.mark.parametrize("address", ["/robots.txt", "/favicon.ico"])
def test_what_needs_no_database_is_answered_without_one(cached, address):
    with without_database(cached):
        for _ in range(2):
            assert ask(cached, address).status == 200


def test_without_a_page_cache_or_a_disk_nothing_is_noted(cached, django, settings):
    settings.PAGE_DISK_MB = 0
    assert known_files(cached) is cached
    settings.PAGE_DISK_MB = 1
    assert known_files(django) is django
    assert isinstance(known_files(cached).application, PageCache)


def test_a_store_of_files_that_is_away_is_no_error_and_what_is_kept_here_is_shown(begin, tmp_path, settings, publisher):
    with buckets.served() as store:
        buckets.use(settings, store.address, tmp_path / "near")
        seen, unseen = (
            factories.published(factories.entity(slug, logo=Taken(slug.encode(), "png").keep()), by=publisher)
            for slug in ("nepal", "qatar")
        )
        assert ask(begin(), f"/media/{seen.logo}").body == b"nepal"
    again, other = (ask(begin(), f"/media/{entity.logo}") for entity in (seen, unseen))
    assert (again.status, again.body) == (200, b"nepal")
    assert (other.status, other.headers["retry-after"]) == (503, "5")
