"""Files in a bucket: what goes there, what comes back, and what is read from this machine instead."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404

from profiles.values import files
from tests import buckets


@pytest.fixture(scope="module")
def store():
    with buckets.served() as store:
        yield store


@pytest.fixture
def bucket(store, settings, tmp_path):
    """The files of the portal are in a bucket, below a folder of this test's own."""

    def use(room=2**20, address=f"{store.address}/{tmp_path.name}"):
        buckets.use(settings, address, tmp_path / "near", room)
        return tmp_path

    return use


def near(folder):
    return sorted(path.name for path in (folder / "near").rglob("*") if path.is_file())


def test_a_file_goes_into_the_bucket_and_is_shown_from_a_copy_here(store, bucket):
    folder = bucket()
    name = files.Taken(b"orchid", "png").keep()
    assert f"{folder.name}/{name}" in buckets.names(store)
    assert default_storage.exists(name)
    assert near(folder) == []
    with files.open_file(name) as file:
        assert file.read() == b"orchid"
    assert near(folder) == [name]
    store.client.delete_object(Bucket=store.bucket, Key=f"{folder.name}/{name}")
    with files.open_file(name) as file:
        assert file.read() == b"orchid"
    assert not default_storage.exists(name)


def test_files_of_releases_are_listed_and_read(bucket, tmp_path):
    bucket()
    assert files.released() == set()
    (tmp_path / "data.csv").write_bytes(b"a,b\n" * 3)
    digest = files.keep_released(tmp_path / "data.csv")
    assert files.released() == {digest}
    with files.open_released(digest) as file:
        assert file.read(5) == b"a,b\na"


def test_a_damaged_file_is_known_put_right_and_never_kept_here(store, bucket):
    folder = bucket()
    name = files.Taken(b"orchid", "png").keep()
    store.client.put_object(Bucket=store.bucket, Key=f"{folder.name}/{name}", Body=b"orch")
    assert not files.is_whole(name)
    with files.open_file(name) as file:
        assert file.read() == b"orch"
    assert near(folder) == []
    files.Taken(b"orchid", "png").keep()
    assert files.is_whole(name)


def test_what_is_not_there_is_not_found(bucket):
    bucket()
    with pytest.raises(Http404):
        files.open_file(f"{'0' * 64}.png")
    with pytest.raises(FileNotFoundError):
        default_storage.open(f"{'0' * 64}.png")


@pytest.mark.parametrize(("room", "kept"), [(0, 0), (15, 2), (5, 0)])
def test_copies_have_so_much_room(bucket, room, kept):
    folder = bucket(room)
    for content in (b"one...", b"two...", b"three..."):
        with files.open_file(files.Taken(content, "png").keep()) as file:
            assert file.read() == content
    assert len(near(folder)) == kept


def test_where_the_disk_takes_nothing_files_are_shown_all_the_same(bucket):
    folder = bucket()
    (folder / "near").write_text("no folder")
    with files.open_file(files.Taken(b"orchid", "png").keep()) as file:
        assert file.read() == b"orchid"


def test_a_store_that_is_away_is_said_and_known_files_are_shown(bucket, tmp_path):
    with buckets.served() as another:
        folder = bucket(address=another.address)
        known, other = files.Taken(b"known", "png").keep(), files.Taken(b"other", "png").keep()
        files.open_file(known).close()
    with files.open_file(known) as file:
        assert file.read() == b"known"
    for act in (
        lambda: files.open_file(other),
        lambda: default_storage.exists(known),
        lambda: default_storage.listdir(""),
        lambda: default_storage.save("name", ContentFile(b"")),
    ):
        with pytest.raises(files.StoreAway):
            act()
    assert near(folder) == [known]


def test_a_bucket_that_is_not_there_is_no_file_that_is_not_there(store, bucket):
    bucket(address=store.address.replace("kept", "gone"))
    for act in (lambda: files.open_file(f"{'0' * 64}.png"), lambda: default_storage.listdir("")):
        with pytest.raises(files.StoreAway):
            act()
