"""What catalogues read: DCAT-AP of all releases, schema.org of one."""

import json

import pytest

from profiles.desk.verbs import datareleases
from profiles.reading.reading import Reading
from profiles.site.releases import catalog
from profiles.values.choices import Licence
from tests import factories, releases

pytestmark = pytest.mark.django_db
ROOT = "https://example.org"


@pytest.fixture
def two(directory, publisher):
    factories.published(factories.meeting("m1", start="2008-01-21"), by=publisher)
    return releases.two(publisher)


def nodes(*rows):
    found = catalog.catalog(ROOT, Reading.now(), list(rows))
    return {node["@id"]: node for node in found["@graph"]}


def test_what_dcat_ap_demands_is_there(two):
    first, second = two
    found = nodes(second, first)
    (whole,) = (node for node in found.values() if node["@type"] == "dcat:Catalog")
    assert {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"} <= whole.keys()
    for link in whole["dcat:dataset"]:
        dataset = found[link["@id"]]
        assert {"dct:title", "dct:description", "dcat:distribution", "dct:license"} <= dataset.keys()
        for one in dataset["dcat:distribution"]:
            # Of the whole directory they are those of its last release, said once.
            if link["@id"] != f"{ROOT}/data/#directory":
                assert {"dcat:accessURL", "dcat:downloadURL", "dct:license", "spdx:checksum"} <= one.keys()
            else:
                assert one.keys() == {"@id"}
    assert [text["@language"] for text in whole["dct:title"]] == ["en", "ar"]


def test_the_newest_is_current_and_all_are_versions(two):
    first, second = two
    directory = nodes(second, first)[f"{ROOT}/data/#directory"]
    addresses = [f"{ROOT}/data/releases/{row.name}/" for row in (second, first)]
    assert [link["@id"] for link in directory["dcat:hasVersion"]] == addresses
    assert directory["dcat:hasCurrentVersion"]["@id"] == addresses[0]
    assert nodes(second, first)[addresses[0]]["dct:temporal"]["dcat:startDate"]["@value"] == "2008-01-21"


def test_a_file_has_its_type_size_and_sum(two):
    _first, second = two
    file = second.file("members.csv")
    dataset = nodes(second)[f"{ROOT}/data/releases/{second.name}/"]
    (one,) = (row for row in dataset["dcat:distribution"] if row["@id"].endswith("/members.csv"))
    assert one["dcat:mediaType"]["@id"] == "http://www.iana.org/assignments/media-types/text/csv"
    assert one["dcat:byteSize"]["@value"] == str(file.bytes)
    assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == file.sha256
    (packed,) = (row for row in dataset["dcat:distribution"] if row["@id"].endswith("/members.jsonl.gz"))
    assert packed["dcat:compressFormat"]["@id"].endswith("/application/gzip")
    assert "dcat:compressFormat" not in one


def test_before_the_first_release_the_directory_alone_is_there(directory):
    found = nodes()
    assert "dcat:distribution" not in found[f"{ROOT}/data/#directory"]
    assert catalog.dataset_for_pages(ROOT, Reading.now(), None, ROOT)["license"] == Licence.CC_BY.address


def test_who_publishes_is_named_and_can_be_asked(directory):
    factories.identity(publisher_en="Us", email="us@example.org", website="https://us.example.org")
    found = nodes()
    assert found[f"{ROOT}/#publisher"]["foaf:homepage"] == {"@id": "https://us.example.org"}
    contact = found[f"{ROOT}/data/#directory"]["dcat:contactPoint"]
    assert contact["vcard:hasEmail"] == {"@id": "mailto:us@example.org"}


def test_a_page_names_its_downloads(two):
    _first, second = two
    found = catalog.dataset_for_pages(ROOT, Reading.now(), second, f"{ROOT}/data/releases/{second.name}/")
    assert (found["version"], found["temporalCoverage"]) == ("2", f"2008-01-21/{second.day.isoformat()}")
    assert len(found["description"]) >= 50
    urls = [row["contentUrl"] for row in found["distribution"]]
    assert f"{ROOT}/data/releases/{second.name}/directory.zip" in urls
    assert len(urls) == len(second.files)
    json.dumps(found)


def test_nothing_is_said_of_a_day_that_no_meeting_states(directory, publisher):
    row = datareleases.release(by=publisher)
    found = catalog.dataset_for_pages(ROOT, Reading.now(), row, ROOT)
    assert found["temporalCoverage"] == f"../{row.day.isoformat()}"


def test_the_languages_are_those_of_the_installation(directory):
    authority = "http://publications.europa.eu/resource/authority/language/"
    assert catalog.ALIKE["dct:language"] == [{"@id": f"{authority}ENG"}, {"@id": f"{authority}ARA"}]
    assert catalog.language("pt-br") == "http://id.loc.gov/vocabulary/iso639-1/pt"
