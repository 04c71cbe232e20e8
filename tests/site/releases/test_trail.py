"""The links in a release: outsiders compute the heads from them."""

import gzip
import hashlib
import json

import pytest

from profiles.desk import chaining
from profiles.desk.verbs import datareleases
from profiles.published.models import Link
from profiles.site.releases import trail
from tests import factories, releases

pytestmark = pytest.mark.django_db


def test_whoever_has_all_releases_computes_each_head(directory, publisher):
    chaining.take_up()
    heads = {"events": "", "releases": ""}
    for slug in ("one", "two"):
        factories.published(factories.entity(slug), by=publisher)
        chaining.take_up()
        row = datareleases.release(by=None)
        for line in releases.content(row, trail.TRAIL).decode().splitlines():
            link = json.loads(line)
            assert link["previous"] == heads[link["chain"]]
            heads[link["chain"]] = hashlib.sha256(line.encode()).hexdigest()
        assert heads == {name: head["digest"] for name, head in row.heads.items()}
        assert json.loads(releases.content(row, "datapackage.json"))["trail"] == row.heads
        assert heads["events"] in releases.content(row, "README.md").decode()
    assert row.file(trail.TRAIL).rows == 3


def test_no_word_of_the_log_goes_out(directory, publisher):
    chaining.take_up()
    row = datareleases.release(by=None)
    for line in releases.content(row, trail.TRAIL).decode().splitlines():
        assert set(json.loads(line)) == {"chain", "number", "previous", "row", "said"}


def test_it_goes_no_further_than_the_heads(tmp_path, directory):
    chaining.take_up()
    heads = {"events": {"number": 2, "digest": Link.objects.get(chain="events", number=2).digest}}
    assert trail.write(tmp_path / "a.gz", heads, None) == 2
    assert trail.write(tmp_path / "b.gz", {}, None) == 0
    with gzip.open(tmp_path / "a.gz") as file:
        assert [json.loads(line)["number"] for line in file] == [1, 2]
